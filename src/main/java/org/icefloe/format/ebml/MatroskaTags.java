package org.icefloe.format.ebml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.icefloe.format.StreamTags;

/**
 * The {@code Tags} element (RFC 9559 §5.1.8).
 *
 * <pre>
 *     Tags | Tag | Targets      of nothing in particular: of the whole
 *                | SimpleTag    | TagName "TITLE"  | TagString "Tide"
 *                | SimpleTag    | TagName "ARTIST" | TagString "Floe"
 *          | Tag ...
 * </pre>
 */
final class MatroskaTags {
    private static final int LENGTH_OF_4 = 0x10000000;

    private MatroskaTags() {}

    /**
     * Artist and title, of the first tag that names them, whatever it is a tag of.
     *
     * @param tags the content of a {@code Tags} element
     */
    static StreamTags read(ByteBuffer tags) {
        Map<String, String> texts = new HashMap<>();
        Elements.forEach(tags, (id, tag) -> {
            if (id == ElementId.TAG) {
                Elements.forEach(tag, (inner, simpleTag) -> note(inner, simpleTag, texts));
            }
        });
        return new StreamTags(texts.getOrDefault("ARTIST", ""), texts.getOrDefault("TITLE", ""));
    }

    private static void note(int id, ByteBuffer simpleTag, Map<String, String> texts) {
        if (id == ElementId.SIMPLE_TAG) {
            SimpleTag read = new SimpleTag();
            Elements.forEach(simpleTag, read::set);
            texts.putIfAbsent(read.name.toUpperCase(Locale.ROOT), read.text);
        }
    }

    private static final class SimpleTag {
        private String name = "";
        private String text = "";

        void set(int id, ByteBuffer content) {
            if (id == ElementId.TAG_NAME) {
                name = Elements.text(content);
            } else if (id == ElementId.TAG_STRING) {
                text = Elements.text(content);
            }
        }
    }

    /** The whole element, ready to be sent. */
    static ByteBuffer write(StreamTags tags) {
        byte[] tag =
                join(element(ElementId.TARGETS), simpleTag("TITLE", tags.title()), simpleTag("ARTIST", tags.artist()));
        return ByteBuffer.wrap(element(ElementId.TAGS, element(ElementId.TAG, tag)));
    }

    private static byte[] simpleTag(String name, String text) {
        return text.isEmpty()
                ? new byte[0]
                : element(
                        ElementId.SIMPLE_TAG,
                        element(ElementId.TAG_NAME, name.getBytes(UTF_8)),
                        element(ElementId.TAG_STRING, text.getBytes(UTF_8)));
    }

    /** An element whose ID is of 2 or 4 bytes. */
    private static byte[] element(int id, byte[]... contents) {
        byte[] content = join(contents);
        ByteBuffer element = ByteBuffer.allocate((id >>> 16 == 0 ? 2 : 4) + 4 + content.length);
        if (id >>> 16 == 0) {
            element.putShort((short) id);
        } else {
            element.putInt(id);
        }
        return element.putInt(LENGTH_OF_4 | content.length).put(content).array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
