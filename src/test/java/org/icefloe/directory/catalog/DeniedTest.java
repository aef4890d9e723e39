package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.icefloe.net.HostList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the operator keeps out. */
class DeniedTest {
    private static final String URL = "http://radio.example:8000/live.mp3";

    private final CatalogFixture fixture = new CatalogFixture();

    private List<String> names() {
        return fixture.stations().stream()
                .map(station -> station.broadcast().name())
                .sorted()
                .toList();
    }

    @Test
    void streamsOfADeniedHostAreRefused() {
        fixture.deny("radio.example, 192.0.43.0/24");
        String words = "Streams of this host are not listed here. Ask the operator of this directory.";

        for (String url :
                List.of(URL, "https://a.Radio.example./live", "http://radio.example..:80/", "http://192.0.43.7/")) {
            assertThat(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", url)).isEqualTo(YpReply.notAdded(words));
        }
        fixture.sid("Other FM", "http://otherradio.example/");
        assertThat(names()).containsExactly("Other FM");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "151587081",
                "0x09090909",
                "011.011.011.011",
                "9.9.2313",
                "[64:ff9b::909:909]",
                "[::9.9.9.9]",
                "[2002:909:909::]"
            })
    void noSpellingOfADeniedAddressIsListed(String host) {
        fixture.policy = new CatalogPolicy(true, Duration.ofSeconds(200), 10, 10, HostList.parse("9.9.9.0/24"));

        assertThat(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", "http://" + host + "/"))
                .isEqualTo(YpReply.notAdded(
                        "Streams of this host are not listed here. Ask the operator of this directory."));
    }

    @Test
    void deniedServerListsNothing() {
        fixture.deny("198.51.100.0/24, 2001:db8::/32");
        YpReply refused =
                YpReply.notAdded("Streams of this server are not listed here. Ask the operator of this directory.");

        assertThat(fixture.add("198.51.100.7", "Nordlicht FM", URL)).isEqualTo(refused);
        assertThat(fixture.add("2001:db8:0:0:0:0:0:1", "Nordlicht FM", URL)).isEqualTo(refused);
        assertThat(fixture.add("203.0.113.9", "Nordlicht FM", URL).isAccepted()).isTrue();
    }

    @Test
    void whatIsListedGoesAtOnce() {
        String sid = fixture.sid("Nordlicht FM", URL);
        fixture.sid("Westlicht FM", "http://192.0.43.7/");
        fixture.add("203.0.113.9", "Südlicht FM", "http://south.example/");
        fixture.add("203.0.113.10", "Ostlicht FM", "http://east.example/");
        fixture.pass(Catalog.TICK);

        fixture.deny("radio.example, 192.0.43.7, 203.0.113.9");
        fixture.pass(Catalog.TICK);

        assertThat(names()).containsExactly("Ostlicht FM");
        assertThat(fixture.book.all()).hasSize(1);
        assertThat(fixture.touch(sid, "x", 1).isAccepted()).isFalse();
        fixture.deny("");
        assertThat(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", URL).isAccepted())
                .isTrue();
    }

    /** What the book could not drop is tried again. */
    @Test
    void whatCannotBeDroppedGoesLater() {
        fixture.sid("Nordlicht FM", URL);
        fixture.deny("radio.example");
        fixture.book.isBroken = true;
        fixture.pass(Catalog.TICK);
        assertThat(names()).hasSize(1);

        fixture.book.isBroken = false;
        fixture.pass(Catalog.TICK);

        assertThat(names()).isEmpty();
    }

    @Test
    void whatIsJustBeingListedGoesToo() {
        fixture.pass(Catalog.TICK);
        fixture.book.meanwhile = () -> {
            fixture.book.meanwhile = () -> {};
            fixture.deny("radio.example");
            fixture.pass(Catalog.TICK);
        };
        fixture.sid("Nordlicht FM", URL);
        fixture.pass(Catalog.TICK);

        assertThat(names()).isEmpty();
    }

    @Test
    void mirroredStreamsOfADeniedHostAreLeftOut() throws Exception {
        List<YpForm> list = List.of(line("Nordlicht FM", URL), line("Ostlicht FM", "http://east.example/"));
        fixture.catalog().mirror("https://dir.example/", list.iterator());
        assertThat(names()).hasSize(2);

        fixture.deny("radio.example");

        assertThat(names()).containsExactly("Ostlicht FM");
        assertThat(fixture.catalog().figures().mirrored()).isEqualTo(1);
        assertThat(fixture.catalog().mirror("https://dir.example/", list.iterator()))
                .isEqualTo(1);
    }

    private static YpForm line(String name, String listenUrl) {
        return CatalogFixture.form("sn", name, "listenurl", listenUrl, "type", "audio/mpeg", "genre", "Talk");
    }
}
