package org.icefloe.config;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
}
