package org.icefloe.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.icefloe.format.StreamTags;
import org.icefloe.mount.Mount;
import org.icefloe.rest.Station;
import org.icefloe.stats.ServerStatistics;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Documents can be read by anybody's parser, whatever strangers have put into them. */
class ElementTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void isWrittenAsIcecastsLibraryWritesIt() {
        Element document = Element.of("icestats")
                .with("host", "a<b>&\"c\"]]>")
                .with(Element.source("/x\"&<.mp3").with("fallback", "").with("listeners", 1))
                .with(Element.source("/y"));

        assertThat(document.document())
                .isEqualTo("<?xml version=\"1.0\"?>\n<icestats><host>a&lt;b&gt;&amp;&quot;c&quot;]]&gt;</host>"
                        + "<source mount=\"/x&quot;&amp;&lt;.mp3\"><fallback></fallback><listeners>1</listeners></source>"
                        + "<source mount=\"/y\"/></icestats>\n");
    }

    @Test
    void whatXmlHasNoPlaceForIsReplaced() throws Exception {
        assertThat(textIn(Element.of("a").with("b", "\0\u0001\u001f\ud800x\udfff\ufffe\uffff\u0085")))
                .isEqualTo("\ufffd\ufffd\ufffd\ufffdx\ufffd\ufffd\ufffd\u0085");
        assertThat(textIn(Element.of("a").with("b", "one\r\ntwo\tthree"))).isEqualTo("one\r\ntwo\tthree");
        assertThat(textIn(Element.of("a").with("b", "𝄞"))).isEqualTo("𝄞");
    }

    /** Any characters, and often those that parsers stumble over. */
    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(20),
                        Arbitraries.of(
                                "]]>",
                                "<!--",
                                "&amp",
                                "&#0;",
                                "\0",
                                "\u001b[31m",
                                "\ud800",
                                "\udc00\ud800",
                                "\ufffe",
                                "\uffff",
                                "<?xml?>",
                                "<!DOCTYPE a [<!ENTITY b 'c'>]>",
                                "\"",
                                "'",
                                "\\",
                                "\u2028",
                                "\r"))
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 500)
    void figuresAreWellFormedWhateverTheyTell(@ForAll("hostile") String text) throws Exception {
        Station station = new Station();
        Mount mount = station.begin(
                "/m.mp3",
                "audio/mpeg",
                Map.of("icy-name", text, "icy-genre", text, "icy-url", text, "icy-br", text, "ice-audio-info", text));
        mount.titles().announce(new StreamTags(text, text));

        Element source = Element.source("/m" + text);
        ServerStatistics.of(mount, "http://x/", station.figures().server().relays())
                .forEach(source::with);
        Element listener = Element.of("listener").with("UserAgent", text).with("username", text);
        Document document = parse(Element.of("icestats").with(source.with(listener)));
        assertThat(document.getElementsByTagName("server_type").item(0).getTextContent())
                .isEqualTo("audio/mpeg");

        JsonNode status =
                json.readTree(station.figures().forDoors().status().json(Optional.empty(), name -> "http://x/" + text));
        assertThat(status.at("/icestats/source/server_type").asText()).isEqualTo("audio/mpeg");
    }

    private static String textIn(Element element) throws Exception {
        return parse(element).getDocumentElement().getTextContent();
    }

    private static Document parse(Element element) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(element.document())));
    }
}
