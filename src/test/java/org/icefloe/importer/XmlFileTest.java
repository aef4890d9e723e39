package org.icefloe.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlFileTest {
    @TempDir
    Path directory;

    @Test
    void elementsHaveTheirPlaceTextAndAttributes() {
        XmlElement root = read("<icecast>\n <limits>\n  <clients a=' b '> 7 </clients></limits></icecast>");
        XmlElement clients = root.child("limits").orElseThrow().child("clients").orElseThrow();

        assertThat(clients.path()).isEqualTo("limits/clients");
        assertThat(clients.line()).isEqualTo(3);
        assertThat(clients.text()).isEqualTo("7");
        assertThat(clients.attribute("a")).contains("b");
    }

    @Test
    void externalEntityIsNotRead() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "tiger");
        String xml = "<!DOCTYPE icecast [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>"
                + "<icecast><location>&e;</location></icecast>";

        assertThatThrownBy(() -> read(xml))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("has a DOCTYPE")
                .hasMessageNotContaining("tiger");
    }

    @Test
    @Timeout(10)
    void entityBombDoesNotGoOff() {
        StringBuilder xml = new StringBuilder("<!DOCTYPE icecast [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 40; i++) {
            String one = "&a" + (i - 1) + ";";
            xml.append("<!ENTITY a")
                    .append(i)
                    .append(" '")
                    .append(one.repeat(10))
                    .append("'>");
        }
        xml.append("]><icecast><location>&a39;</location></icecast>");

        assertThatThrownBy(() -> read(xml.toString()))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("has a DOCTYPE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE icecast SYSTEM 'http://127.0.0.1:9/x.dtd'><icecast/>",
                "<!DOCTYPE icecast><icecast/>",
                "<!DOCTYPE icecast [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><icecast/>"
            })
    void documentTypeIsRefused(String xml) {
        assertThatThrownBy(() -> read(xml)).isInstanceOf(ImportException.class).hasMessageContaining("has a DOCTYPE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "no xml",
                "<icecast>",
                "<icecast></limits>",
                "<icecast><a></icecast>",
                "<icecast/><icecast/>",
                "<icecast>&undefined;</icecast>",
                "<icecast>\u0000</icecast>",
                "<icecast a='1' a='2'/>",
                "<?xml version='1.0' encoding='x-none'?><icecast/>",
            })
    void brokenFileIsRefusedInOneSentence(String xml) {
        assertThatThrownBy(() -> read(xml))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith("test ")
                .hasMessageNotContaining("\n")
                .hasMessageEndingWith(".");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        assertThatThrownBy(() ->
                        XmlFile.read("test", new byte[] {'<', 'a', '>', (byte) 0xC3, (byte) 0x28, '<', '/', 'a', '>'}))
                .isInstanceOf(ImportException.class);
    }

    @Test
    void deepFileIsRefused() {
        assertThatThrownBy(() -> read("<a>".repeat(100_000)))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("too deep");
    }

    @Test
    void fileOfTooManyElementsIsRefused() {
        assertThatThrownBy(() -> read("<icecast>" + "<a/>".repeat(100_001) + "</icecast>"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("too many elements");
    }

    @Test
    void giantFileIsRefusedBeforeItIsReadToItsEnd() throws IOException {
        Path giant = directory.resolve("giant.xml");
        try (var file = Files.newByteChannel(giant, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.position(20L << 30).write(ByteBuffer.wrap(new byte[1]));
        }

        assertThatThrownBy(() -> XmlFile.read(giant))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("and is no file of settings");
    }

    @Test
    void missingFileAndDirectoryAreRefused() {
        assertThatThrownBy(() -> XmlFile.read(directory.resolve("nothing.xml")))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("nothing.xml cannot be read");
        assertThatThrownBy(() -> XmlFile.read(directory)).isInstanceOf(ImportException.class);
    }

    private static XmlElement read(String xml) {
        return XmlFile.read("test", xml.getBytes(StandardCharsets.UTF_8));
    }
}
