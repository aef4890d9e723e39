package org.icefloe.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import org.icefloe.config.MountSettings.StreamDescription;
import org.jspecify.annotations.Nullable;

/** The columns of the table {@code mount} that describe the stream in the source's stead. */
@Embeddable
final class StreamColumns {
    @Column(name = "stream_name")
    private @Nullable String name;

    @Column(name = "stream_description")
    private @Nullable String description;

    @Column(name = "stream_genre")
    private @Nullable String genre;

    @Column(name = "stream_url")
    private @Nullable String url;

    private @Nullable Boolean listed;

    /** For Hibernate. */
    private StreamColumns() {}

    static StreamColumns of(StreamDescription stream) {
        StreamColumns columns = new StreamColumns();
        columns.name = stream.name().orElse(null);
        columns.description = stream.description().orElse(null);
        columns.genre = stream.genre().orElse(null);
        columns.url = stream.url().orElse(null);
        columns.listed = stream.listed().orElse(null);
        return columns;
    }

    static StreamDescription toDescription(@Nullable StreamColumns columns) {
        return columns == null ? StreamDescription.NONE : columns.toDescription();
    }

    private StreamDescription toDescription() {
        return new StreamDescription(
                Optional.ofNullable(name),
                Optional.ofNullable(description),
                Optional.ofNullable(genre),
                Optional.ofNullable(url),
                Optional.ofNullable(listed));
    }
}
