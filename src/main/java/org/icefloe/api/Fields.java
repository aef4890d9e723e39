package org.icefloe.api;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.icefloe.config.SettingTypes;
import org.icefloe.rest.BadFieldException;
import org.jspecify.annotations.Nullable;

/** Reads fields of JSON; a field that is missing is empty, and one that cannot be used is named. */
final class Fields {
    /** The longest text, in characters; a header line has to hold it, and the database. */
    private static final int MAX_TEXT = 255;

    private Fields() {}

    static Optional<Duration> span(String field, @Nullable String text) {
        return Optional.ofNullable(text).map(given -> read(field, new SettingTypes.Span(), given));
    }

    static Optional<Duration> patience(String field, @Nullable String text) {
        return Optional.ofNullable(text).map(given -> read(field, new SettingTypes.Patience(), given));
    }

    static Optional<Charset> charset(String field, @Nullable String name) {
        return Optional.ofNullable(name).map(given -> read(field, new SettingTypes.CharsetName(), given));
    }

    static OptionalInt metadataInterval(String field, @Nullable Integer bytes) {
        return bytes == null
                ? OptionalInt.empty()
                : OptionalInt.of(read(field, new SettingTypes.MetadataInterval(), bytes.toString()));
    }

    /** A mount's entry takes what the setting of all mounts takes. */
    private static <T> T read(String field, SettingTypes.Type<T> type, String text) {
        try {
            return type.convert(text);
        } catch (IllegalArgumentException e) {
            throw new BadFieldException(field, "expected " + type.expected());
        }
    }

    static OptionalInt count(String field, @Nullable Integer number) {
        if (number == null) {
            return OptionalInt.empty();
        }
        if (number < 0) {
            throw new BadFieldException(field, "expected a whole number, 0 or more");
        }
        return OptionalInt.of(number);
    }

    static Optional<String> text(String field, @Nullable String text) {
        if (text != null && (text.length() > MAX_TEXT || text.chars().anyMatch(Character::isISOControl))) {
            throw new BadFieldException(
                    field, "expected a text of at most " + MAX_TEXT + " characters, none of them a control character");
        }
        return Optional.ofNullable(text);
    }
}
