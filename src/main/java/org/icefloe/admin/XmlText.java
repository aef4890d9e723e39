package org.icefloe.admin;

import java.util.Map;

/**
 * An XML document as it is written, in one line as Icecast's are. Names are ours; texts may be anybody's: what XML 1.0
 * (section 2.2) has no place for becomes U+FFFD.
 */
final class XmlText {
    private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>\n");

    XmlText open(String name, Map<String, String> attributes) {
        xml.append('<').append(name);
        attributes.forEach((key, value) -> {
            xml.append(' ').append(key).append("=\"");
            escape(value);
            xml.append('"');
        });
        xml.append('>');
        return this;
    }

    XmlText close(String name) {
        xml.append("</").append(name).append('>');
        return this;
    }

    XmlText element(String name, String text) {
        open(name, Map.of());
        escape(text);
        return close(name);
    }

    private void escape(String text) {
        text.codePoints().forEach(character -> {
            switch (character) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                case '\n', '\r', '\t' -> xml.append("&#").append(character).append(';');
                default -> xml.appendCodePoint(isCharacter(character) ? character : 0xFFFD);
            }
        });
    }

    private static boolean isCharacter(int point) {
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return point >= ' ' && !surrogate && point != 0xFFFE && point != 0xFFFF;
    }

    /** The whole document. */
    @Override
    public String toString() {
        return xml + "\n";
    }
}
