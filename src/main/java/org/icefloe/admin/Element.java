package org.icefloe.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of an XML document, written as Icecast's XML library writes it: in one line, without a declared encoding,
 * and empty elements short, but for those that have a text of no characters.
 *
 * <pre>
 * &lt;?xml version="1.0"?&gt;
 * &lt;icestats&gt;&lt;source mount="/live.mp3"&gt;&lt;fallback&gt;&lt;/fallback&gt;&lt;listeners&gt;1&lt;/listeners&gt;&lt;/source&gt;&lt;/icestats&gt;
 * </pre>
 *
 * <p>What XML has no place for (XML 1.0, 2.2) becomes U+FFFD, so that the document is well-formed whatever strangers
 * put in their titles and names.
 */
final class Element {
    private final String name;
    private final Map<String, String> attributes;
    private final List<Element> children = new ArrayList<>();
    private String text = "";
    private boolean hasText;

    private Element(String name, Map<String, String> attributes) {
        this.name = name;
        this.attributes = attributes;
    }

    /** @param name one of our own */
    static Element of(String name) {
        return of(name, Map.of());
    }

    /** @param attributes by names of our own, in the order of writing */
    static Element of(String name, Map<String, String> attributes) {
        return new Element(name, attributes);
    }

    /** {@code <source mount="...">}. */
    static Element source(String mount) {
        return of("source", Map.of("mount", mount));
    }

    /** Adds an element. */
    Element with(Element child) {
        children.add(child);
        return this;
    }

    /** Adds an element that holds a text. */
    Element with(String childName, String childText) {
        Element child = of(childName);
        child.text = childText;
        child.hasText = true;
        return with(child);
    }

    /** Adds an element that holds a number. */
    Element with(String childName, long number) {
        return with(childName, Long.toString(number));
    }

    String name() {
        return name;
    }

    /** The mount in its attribute. */
    Optional<String> mount() {
        return Optional.ofNullable(attributes.get("mount"));
    }

    String text() {
        return text;
    }

    List<Element> children() {
        return List.copyOf(children);
    }

    /** The children of that name. */
    List<Element> all(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** The text of the first child of that name, or an empty one. */
    String textOf(String childName) {
        return children.stream()
                .filter(child -> child.name.equals(childName))
                .findFirst()
                .map(Element::text)
                .orElse("");
    }

    /** The whole document. */
    String document() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>\n");
        write(xml);
        return xml.append('\n').toString();
    }

    private void write(StringBuilder xml) {
        xml.append('<').append(name);
        attributes.forEach((key, value) -> {
            xml.append(' ').append(key).append("=\"");
            escape(value, xml);
            xml.append('"');
        });
        if (children.isEmpty() && !hasText) {
            xml.append("/>");
            return;
        }
        xml.append('>');
        escape(text, xml);
        children.forEach(child -> child.write(xml));
        xml.append("</").append(name).append('>');
    }

    private static void escape(String text, StringBuilder xml) {
        text.codePoints().forEach(character -> {
            switch (character) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                case '\n', '\r', '\t' -> xml.append("&#").append(character).append(';');
                default -> xml.appendCodePoint(isXml(character) ? character : 0xFFFD);
            }
        });
    }

    private static boolean isXml(int character) {
        return character >= 0x20 && character <= 0xD7FF
                || character >= 0xE000 && character <= 0xFFFD
                || character >= 0x10000;
    }
}
