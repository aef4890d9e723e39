package org.icefloe.importer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a file as XML, and no more than a file of settings can be: without a document type, for its entities could name
 * other files or grow without end; with limits to its size, depth and number of elements. Names have no namespaces.
 */
final class XmlFile {
    /** In bytes. A file for a thousand mounts, with everything that can be said of each, is smaller. */
    private static final int LARGEST = 4 << 20;

    private static final int DEEPEST = 16;
    private static final int MOST_ELEMENTS = 100_000;

    private final String name;
    private final XMLStreamReader xml;
    private int elements;

    private XmlFile(String name, XMLStreamReader xml) {
        this.name = name;
        this.xml = xml;
    }

    /**
     * The outermost element.
     *
     * @throws ImportException if there is no such file, or it is none that is read here
     */
    static XmlElement read(Path file) {
        return read(file.toString(), bytes(file));
    }

    private static byte[] bytes(Path file) {
        try (var input = Files.newInputStream(file)) {
            byte[] bytes = input.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new ImportException(file + " has more than " + LARGEST + " bytes, and is no file of settings.");
            }
            return bytes;
        } catch (IOException e) {
            throw new ImportException(file + " cannot be read: " + e, e);
        }
    }

    /** @param name what the file is called in messages */
    static XmlElement read(String name, byte[] bytes) {
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(new ByteArrayInputStream(bytes));
            return new XmlFile(name, xml).root();
        } catch (XMLStreamException e) {
            throw new ImportException(
                    "%s is no XML: line %d, column %d cannot be read."
                            .formatted(
                                    name,
                                    e.getLocation().getLineNumber(),
                                    e.getLocation().getColumnNumber()),
                    e);
        }
    }

    /** The JDK's own, whatever else is on the class path. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private XmlElement root() throws XMLStreamException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // Comments and blanks.
        }
        XmlElement root = element("", 0);
        while (xml.hasNext()) {
            next();
        }
        return root;
    }

    private int next() throws XMLStreamException {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new ImportException(
                    "%s has a DOCTYPE or an entity of its own in line %d, which are not read here: take it out."
                            .formatted(name, xml.getLocation().getLineNumber()));
        }
        return event;
    }

    /** At a start tag; afterwards at its end tag. */
    private XmlElement element(String path, int depth) throws XMLStreamException {
        elements++;
        if (depth > DEEPEST || elements > MOST_ELEMENTS) {
            throw new ImportException("%s has too many elements, or elements too deep in each other, at line %d."
                    .formatted(name, xml.getLocation().getLineNumber()));
        }
        String tag = xml.getLocalName();
        int line = xml.getLocation().getLineNumber();
        Map<String, String> attributes = attributes();
        List<XmlElement> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                String below = depth == 0 ? "" : path + "/";
                children.add(element(below + xml.getLocalName(), depth + 1));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(xml.getText());
            }
        }
        String own = children.isEmpty() ? text.toString().strip() : "";
        return new XmlElement(tag, path, line, attributes, own, children);
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.put(
                    xml.getAttributeLocalName(i), xml.getAttributeValue(i).strip());
        }
        return attributes;
    }
}
