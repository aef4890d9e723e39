package org.icefloe.site.feed;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.icefloe.bytes.Printable;
import org.icefloe.directory.catalog.Broadcast;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.CatalogQuery;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.directory.catalog.Order;
import org.icefloe.directory.dump.DumpContent;
import org.icefloe.directory.dump.DumpFormat;
import org.icefloe.directory.dump.Dumps;
import org.icefloe.time.Ticker;

/**
 * Writes the dump of a directory in the shape that dir.xiph.org's has always had. Many read it with less than a parser:
 * so the order of the elements is fixed, none is left out, and each has a line of its own. A number that nobody knows
 * is 0.
 *
 * <pre>
 *   directory
 *     entry                  any number of times
 *       server_name
 *       listen_url
 *       server_type          the media type
 *       bitrate              in kbit/s
 *       channels
 *       samplerate           in Hz
 *       genre                all of them, with blanks between
 *       current_song
 * </pre>
 */
final class YpXml implements DumpFormat {
    /** That of the JDK, whatever else lies on the class path. */
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    /** To be raised with every change of what is written. */
    private static final int VERSION = 1;

    private static final int BUFFER = 8 * 1024;

    static final Duration AGE = Duration.ofMinutes(1);

    private static final CatalogQuery ALL =
            CatalogQuery.all(new CatalogQuery.Page(0, Integer.MAX_VALUE)).by(Order.FRESHNESS);

    private final XMLStreamWriter xml;
    private boolean begun;

    YpXml(OutputStream to) {
        try {
            // Not the OutputStreamWriter itself: the JDK would take its charset for one that has no 😀.
            Writer text = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8), BUFFER);
            xml = FACTORY.createXMLStreamWriter(text);
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("nothing was written yet", impossible);
        }
    }

    /** Of all streams that are not known to be bad, the newest stations first. */
    static Dumps dumps(Catalog catalog, Ticker ticker) {
        DumpContent content = new DumpContent(() -> entries(catalog), YpXml::shown, VERSION, YpXml::new);
        return new Dumps(content, AGE, catalog::later, ticker);
    }

    private static List<Entry> entries(Catalog catalog) {
        return catalog.find(ALL).stations().stream()
                .flatMap(station -> station.entries().stream())
                .filter(entry -> !entry.check().verdict().isBad())
                .toList();
    }

    private static long shown(Entry entry) {
        return (long) entry.listenUrl().hashCode() << Integer.SIZE
                ^ (long) entry.broadcast().hashCode() << Integer.SIZE / 2
                ^ entry.lastTouch().song().hashCode();
    }

    @Override
    public void entry(Entry entry) throws IOException {
        try {
            begin();
            open("entry");
            Broadcast broadcast = entry.broadcast();
            element("server_name", broadcast.name());
            element("listen_url", entry.listenUrl());
            element("server_type", broadcast.type());
            element("bitrate", Integer.toString(broadcast.sound().bitrate()));
            element("channels", Integer.toString(broadcast.sound().channels()));
            element("samplerate", Integer.toString(broadcast.sound().samplerate()));
            element("genre", String.join(" ", broadcast.genres()));
            element("current_song", entry.lastTouch().song());
            close();
        } catch (XMLStreamException failure) {
            throw new IOException(failure);
        }
    }

    private void begin() throws XMLStreamException {
        if (!begun) {
            begun = true;
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            open("directory");
        }
    }

    private void open(String name) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters("\n");
    }

    private void close() throws XMLStreamException {
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    /** With a tag at its end, be it empty or not. */
    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(Printable.xml(text));
        close();
    }

    @Override
    public void flush() throws IOException {
        try {
            xml.flush();
        } catch (XMLStreamException failure) {
            throw new IOException(failure);
        }
    }

    @Override
    public void end() throws IOException {
        try {
            begin();
            close();
            xml.flush();
            xml.close();
        } catch (XMLStreamException failure) {
            throw new IOException(failure);
        }
    }
}
