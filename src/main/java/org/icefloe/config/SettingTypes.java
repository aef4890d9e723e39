package org.icefloe.config;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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

    /** Bytes of audio between two ICY metadata blocks, which can have 4081 bytes themselves. */
    public static final class MetadataInterval extends Type<Integer> {
        private static final int LEAST = 256;

        public MetadataInterval() {
            super("0 for none, or a size in bytes of at least " + LEAST + " such as 16000 or 16k, less than 2048m");
        }

        @Override
        public Integer convert(String text) {
            int bytes = new ByteSize().convert(text);
            require(bytes == 0 || bytes >= LEAST);
            return bytes;
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

    /**
     * A charset for ICY metadata. Players look for the words around a title in ASCII, whatever the title is in, so it
     * has to write ASCII as ASCII does: UTF-16 and EBCDIC do not, and some can be read but not written.
     */
    public static final class CharsetName extends Type<Charset> {
        private static final String FRAME = "StreamTitle='';";

        public CharsetName() {
            super("the name of a charset that holds ASCII, such as UTF-8 or ISO-8859-1");
        }

        @Override
        public Charset convert(String text) {
            Charset charset = Charset.forName(text.strip());
            require(charset.canEncode());
            require(Arrays.equals(FRAME.getBytes(charset), FRAME.getBytes(StandardCharsets.US_ASCII)));
            return charset;
        }

        @Override
        public String write(Charset charset) {
            return charset.name();
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

    /** A mountpoint. */
    public static final class MountPath extends Type<String> {
        public MountPath() {
            super("a mountpoint such as /stream");
        }

        @Override
        public String convert(String text) {
            String path = text.strip();
            require(path.length() > 1 && path.startsWith("/"));
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

    /** A media type, as a source names it. */
    public static final class MediaType extends Type<String> {
        private static final Pattern FORM =
                Pattern.compile("(?:audio|video|application)/[A-Za-z0-9.+_-]{1,80}(?:;[\\x20-\\x7e]{1,120})?");

        public MediaType() {
            super("a media type such as audio/mpeg or application/ogg");
        }

        @Override
        public String convert(String text) {
            require(FORM.matcher(text.strip()).matches());
            return text.strip();
        }
    }

    /** How much of a stream. */
    public static final class Buffer extends Type<BufferSize> {
        private static final Pattern TIMED = Pattern.compile("\\d{1,6}(?:ms|s)");

        public Buffer() {
            super("a size in bytes such as 65536, 64k or 1m, less than 2048m, or a span such as 5s or 500ms");
        }

        @Override
        public BufferSize convert(String text) {
            if (TIMED.matcher(text.strip()).matches()) {
                return BufferSize.ofTime(new Span().convert(text));
            }
            return BufferSize.ofBytes(new ByteSize().convert(text));
        }
    }

    /** Bits a second; {@code k}, {@code m} and {@code g} stand for powers of 1000, as in all bit rates. */
    public static final class Bandwidth extends Type<Long> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,12})([kKmMgG]?)");

        public Bandwidth() {
            super("bits a second such as 800000, 800k, 100m or 1g");
        }

        @Override
        public Long convert(String text) {
            Matcher form = FORM.matcher(text.strip());
            require(form.matches());
            return Long.parseLong(form.group(1)) * factor(form.group(2));
        }

        private static long factor(String unit) {
            return switch (unit.toLowerCase(Locale.ROOT)) {
                case "k" -> 1000;
                case "m" -> 1_000_000;
                case "g" -> 1_000_000_000;
                default -> 1;
            };
        }
    }

    /** Bytes on a disk; {@code k}, {@code m}, {@code g} and {@code t} stand for powers of 1024. */
    public static final class FileSize extends Type<Long> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,15})([kmgt]?)", Pattern.CASE_INSENSITIVE);
        private static final long LEAST = 64 << 10;

        public FileSize() {
            super("a size in bytes such as 700m, 2g or 1t, at least 64k");
        }

        @Override
        public Long convert(String text) {
            Matcher form = FORM.matcher(text.strip());
            require(form.matches());
            int shift = 10 * (1 + "kmgt".indexOf(form.group(2).toLowerCase(Locale.ROOT)));
            long bytes = Long.parseLong(form.group(1));
            long size = form.group(2).isEmpty() ? bytes : bytes << shift;
            require(size >= LEAST && size >> shift <= bytes);
            return size;
        }
    }

    /** An age of files: {@code 90d} beside what {@link Span} reads. */
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

    /** The path of a recording. */
    public static final class DumpPath extends Type<String> {
        private static final int LONGEST = 1024;

        public DumpPath() {
            super("the path of a file such as /srv/archive/%Y-%m-%d/%H%M%S.ogg, with the conversions of strftime;"
                    + " a relative one is under HOME");
        }

        @Override
        public String convert(String text) {
            require(!text.isBlank() && text.length() <= LONGEST);
            require(text.chars().noneMatch(Character::isISOControl));
            return text.strip();
        }
    }

    /** Headers, one a line. */
    public static final class HeaderLines extends Type<HttpHeaders> {
        public HeaderLines() {
            super("lines such as X-Station: Radio Floe, with names and values as HTTP has them (RFC 9110 section 5),"
                    + " and none that frames the response, such as Content-Length");
        }

        @Override
        public HttpHeaders convert(String text) {
            Map<String, String> values = new LinkedHashMap<>();
            text.lines().filter(line -> !line.isBlank()).forEach(line -> {
                int colon = line.indexOf(':');
                require(colon > 0);
                values.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            });
            return new HttpHeaders(values);
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
    }
}
