package org.icefloe.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icefloe.config.SettingTypes.Type;
import org.icefloe.net.AddressPrivacy;

/**
 * How those values are written that only the logs have; {@link SettingTypes} has the rest. Public because the mapper of
 * the settings makes them by reflection.
 */
public final class LogTypes {
    private LogTypes() {}

    /** The path of a file. */
    public static final class LogPath extends Type<Path> {
        public LogPath() {
            super("the path of a file; a relative one is under HOME");
        }

        @Override
        public Path convert(String text) {
            require(!text.isBlank() && text.chars().noneMatch(Character::isISOControl));
            Path path = Path.of(text.strip());
            require(path.getFileName() != null);
            return path;
        }
    }

    /** How much is said. */
    public static final class LevelWord extends Type<LogLevel> {
        public LevelWord() {
            super("one of error, warn, info, debug, trace, or Icecast's 1 to 4");
        }

        @Override
        public LogLevel convert(String text) {
            return LogLevel.named(text.strip()).orElseThrow(IllegalArgumentException::new);
        }

        @Override
        public String write(LogLevel level) {
            return level.name().toLowerCase(Locale.ROOT);
        }
    }

    /** How long a file may become. */
    public static final class MaxSize extends Type<Long> {
        public MaxSize() {
            super("0 for no limit, or a size in bytes such as 10m or 1g, at least 64k");
        }

        @Override
        public Long convert(String text) {
            return text.strip().equals("0") ? 0L : new MountTypes.FileSize().convert(text);
        }
    }

    /** For how long a file is written to. */
    public static final class MaxAge extends Type<Duration> {
        private static final Duration LEAST = Duration.ofMinutes(1);

        public MaxAge() {
            super("0 for no limit, or an age such as 1d or 12h, at least 1m");
        }

        @Override
        public Duration convert(String text) {
            Duration age = new SettingTypes.Age().convert(text);
            require(age.isZero() || age.compareTo(LEAST) >= 0);
            return age;
        }

        @Override
        public String write(Duration age) {
            return new SettingTypes.Age().write(age);
        }
    }

    /** Which files stay: so many, or as old as that, or both. */
    public static final class Kept extends Type<LogKeep> {
        private static final String COUNT = "[0-9]{1,6}";

        public Kept() {
            super("all, a number of files, an age such as 30d or 12h, or both, such as 30d, 100");
        }

        @Override
        public LogKeep convert(String text) {
            if (text.strip().equals("all")) {
                return LogKeep.ALL;
            }
            List<String> parts =
                    Arrays.stream(text.split(",", -1)).map(String::strip).toList();
            List<String> counts =
                    parts.stream().filter(part -> part.matches(COUNT)).toList();
            List<String> ages =
                    parts.stream().filter(part -> !part.matches(COUNT)).toList();
            require(counts.size() <= 1 && ages.size() <= 1);
            return new LogKeep(
                    counts.stream().findFirst().map(Integer::parseInt),
                    ages.stream().findFirst().map(new SettingTypes.Age()::convert));
        }

        @Override
        public String write(LogKeep keep) {
            Stream<String> parts = Stream.of(
                            keep.age().map(new SettingTypes.Age()::write),
                            keep.files().map(String::valueOf))
                    .flatMap(Optional::stream);
            return keep.equals(LogKeep.ALL) ? "all" : parts.collect(Collectors.joining(", "));
        }
    }

    /** How addresses are written. */
    public static final class Addresses extends Type<AddressPrivacy.Way> {
        private static final SettingTypes.Choice<AddressPrivacy.Way> CHOICE =
                new SettingTypes.Choice<>(AddressPrivacy.Way.class);

        public Addresses() {
            super(CHOICE.expected());
        }

        @Override
        public AddressPrivacy.Way convert(String text) {
            return CHOICE.convert(text);
        }

        @Override
        public String write(AddressPrivacy.Way way) {
            return CHOICE.write(way);
        }
    }
}
