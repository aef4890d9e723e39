package org.icefloe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.icefloe.net.HostList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryUrlsTest {
    private final DirectoryTypes.Directories type = new DirectoryTypes.Directories();

    @Test
    void addressesStandBetweenCommasOrBlanks() {
        DirectoryUrls urls =
                type.convert(" http://a.example/yp?x=1,https://b.example/cgi-bin/yp-cgi\nhttp://a.example/yp?x=1 ");

        assertThat(urls.urls())
                .containsExactly(URI.create("http://a.example/yp?x=1"), URI.create("https://b.example/cgi-bin/yp-cgi"));
        assertThat(type.convert(type.write(urls))).isEqualTo(urls);
        assertThat(type.convert("").urls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dir.example",
                "ftp://dir.example/",
                "http:///yp",
                "http://me:secret@dir.example/",
                "http://dir.example:0/",
                "http://dir.example:70000/",
                "http://dir.example/#x"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> type.convert(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://dir.example/?a=b", "http://dir.example?", "http://dir.example/#x"})
    void pathCanBeAddedToWhatIsMirrored(String text) {
        DirectoryTypes.Mirrored mirrored = new DirectoryTypes.Mirrored();

        assertThatThrownBy(() -> mirrored.convert(text)).isInstanceOf(IllegalArgumentException.class);
        assertThat(mirrored.expected()).endsWith("without user names, question marks or fragments");
        assertThat(mirrored.convert("http://dir.example/icefloe").urls()).hasSize(1);
    }

    @Test
    void deniedHostsAreNamesAddressesAndBlocks() {
        DirectoryTypes.Hosts hosts = new DirectoryTypes.Hosts();

        assertThat(hosts.convert(hosts.write(hosts.convert("radio.example\n192.0.2.0/24"))))
                .isEqualTo(HostList.parse("radio.example, 192.0.2.0/24"));
        assertThatThrownBy(() -> hosts.convert("http://radio.example/"))
                .hasMessage("http://radio.example/ is no host name, no address and no block");
        assertThatThrownBy(() -> hosts.convert("radio.example ".repeat(600)))
                .hasMessageStartingWith("expected host names");
    }

    @Test
    void seventeenAreTooMany() {
        StringBuilder text = new StringBuilder("http://a.example/");
        for (int i = 1; i < 17; i++) {
            text.append(", http://a.example/").append(i);
        }
        assertThatThrownBy(() -> type.convert(text.toString())).isInstanceOf(IllegalArgumentException.class);
    }
}
