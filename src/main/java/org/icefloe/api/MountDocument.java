package org.icefloe.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.OptionalInt;
import org.icefloe.config.MountOverrides;
import org.icefloe.config.MountSettings.StreamDescription;
import org.icefloe.config.Spans;
import org.icefloe.mount.MountName;
import org.icefloe.rest.BadFieldException;
import org.icefloe.store.MountEntry;
import org.jspecify.annotations.Nullable;

/**
 * A mount's own entry as JSON. A field that is missing is left to the server's defaults.
 *
 * <pre>
 *   { "name": "/live.mp3", "burstSize": 65536, "deliveryInterval": "250ms",
 *     "stream": { "name": "Radio Floe" },
 *     "source": { "user": "dj", "password": "only sent in, never out" } }
 * </pre>
 *
 * @param sourceTimeout a span, as {@link Spans} writes it
 * @param burstSize bytes
 * @param queueSize bytes
 * @param metadataInterval bytes
 * @param deliveryInterval a span, as {@link Spans} writes it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MountDocument(
        @Nullable String name,
        @Nullable String sourceTimeout,
        @Nullable Integer burstSize,
        @Nullable Integer queueSize,
        @Nullable Integer metadataInterval,
        @Nullable String deliveryInterval,
        @Nullable Integer maxListeners,
        @Nullable String charset,
        @Nullable Boolean hidden,
        @Nullable StreamDocument stream,
        @Nullable LoginDocument source) {
    /** What listeners and pages are told instead of what the source says. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StreamDocument(
            @Nullable String name,
            @Nullable String description,
            @Nullable String genre,
            @Nullable String url,
            @Nullable Boolean listed) {
        static StreamDocument of(StreamDescription stream) {
            return new StreamDocument(
                    stream.name().orElse(null),
                    stream.description().orElse(null),
                    stream.genre().orElse(null),
                    stream.url().orElse(null),
                    stream.listed().orElse(null));
        }

        StreamDescription toDescription() {
            return new StreamDescription(
                    Fields.text("stream.name", name),
                    Fields.text("stream.description", description),
                    Fields.text("stream.genre", genre),
                    Fields.text("stream.url", url),
                    Optional.ofNullable(listed));
        }
    }

    static MountDocument of(MountEntry entry) {
        MountOverrides overrides = entry.overrides();
        return new MountDocument(
                entry.name().value(),
                overrides.sourceTimeout().map(Spans::format).orElse(null),
                boxed(overrides.burstSize()),
                boxed(overrides.queueSize()),
                boxed(overrides.metadataInterval()),
                overrides.deliveryInterval().map(Spans::format).orElse(null),
                boxed(overrides.maxListeners()),
                overrides.charset().map(Charset::name).orElse(null),
                overrides.hidden().orElse(null),
                overrides.stream().equals(StreamDescription.NONE) ? null : StreamDocument.of(overrides.stream()),
                entry.source().map(LoginDocument::of).orElse(null));
    }

    /** @throws BadFieldException naming the first field that cannot be used */
    MountOverrides toOverrides() {
        return new MountOverrides(
                Fields.patience("sourceTimeout", sourceTimeout),
                Fields.count("burstSize", burstSize),
                Fields.count("queueSize", queueSize),
                Fields.metadataInterval("metadataInterval", metadataInterval),
                Fields.span("deliveryInterval", deliveryInterval),
                Fields.count("maxListeners", maxListeners),
                Fields.charset("charset", charset),
                Optional.ofNullable(hidden),
                stream == null ? StreamDescription.NONE : stream.toDescription());
    }

    /** The login of the mount's source, if it has one of its own. */
    Optional<LoginDocument> login() {
        return Optional.ofNullable(source);
    }

    /** A name in the body is welcome where it says the same as the address. */
    void requireName(MountName address) {
        if (name != null && !name.equals(address.value())) {
            throw new BadFieldException("name", "the address says " + address + ", the body " + name);
        }
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }
}
