package org.icefloe.site.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.xml.sax.Attributes;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads {@code yp.xml} as others do. */
final class YpReaders {
    static final List<String> ELEMENTS = List.of(
            "server_name", "listen_url", "server_type", "bitrate", "channels", "samplerate", "genre", "current_song");

    private YpReaders() {}

    /** What VLC shows of a stream. */
    record Item(String path, String title, String genre, String nowPlaying, String bitrate, String serverType) {}

    /** A node of a tree without whitespace: children are nodes or texts. */
    private record Node(String name, List<Object> children) {
        /** The first text of the first child of a name, as a script indexes it: without such a child it fails. */
        private String first(String child) {
            Node found = children.stream()
                    .filter(Node.class::isInstance)
                    .map(Node.class::cast)
                    .filter(node -> node.name.equals(child))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the script stops: no " + child));
            return found.children.isEmpty() ? "" : (String) found.children.get(0);
        }
    }

    /**
     * As VLC does: builds a tree of all, goes along the children of the root whatever their names are, and takes the
     * first text of the first child of each name.
     */
    static List<Item> asVlc(InputStream xml) throws Exception {
        return tree(xml).children.stream()
                .map(Node.class::cast)
                .map(station -> new Item(
                        station.first("listen_url"),
                        station.first("server_name"),
                        station.first("genre"),
                        station.first("current_song"),
                        station.first("bitrate"),
                        station.first("server_type")))
                .toList();
    }

    private static Node tree(InputStream xml) throws Exception {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        XMLStreamReader reader = factory.createXMLStreamReader(xml);
        Node root = new Node("", new ArrayList<>());
        Deque<Node> open = new ArrayDeque<>(List.of(root));
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    Node node = new Node(reader.getLocalName(), new ArrayList<>());
                    open.getLast().children.add(node);
                    open.add(node);
                }
                case XMLStreamConstants.END_ELEMENT -> open.removeLast();
                case XMLStreamConstants.CHARACTERS -> {
                    if (!reader.isWhiteSpace()) {
                        open.getLast().children.add(reader.getText());
                    }
                }
                default -> {}
            }
        }
        return (Node) root.children.get(0);
    }

    /**
     * As radio-browser does, and other directories: a strict parser, to which every fault is an end; one record for
     * each entry, with all that is known of it by name.
     */
    static List<Map<String, String>> strictly(InputStream xml) throws Exception {
        List<Map<String, String>> entries = new ArrayList<>();
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.newSAXParser().parse(xml, new DefaultHandler() {
            private final StringBuilder text = new StringBuilder();
            private int depth;

            @Override
            public void startElement(String uri, String local, String name, Attributes attributes) {
                assertThat(attributes.getLength()).isZero();
                assertThat(++depth).isLessThanOrEqualTo(3);
                if (depth == 2) {
                    assertThat(name).isEqualTo("entry");
                    entries.add(new LinkedHashMap<>());
                }
                text.setLength(0);
            }

            @Override
            public void characters(char[] characters, int from, int length) {
                text.append(characters, from, length);
            }

            @Override
            public void endElement(String uri, String local, String name) {
                if (depth-- == 3) {
                    Map<String, String> entry = entries.get(entries.size() - 1);
                    assertThat(entry.put(name, text.toString())).isNull();
                } else {
                    assertThat(name).isIn("entry", "directory");
                }
            }

            @Override
            public void error(SAXParseException fault) throws SAXParseException {
                throw fault;
            }
        });
        entries.forEach(entry -> assertThat(entry.keySet()).containsExactlyElementsOf(ELEMENTS));
        return entries;
    }
}
