package org.icefloe.playlist;

import java.io.StringWriter;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.icefloe.bytes.Printable;

/**
 * Writes XSPF (https://xspf.org/spec), with an annotation in the words of Icecast's.
 *
 * <pre>
 *   playlist
 *     title, creator       the list's name, or that of its only stream
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

    static String write(Playlist playlist) {
        StringWriter text = new StringWriter();
        try {
            new Xspf(FACTORY.createXMLStreamWriter(text)).document(playlist);
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a playlist in memory cannot be written", impossible);
        }
        return text.toString();
    }

    private void document(Playlist playlist) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("playlist");
        xml.writeDefaultNamespace(NAMESPACE);
        xml.writeAttribute("version", "1");
        element("title", playlist.title());
        element("creator", playlist.title());
        xml.writeStartElement("trackList");
        for (Playlist.Track track : playlist.tracks()) {
            track(track);
        }
        xml.writeEndDocument();
        xml.close();
    }

    private void track(Playlist.Track track) throws XMLStreamException {
        xml.writeStartElement("track");
        element("location", track.location());
        element("creator", track.artist());
        element("title", track.title());
        element("annotation", track.annotation());
        element("info", track.page());
        xml.writeEndElement();
    }

    private void element(String name, Optional<String> text) throws XMLStreamException {
        if (text.isPresent()) {
            element(name, text.get());
        }
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(Printable.xml(text));
        xml.writeEndElement();
    }
}
