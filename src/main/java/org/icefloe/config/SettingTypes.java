package org.icefloe.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.Converter;
import org.icefloe.net.TrustedProxies;

/**
 * How the values of settings are written. Each type reads its text, throws an {@link IllegalArgumentException} at any
 * other, and can tell what it {@linkplain Type#expected() expected}. Public because the mapper of the settings makes
 * them by reflection.
 */
public final class SettingTypes {
    private SettingTypes() {}

    /** A kind of value. */
    public abstract static class Type<T> implements Converter<T> {
        private final String expected;

        Type(String expected) {
            this.expected = expected;
        }

        /** What a value looks like, as the end of a sentence that begins with "expected". */
        public final String expected() {
            return expected;
        }

        /** Writes a value so that {@link #convert} reads it. */
        public String write(T value) {
            return value.toString();
        }

        /** Writes a value for people's eyes: {@link Secret#MASK} stands for what is secret in it. */
        public String show(T value) {
            return write(value);
        }

        final void require(boolean condition) {
            if (!condition) {
                throw new IllegalArgumentException("expected " + expected);
            }
        }
    }

    /** A TCP port; what 0 means is said at each key. */
    public static final class Port extends Type<Integer> {
        public Port() {
            super("a port number from 0 to 65535");
        }

        @Override
        public Integer convert(String text) {
            int port = Integer.parseInt(text.strip());
            require(port >= 0 && port <= 65_535);
            return port;
        }
    }

    /** A TCP port of another server. */
    public static final class RemotePort extends Type<Integer> {
        public RemotePort() {
            super("a port number from 1 to 65535");
        }

        @Override
        public Integer convert(String text) {
            int port = Integer.parseInt(text.strip());
            require(port >= 1 && port <= 65_535);
            return port;
        }
    }

    /** How many of something. */
    public static final class Count extends Type<Integer> {
        public Count() {
            super("a whole number, 0 or more");
        }

        @Override
        public Integer convert(String text) {
            int count = Integer.parseInt(text.strip());
            require(count >= 0);
            return count;
        }
    }

    /** How large the body of a request may be: large enough for every setting, which else could not be set back. */
    public static final class BodySize extends Type<Integer> {
        public BodySize() {
            super("a size in bytes from 1k to 1m, such as 64k");
        }

        @Override
        public Integer convert(String text) {
            int size = new ByteSize().convert(text);
            require(size >= 1 << 10 && size <= 1 << 20);
            return size;
        }
    }

    /** The name or address of a host. */
    public static final class HostName extends Type<String> {
        private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]");

        public HostName() {
            super("a host name such as radio.example, or an address such as 192.0.2.1 or [2001:db8::1]");
        }

        @Override
        public String convert(String text) {
            require(FORM.matcher(text.strip()).matches());
            return text.strip();
        }
    }

    /** A number of bytes; {@code k} stands for 1024 and {@code m} for 1024 times as many. */
    public static final class ByteSize extends Type<Integer> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,10})([kKmM]?)");

        public ByteSize() {
            super("a size in bytes such as 65536, 64k or 1m, less than 2048m");
        }

        @Override
        public Integer convert(String text) {
            Matcher form = FORM.matcher(text.strip());
            require(form.matches());
            long bytes = Long.parseLong(form.group(1)) << shift(form.group(2));
            require(bytes <= Integer.MAX_VALUE);
            return (int) bytes;
        }

        private static int shift(String unit) {
            return switch (unit) {
                case "k", "K" -> 10;
                case "m", "M" -> 20;
                default -> 0;
            };
        }
    }

    /** A span of time, as {@link Spans} writes it. */
    public static final class Span extends Type<Duration> {
        public Span() {
            super(Spans.EXPECTED);
        }

        @Override
        public Duration convert(String text) {
            return Spans.parse(text).orElseThrow(IllegalArgumentException::new);
        }

        @Override
        public String write(Duration span) {
            return Spans.format(span);
        }
    }

    /** An age: {@code 90d} beside what {@link Span} reads. */
    public static final class Age extends Type<Duration> {
        private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d");

        public Age() {
            super("an age such as 90d or 12h; a plain number is seconds");
        }

        @Override
        public Duration convert(String text) {
            Matcher days = DAYS.matcher(text.strip());
            return days.matches() ? Duration.ofDays(Long.parseLong(days.group(1))) : new Span().convert(text);
        }

        @Override
        public String write(Duration age) {
            boolean wholeDays = age.toDays() > 0 && age.equals(Duration.ofDays(age.toDays()));
            return wholeDays ? age.toDays() + "d" : Spans.format(age);
        }
    }

    /** How long something is waited for: no wait at all would be the end of everything that is waited for. */
    public static final class Patience extends Type<Duration> {
        public Patience() {
            super(Spans.EXPECTED + "; at least 1ms");
        }

        @Override
        public Duration convert(String text) {
            Duration span = Spans.parse(text).orElseThrow(IllegalArgumentException::new);
            require(span.toMillis() > 0);
            return span;
        }

        @Override
        public String write(Duration span) {
            return Spans.format(span);
        }
    }

    /** A span between visits to somebody else's server; 0 is never. */
    public static final class VisitInterval extends Type<Duration> {
        private static final Duration LEAST = Duration.ofMinutes(10);

        public VisitInterval() {
            super(Spans.EXPECTED + "; at least 10m, or 0");
        }

        @Override
        public Duration convert(String text) {
            Duration span = Spans.parse(text).orElseThrow(IllegalArgumentException::new);
            require(span.isZero() || span.compareTo(LEAST) >= 0);
            return span;
        }

        @Override
        public String write(Duration span) {
            return Spans.format(span);
        }
    }

    /** Yes or no. */
    public static final class Flag extends Type<Boolean> {
        public Flag() {
            super("true or false");
        }

        @Override
        public Boolean convert(String text) {
            boolean yes = text.strip().equals("true");
            require(yes || text.strip().equals("false"));
            return yes;
        }
    }

    /** A directory; it need not exist yet. */
    public static final class Directory extends Type<Path> {
        public Directory() {
            super("the path of a directory");
        }

        @Override
        public Path convert(String text) {
            return Path.of(text.strip()).toAbsolutePath().normalize();
        }
    }

    /** A mountpoint, which a source may take. */
    public static final class MountPath extends Type<String> {
        public MountPath() {
            super("a mountpoint such as /stream, without empty or dotted parts, and none of the server's own");
        }

        @Override
        public String convert(String text) {
            String path = text.strip();
            MountPaths.require(path);
            require(!MountPaths.isReserved(path));
            return path;
        }
    }

    /** An address of HTTP or HTTPS, to which paths are appended. */
    public static final class HttpUrl extends Type<URI> {
        public HttpUrl() {
            super("an address such as https://radio.example or https://example.org/radio");
        }

        @Override
        public URI convert(String text) {
            URI url = URI.create(text.strip().replaceFirst("/+$", ""));
            require("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
            require(url.getHost() != null && url.getRawUserInfo() == null);
            require(url.getRawQuery() == null && url.getRawFragment() == null);
            return url;
        }
    }

    /** Proxies, by address or block. */
    public static final class Proxies extends Type<TrustedProxies> {
        public Proxies() {
            super("IP addresses and blocks with commas between them, such as 127.0.0.1, ::1, 10.0.0.0/8");
        }

        @Override
        public TrustedProxies convert(String text) {
            return TrustedProxies.parse(text);
        }
    }

    /** Any text, as it stands. */
    public static final class Text extends Type<String> {
        public Text() {
            super("a text");
        }

        @Override
        public String convert(String text) {
            return text;
        }
    }

    /** A text of one line, short enough for a header. */
    public static final class Line extends Type<String> {
        private static final int LONGEST = 255;

        public Line() {
            super("a text of at most " + LONGEST + " characters, none of them a control character");
        }

        @Override
        public String convert(String text) {
            require(text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl));
            return text;
        }
    }

    /** What the server calls itself, in a header of its own. */
    public static final class ServerName extends Type<String> {
        private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]{0,78}[\\x21-\\x7e])?");

        public ServerName() {
            super("a name of at most 80 characters of ASCII, such as Radio Floe/1");
        }

        @Override
        public String convert(String text) {
            require(FORM.matcher(text).matches());
            return text;
        }
    }

    /** One of a few words. */
    public static final class Choice<E extends Enum<E>> extends Type<E> {
        private final Class<E> words;

        public Choice(Class<E> words) {
            super("one of "
                    + Arrays.stream(words.getEnumConstants()).map(Choice::word).collect(Collectors.joining(", ")));
            this.words = words;
        }

        @Override
        public E convert(String text) {
            return Arrays.stream(words.getEnumConstants())
                    .filter(constant -> word(constant).equals(text.strip()))
                    .findFirst()
                    .orElseThrow(IllegalArgumentException::new);
        }

        @Override
        public String write(E value) {
            return word(value);
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
    }

    /** Something or, as an empty text, nothing. */
    public static final class Maybe<T> extends Type<Optional<T>> {
        private final Type<T> type;

        public Maybe(Type<T> type) {
            super(type.expected() + ", or nothing");
            this.type = type;
        }

        @Override
        public Optional<T> convert(String text) {
            return text.isEmpty() ? Optional.empty() : Optional.of(type.convert(text));
        }

        @Override
        public String write(Optional<T> value) {
            return value.map(type::write).orElse("");
        }

        @Override
        public String show(Optional<T> value) {
            return value.map(type::show).orElse("");
        }
    }
}
