package org.icefloe.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.icefloe.config.BufferSize;
import org.icefloe.config.HttpHeaders;
import org.icefloe.config.MountOverrides;
import org.icefloe.config.MountSetting;
import org.icefloe.rest.BadFieldException;
import org.jspecify.annotations.Nullable;

/**
 * A setting as a field of JSON. Numbers, flags and headers are JSON's own; anything else is a text, as the setting
 * itself writes it, and a text is understood for every setting.
 *
 * @param name such as {@code burstSize}, for the key {@code burst-size}
 */
record SettingField<T>(String name, MountSetting<T> setting) {
    static <T> SettingField<T> of(MountSetting<T> setting) {
        return new SettingField<>(camelCase(setting.key()), setting);
    }

    private static String camelCase(String key) {
        StringBuilder name = new StringBuilder();
        for (String word : key.split("-")) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return name.replace(0, 1, key.substring(0, 1)).toString();
    }

    /** Adds the field, if anything is said of the setting. */
    void write(MountOverrides overrides, Map<String, @Nullable Object> fields) {
        overrides.get(setting).ifPresent(value -> fields.put(name, json(value)));
    }

    private Object json(T value) {
        Object plain = value instanceof Optional<?> maybe && maybe.isPresent() ? maybe.get() : value;
        if (plain instanceof Number || plain instanceof Boolean) {
            return plain;
        }
        if (plain instanceof HttpHeaders headers) {
            return headers.values();
        }
        return plain instanceof BufferSize.Bytes size
                ? size.count()
                : setting.type().show(value);
    }

    /**
     * Adds what the field says, if it is there.
     *
     * @param earlier what the entry has said so far: a secret that comes back as it was shown stays as it is
     * @throws BadFieldException if it cannot be used
     */
    MountOverrides read(Map<String, @Nullable Object> fields, MountOverrides overrides, MountOverrides earlier) {
        Object value = fields.get(name);
        return value == null ? overrides : overrides.with(setting, value(value, earlier.get(setting)));
    }

    private T value(Object json, Optional<T> earlier) {
        Optional<T> shown = earlier.filter(
                said -> !setting.type().show(said).equals(setting.type().write(said))
                        && setting.type().show(said).equals(json));
        return shown.orElseGet(() -> value(json));
    }

    private T value(Object json) {
        try {
            return setting.type().convert(text(json));
        } catch (IllegalArgumentException e) {
            throw new BadFieldException(name, "expected " + setting.type().expected());
        }
    }

    private String text(Object json) {
        if (json instanceof Map<?, ?> object && setting.equals(MountSetting.HTTP_HEADERS)) {
            return lines(object);
        }
        if (json instanceof Map || json instanceof List) {
            throw new IllegalArgumentException("one value is wanted, and these are several");
        }
        return json.toString();
    }

    /** As lines of headers. The record refuses names and values that would break out of theirs. */
    private static String lines(Map<?, ?> object) {
        Map<String, String> values = new LinkedHashMap<>();
        object.forEach((header, value) -> values.put(header.toString(), String.valueOf(value)));
        return new HttpHeaders(values).toString();
    }
}
