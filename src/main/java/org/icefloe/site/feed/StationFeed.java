package org.icefloe.site.feed;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.icefloe.bytes.Printable;
import org.icefloe.directory.catalog.Broadcast;
import org.icefloe.directory.catalog.Station;

/**
 * Writes stations as an Atom feed (RFC 4287).
 *
 * <pre>
 *   feed
 *     title, id, updated, link to the feed and to the directory
 *     entry                  a station
 *       title                its name
 *       id                   the same as long as the station is the same, on every server
 *       updated              when it was listed
 *       author               its name
 *       link                 to its page here, and to its own
 *       category             each genre
 *       summary              what it says of itself
 * </pre>
 */
final class StationFeed {
    private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

    /** That of the JDK, whatever else lies on the class path. */
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final XMLStreamWriter xml;

    /** Makes addresses of paths. */
    private final UnaryOperator<String> address;

    private StationFeed(XMLStreamWriter xml, UnaryOperator<String> address) {
        this.xml = xml;
        this.address = address;
    }

    /**
     * The document.
     *
     * @param path of the feed itself
     * @param address makes an absolute address of a path
     */
    static String write(List<Station> newestFirst, String path, UnaryOperator<String> address) {
        StringWriter text = new StringWriter();
        try {
            new StationFeed(FACTORY.createXMLStreamWriter(text), address).document(newestFirst, path);
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a feed in memory cannot be written", impossible);
        }
        return text.toString();
    }

    private void document(List<Station> stations, String path) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace(NAMESPACE);
        element("title", "New stations");
        element("id", address.apply(path));
        updated(stations.stream().map(Station::since).max(Instant::compareTo).orElse(Instant.EPOCH));
        link("self", address.apply(path));
        link("alternate", address.apply("/directory"));
        for (Station station : stations) {
            entry(station);
        }
        xml.writeEndDocument();
        xml.close();
    }

    private void entry(Station station) throws XMLStreamException {
        Broadcast broadcast = station.broadcast();
        xml.writeStartElement("entry");
        element("title", broadcast.name());
        element("id", id(station));
        updated(station.since());
        xml.writeStartElement("author");
        element("name", broadcast.name());
        xml.writeEndElement();
        link("alternate", address.apply("/directory/stations/" + station.id()));
        if (!broadcast.homepage().isEmpty()) {
            link("related", broadcast.homepage());
        }
        for (String genre : broadcast.genres()) {
            xml.writeEmptyElement("category");
            attribute("term", genre);
        }
        element("summary", broadcast.description());
        xml.writeEndElement();
    }

    /** A name that no other server gives to another station. */
    private static String id(Station station) {
        byte[] name = ("station " + station.id()).getBytes(StandardCharsets.UTF_8);
        return "urn:uuid:" + UUID.nameUUIDFromBytes(name);
    }

    private void updated(Instant time) throws XMLStreamException {
        element("updated", time.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private void link(String relation, String to) throws XMLStreamException {
        xml.writeEmptyElement("link");
        attribute("rel", relation);
        attribute("href", to);
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, Printable.xml(value));
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(Printable.xml(text));
        xml.writeEndElement();
    }
}
