package org.icefloe.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.icefloe.config.SettingTypes.Type;

/**
 * One key of {@link Settings}, as found in the interface itself, so that there is no second list to forget.
 *
 * @param name such as {@code icefloe.stream.port}
 * @param type how its value is written
 * @param byDefault its value where none is set; empty if it may stay unset or depends on other settings
 * @param applies when a change of it applies
 * @param secret whether its value is never shown
 */
record SettingKey(String name, Type<?> type, Optional<String> byDefault, Applies applies, boolean secret) {
    /** What must be known before the database is open, or before the web application runs. */
    private static final List<String> NEEDED_EARLIER = List.of("icefloe.home", "icefloe.db.", "icefloe.http.");

    /** Every key, in alphabetical order. */
    static List<SettingKey> all() {
        String prefix = Settings.class.getAnnotation(ConfigMapping.class).prefix();
        return keysOf(Settings.class, prefix)
                .sorted(Comparator.comparing(SettingKey::name))
                .toList();
    }

    /** The name of the environment variable that sets it, such as {@code ICEFLOE_STREAM_PORT}. */
    String variable() {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** Whether the database may have it. */
    boolean canBeKept() {
        return NEEDED_EARLIER.stream().noneMatch(name::startsWith);
    }

    /**
     * What may be shown of a value: nothing of a secret, no parameters of a database, which may be passwords, and no
     * credentials in an address.
     */
    Optional<String> shown(String value) {
        if (secret) {
            return Optional.empty();
        }
        return Optional.of(name.equals("icefloe.db.url") ? value.split("[;?]", 2)[0] : masked(type, value));
    }

    private static <T> String masked(Type<T> type, String text) {
        try {
            T value = type.convert(text);
            return type.show(value).equals(type.write(value)) ? text : type.show(value);
        } catch (IllegalArgumentException unreadable) {
            return text;
        }
    }

    private static Stream<SettingKey> keysOf(Class<?> group, String prefix) {
        return Arrays.stream(group.getMethods()).flatMap(property -> {
            String name = prefix + "." + kebab(property.getName());
            Class<?> type = property.getReturnType();
            if (type == Map.class) {
                return keysOfMounts(name);
            }
            return isGroup(type) ? keysOf(type, name) : Stream.of(key(name, property));
        });
    }

    private static Stream<SettingKey> keysOfMounts(String prefix) {
        return MountSetting.all().stream()
                .map(setting -> new SettingKey(
                        prefix + "." + setting.key(),
                        setting.type(),
                        setting.defaultText(),
                        Applies.AT_ONCE,
                        setting.equals(MountSetting.AUTH_PASSWORD)));
    }

    private static SettingKey key(String name, Method property) {
        return new SettingKey(
                name,
                typeOf(property),
                Optional.ofNullable(property.getAnnotation(WithDefault.class)).map(WithDefault::value),
                Optional.ofNullable(property.getAnnotation(Changes.class))
                        .map(Changes::value)
                        .orElse(Applies.AT_START),
                property.isAnnotationPresent(Confidential.class));
    }

    private static Type<?> typeOf(Method property) {
        WithConverter converter = property.getAnnotation(WithConverter.class);
        if (converter == null) {
            return new SettingTypes.Text();
        }
        try {
            return (Type<?>) converter.value().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the type of " + property + " has no usable constructor", e);
        }
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Groups of settings are interfaces of this package. */
    private static boolean isGroup(Class<?> type) {
        return type.isInterface() && type.getPackage().equals(Settings.class.getPackage());
    }
}
