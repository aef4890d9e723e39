package org.icefloe.playlist;

import java.io.StringWriter;
import java.util.Optional;
import java.util.StringJoiner;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.icefloe.mount.Mount;

/**
 * Writes XSPF (https://xspf.org/spec), with an annotation in the words of Icecast's.
 *
 * <pre>
 *   playlist
 *     title, creator       the stream's name
 *     trackList
 *       track
 *         location         where it is to be had
 *         creator, title   what plays
 *         annotation       what is known of the stream, a line each
 *         info             its page on the web
 * </pre>
 */
final class Xspf {
    private static final String NAMESPACE = "http://xspf.org/ns/0/";

    /** That of the JDK, whatever else lies on the class path. */
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final XMLStreamWriter xml;

    private Xspf(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String write(Entry entry) {
        StringWriter text = new StringWriter();
        try {
            new Xspf(FACTORY.createXMLStreamWriter(text)).document(entry);
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a playlist in memory cannot be written", impossible);
        }
        return text.toString();
    }

    private void document(Entry entry) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("playlist");
        xml.writeDefaultNamespace(NAMESPACE);
        xml.writeAttribute("version", "1");
        element("title", entry.name());
        element("creator", entry.name());
        xml.writeStartElement("trackList");
        track(entry);
        xml.writeEndDocument();
        xml.close();
    }

    private void track(Entry entry) throws XMLStreamException {
        xml.writeStartElement("track");
        element("location", entry.location());
        element("creator", entry.artist());
        element("title", entry.title());
        element("annotation", entry.stream().map(on -> annotation(entry, on)));
        element("info", entry.word("icy-url").filter(url -> url.matches("(?i)https?://\\S+")));
        xml.writeEndElement();
    }

    private static String annotation(Entry entry, Mount mount) {
        StringJoiner lines = new StringJoiner("\n");
        entry.word("icy-name").ifPresent(name -> lines.add("Stream Title: " + name));
        entry.word("icy-description").ifPresent(text -> lines.add("Stream Description: " + text));
        lines.add("Content Type: " + mount.profile().contentType().value());
        entry.word("icy-br").ifPresent(bitrate -> lines.add("Bitrate: " + bitrate));
        lines.add("Current Listeners: " + mount.counters().listeners());
        lines.add("Peak Listeners: " + mount.counters().listenerPeak());
        entry.word("icy-genre").ifPresent(genre -> lines.add("Stream Genre: " + genre));
        return lines.toString();
    }

    private void element(String name, Optional<String> text) throws XMLStreamException {
        if (text.isPresent()) {
            element(name, text.get());
        }
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(characters(text));
        xml.writeEndElement();
    }

    /**
     * With U+FFFD for what can be in no document of XML 1.0 (2.2), not even as a reference; the writer lets it pass.
     */
    private static String characters(String text) {
        return text.codePoints()
                .map(point -> isCharacter(point) ? point : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isCharacter(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || point >= 0x20 && point < 0xD800
                || point >= 0xE000 && point <= 0xFFFD
                || point >= 0x10000;
    }
}
