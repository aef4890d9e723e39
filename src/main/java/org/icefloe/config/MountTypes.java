package org.icefloe.config;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icefloe.bytes.FilePaths;
import org.icefloe.config.SettingTypes.Type;

/** How those values are written that are mostly for mounts; {@link SettingTypes} has the rest. Public as those are. */
public final class MountTypes {
    private MountTypes() {}

    /** Bytes of audio between two ICY metadata blocks, which can have 4081 bytes themselves. */
    static final class MetadataInterval extends Type<Integer> {
        private static final int LEAST = 256;

        MetadataInterval() {
            super("0 for none, or a size in bytes of at least " + LEAST + " such as 16000 or 16k, less than 2048m");
        }

        @Override
        public Integer convert(String text) {
            int bytes = new SettingTypes.ByteSize().convert(text);
            require(bytes == 0 || bytes >= LEAST);
            return bytes;
        }
    }

    /**
     * A charset for ICY metadata. Players look for the words around a title in ASCII, whatever the title is in, so it
     * has to write ASCII as ASCII does: UTF-16 and EBCDIC do not, and some can be read but not written.
     */
    static final class CharsetName extends Type<Charset> {
        private static final String FRAME = "StreamTitle='';";

        CharsetName() {
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

    /** A media type, as a source names it. */
    static final class MediaType extends Type<String> {
        private static final Pattern FORM =
                Pattern.compile("(?:audio|video|application)/[A-Za-z0-9.+_-]{1,80}(?:;[\\x20-\\x7e]{1,120})?");

        MediaType() {
            super("a media type such as audio/mpeg or application/ogg");
        }

        @Override
        public String convert(String text) {
            require(FORM.matcher(text.strip()).matches());
            return text.strip();
        }
    }

    /** Where listeners of a mount may be sent. */
    static final class RedirectAddress extends Type<String> {
        private static final Pattern FORM = Pattern.compile(
                "https?://[A-Za-z0-9._\\[\\]:-]{1,260}(?:/(?:[!#-;=?-Z_a-z~]|\\$\\{mount})*|\\$\\{mount})?");

        RedirectAddress() {
            super("an address such as http://slave.example:8000${mount} or https://radio.example/full.html");
        }

        @Override
        public String convert(String text) {
            require(text.length() <= 1000 && FORM.matcher(text.strip()).matches());
            return text.strip();
        }
    }

    /** How much of a stream. */
    static final class Buffer extends Type<BufferSize> {
        private static final Pattern TIMED = Pattern.compile("\\d{1,6}(?:ms|s)");

        Buffer() {
            super("a size in bytes such as 65536, 64k or 1m, less than 2048m, or a span such as 5s or 500ms");
        }

        @Override
        public BufferSize convert(String text) {
            if (TIMED.matcher(text.strip()).matches()) {
                return BufferSize.ofTime(new SettingTypes.Span().convert(text));
            }
            return BufferSize.ofBytes(new SettingTypes.ByteSize().convert(text));
        }
    }

    /** Bits a second; {@code k}, {@code m} and {@code g} stand for powers of 1000, as in all bit rates. */
    public static final class Bandwidth extends Type<Long> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,15})([kKmMgG]?)");
        private static final long LIMIT = 1_000_000_000_000_000L;

        public Bandwidth() {
            super("bits a second such as 800000, 800k, 100m or 1g, less than 1000000g");
        }

        @Override
        public Long convert(String text) {
            Matcher form = FORM.matcher(text.strip());
            require(form.matches());
            long count = Long.parseLong(form.group(1));
            long factor = factor(form.group(2));
            require(count < LIMIT / factor);
            return count * factor;
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
    static final class FileSize extends Type<Long> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,15})([kmgt]?)", Pattern.CASE_INSENSITIVE);
        private static final long LEAST = 64 << 10;

        FileSize() {
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

    /** The path of a recording. */
    static final class DumpPath extends Type<String> {
        private static final int LONGEST = 1024;

        DumpPath() {
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

    /** A file among those that are served. */
    static final class WebPath extends Type<String> {
        private static final int LONGEST = 1024;

        WebPath() {
            super("the path of a file under HOME/web such as /intro.mp3, without empty or dotted parts");
        }

        @Override
        public String convert(String text) {
            String path = text.strip();
            require(path.startsWith("/") && path.length() <= LONGEST);
            require(!FilePaths.isTreacherous(path.substring(1)));
            return path;
        }
    }

    /** Headers, one a line. */
    public static final class HeaderLines extends Type<HttpHeaders> {
        public HeaderLines() {
            super("lines such as X-Station: Radio Floe, with names and values as HTTP has them (RFC 9110 section 5),"
                    + " each name once, and none that is the server's own matter, such as Content-Length");
        }

        @Override
        public HttpHeaders convert(String text) {
            Map<String, String> values = new LinkedHashMap<>();
            text.lines().filter(line -> !line.isBlank()).forEach(line -> {
                int colon = line.indexOf(':');
                require(colon > 0);
                String name = line.substring(0, colon).strip();
                require(values.put(name, line.substring(colon + 1).strip()) == null);
            });
            return new HttpHeaders(values);
        }
    }
}
