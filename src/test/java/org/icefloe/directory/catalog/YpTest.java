package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.icefloe.net.HostList;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers send, and what they are answered. */
class YpTest {
    private static final String URL = "http://radio.example:8000/live.mp3";
    private static final String OTHER = "203.0.113.9";

    private final CatalogFixture fixture = new CatalogFixture();

    @Test
    void streamIsListedAsItsServerDescribesIt() {
        YpReply reply =
                fixture.add(CatalogFixture.SERVER, "Nordlicht FM", URL, "samplerate", "44100", "channels", "2\r\n");

        assertThat(reply.isAccepted()).isTrue();
        assertThat(reply.message()).isEqualTo("Successfully Added");
        assertThat(reply.sid().orElseThrow()).matches("[0-9a-f]{32}");
        assertThat(reply.touchInterval()).contains(Duration.ofSeconds(200));
        Entry entry = fixture.entry();
        assertThat(entry.listenUrl()).isEqualTo(URL);
        assertThat(entry.broadcast())
                .isEqualTo(new Broadcast(
                        "Nordlicht FM",
                        List.of("ambient", "drone"),
                        "Slow sounds",
                        "https://nordlicht.example/",
                        "audio/mpeg",
                        "",
                        new Broadcast.Sound(128, 44_100, 2),
                        "",
                        ""));
        assertThat(fixture.book.all()).containsExactly(entry);
    }

    @Test
    void touchTellsWhatPlaysAndWhoListens() {
        String sid = fixture.sid("Nordlicht FM", URL);
        fixture.pass(Duration.ofSeconds(10));
        YpReply reply = fixture.touch(sid, "Biosphere - Poa Alpina", 17);

        assertThat(reply.isAccepted()).isTrue();
        assertThat(reply.message()).isEqualTo("Successfully touched");
        assertThat(reply.touchInterval()).contains(Duration.ofSeconds(200));
        assertThat(fixture.entry().lastTouch())
                .isEqualTo(new LastTouch(
                        "Biosphere - Poa Alpina", 17, LastTouch.UNLIMITED, CatalogFixture.BEGAN.plusSeconds(10)));
    }

    @Test
    void touchChangesOnlyWhatItTells() {
        String sid = fixture.sid("Nordlicht FM", URL);
        fixture.send(
                CatalogFixture.SERVER,
                "action",
                "touch",
                "sid",
                sid,
                "st",
                "A",
                "listeners",
                "3",
                "max_listeners",
                "9");
        fixture.send(CatalogFixture.SERVER, "action", "touch", "sid", sid);
        assertThat(fixture.entry().lastTouch()).isEqualTo(new LastTouch("A", 3, 9, CatalogFixture.BEGAN));

        fixture.send(CatalogFixture.SERVER, "action", "touch", "sid", sid, "st", "", "listeners", "x");
        assertThat(fixture.entry().lastTouch()).isEqualTo(new LastTouch("", 3, 9, CatalogFixture.BEGAN));
    }

    /** Icecast knows the codecs in Ogg only when it has read some of it. */
    @Test
    void codecsMayBeToldByATouch() {
        String sid = fixture.sid("Nordlicht FM", URL, "type", "application/ogg");
        Station before = fixture.station();
        assertThat(before.codecs()).containsExactly("Ogg");

        fixture.send(CatalogFixture.SERVER, "action", "touch", "sid", sid, "stype", "Opus\r\n");

        assertThat(fixture.station().codecs()).containsExactly("Opus");
        assertThat(fixture.catalog().station(before.id())).contains(fixture.station());
        assertThat(fixture.find(Queries.codec(CatalogQuery.all(CatalogFixture.PAGE), "opus"))
                        .total())
                .isEqualTo(1);
    }

    @Test
    void removedStreamIsGone() {
        String sid = fixture.sid("Nordlicht FM", URL);

        assertThat(fixture.remove(sid).message()).isEqualTo("Successfully removed");
        assertThat(fixture.stations()).isEmpty();
        assertThat(fixture.book.all()).isEmpty();
        assertThat(fixture.remove(sid)).isEqualTo(YpReply.refused("SID does not exist."));
        assertThat(fixture.touch(sid, "x", 1)).isEqualTo(YpReply.refused("SID does not exist."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "00000000000000000000000000000000", "' or 1=1 --"})
    void whoDoesNotHoldTheSidChangesNothing(String guess) {
        fixture.sid("Nordlicht FM", URL);

        assertThat(fixture.touch(guess, "x", 1).isAccepted()).isFalse();
        assertThat(fixture.remove(guess).isAccepted()).isFalse();
        assertThat(fixture.entry().lastTouch().song()).isEmpty();
    }

    @Test
    void noTwoSidsAreTheSame() {
        Set<String> sids = new HashSet<>();
        for (int n = 0; n < 1_000; n++) {
            sids.add(fixture.sid("Nordlicht FM", URL + n));
        }
        assertThat(sids).hasSize(1_000);
    }

    /** As the table in docs/directories.md says: each has an answer of its own. */
    @ParameterizedTest
    @CsvSource({
        "sn, This is nobody's name. Give the stream a name of its own.",
        "type, The type is not that of a stream.",
        "genre, Successfully Added",
        "listenurl, Could not parse listen_url."
    })
    void whatIsEmptyIsNotMissing(String empty, String message) {
        YpForm whole = CatalogFixture.form(
                "action", "add", "sn", "Nordlicht FM", "genre", "x", "listenurl", URL, "type", "audio/mpeg");
        YpForm form = name -> name.equals(empty) ? Optional.of("") : whole.text(name);

        assertThat(fixture.catalog().answer(form, CatalogFixture.SERVER).message())
                .isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sn", "type", "genre", "listenurl"})
    void whatIsMissingIsRefused(String missing) {
        YpForm whole = CatalogFixture.form(
                "action", "add", "sn", "Nordlicht FM", "genre", "x", "listenurl", URL, "type", "audio/mpeg");
        YpForm form = name -> name.equals(missing) ? Optional.empty() : whole.text(name);

        assertThat(fixture.catalog().answer(form, CatalogFixture.SERVER))
                .isEqualTo(YpReply.notAdded("Not enough arguments."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "join", "ADDD"})
    void whatIsNoActionIsRefused(String action) {
        assertThat(fixture.send(CatalogFixture.SERVER, "action", action))
                .isEqualTo(YpReply.refused("Need action argument"));
        assertThat(fixture.send(CatalogFixture.SERVER)).isEqualTo(YpReply.refused("Need action argument"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unspecified name",
                "This is my server name",
                "stream name",
                "My Station name",
                "-",
                "Auto-DJ",
                "AutoDJ",
                "Auto DJ",
                "This is my server name!",
                "default",
                "...",
                "★ ★",
                " "
            })
    void defaultNamesAreRefused(String name) {
        YpReply reply = fixture.add(CatalogFixture.SERVER, name, URL);

        assertThat(reply.isAccepted()).isFalse();
        assertThat(reply.sid()).contains("-1");
        assertThat(reply.message()).startsWith("This is nobody's name.");
        assertThat(fixture.catalog().size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "Радио", "ラジオ", "हिन्दी", "Default FM"})
    void namesOfAnyScriptAreTaken(String name) {
        fixture.sid(name, URL);

        assertThat(fixture.entry().broadcast().name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "radio.example",
                "http://radio.example:0/x",
                "http://u:p@radio.example/x",
                "file:///etc/passwd"
            })
    void addressesThatCannotBeReadAreRefused(String url) {
        assertThat(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", url))
                .isEqualTo(YpReply.notAdded("Could not parse listen_url."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8000/x", "http://127.0.0.1/x", "http://[::1]/x", "http://nas.local/x"})
    void privateAddressesAreRefusedUnlessAllowed(String url) {
        assertThat(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", url).message())
                .startsWith("The listen_url leads into a private network.");

        fixture.policy = new CatalogPolicy(true, Duration.ofSeconds(200), 10, 10, HostList.EMPTY);

        assertThat(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", url).isAccepted())
                .isTrue();
    }

    @Test
    void privateAddressesGoWhenTheyAreNoLongerAllowed() {
        fixture.policy = new CatalogPolicy(true, Duration.ofSeconds(200), 10, 10, HostList.EMPTY);
        String sid = fixture.sid("Nordlicht FM", "http://10.0.0.1/x");
        fixture.sid("Südlicht FM", URL);
        fixture.policy = new CatalogPolicy(false, Duration.ofSeconds(200), 10, 10, HostList.EMPTY);
        fixture.touch(sid, "x", 1);
        fixture.pass(Catalog.TICK);

        assertThat(fixture.station().broadcast().name()).isEqualTo("Südlicht FM");
        assertThat(fixture.book.all()).extracting(Entry::listenUrl).containsExactly(URL);
        assertThat(fixture.touch(sid, "x", 1).isAccepted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/html", "audio/", "audio/<b>", "image/png"})
    void typesThatAreNoStreamAreRefused(String type) {
        assertThat(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", URL, "type", type)
                        .message())
                .isEqualTo("The type is not that of a stream.");
    }

    @Test
    void typeIsKeptWithoutItsParameters() {
        fixture.sid("Nordlicht FM", URL, "type", "Audio/Ogg; codecs=opus");

        assertThat(fixture.entry().broadcast().type()).isEqualTo("audio/ogg");
    }

    @ParameterizedTest
    @CsvSource({"128,128", "128000,128", "96 ,96", "Quality 5,0", "-1,0", "99999999999999999999,0"})
    void bitratesAreInKilobits(String sent, int kept) {
        fixture.sid("Nordlicht FM", URL, "b", sent);

        assertThat(fixture.entry().broadcast().sound().bitrate()).isEqualTo(kept);
    }

    @Test
    void whatSourcesSayOfTheirSoundIsUnderstoodToo() {
        fixture.sid("Nordlicht FM", URL, "b", "", "ice-bitrate", "96", "ice-samplerate", "48000", "ice-channels", "1");

        assertThat(fixture.entry().broadcast().sound()).isEqualTo(new Broadcast.Sound(96, 48_000, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "javascript:alert(1), ''",
        "www.radio.example, http://www.radio.example/",
        "http://radio.example/?a=1&amp;b=2, http://radio.example/?a=1&b=2",
        "http://user:pass@radio.example/, ''"
    })
    void homePagesLeadToPages(String sent, String kept) {
        fixture.sid("Nordlicht FM", URL, "url", sent);

        assertThat(fixture.entry().broadcast().homepage()).isEqualTo(kept);
    }

    @Test
    void descriptionThatNobodyHasGivenIsNone() {
        fixture.sid("Nordlicht FM", URL, "desc", "Unspecified description");

        assertThat(fixture.entry().broadcast().description()).isEmpty();
    }

    @Test
    void sameServerListsItsAddressAnew() {
        String former = fixture.sid("Nordlicht FM", URL);
        String sid = fixture.sid("Nordlicht Radio", "HTTP://Radio.example.:8000/live.mp3#x");

        assertThat(fixture.station().broadcast().name()).isEqualTo("Nordlicht Radio");
        assertThat(fixture.touch(former, "x", 1).isAccepted()).isFalse();
        assertThat(fixture.touch(sid, "x", 1).isAccepted()).isTrue();
        assertThat(fixture.book.all()).extracting(Entry::sid).containsExactly(sid);
    }

    @Test
    void anotherServerDoesNotTakeAnAddressThatIsAlive() {
        fixture.sid("Nordlicht FM", URL);
        assertThat(fixture.add(OTHER, "Thief FM", URL).message())
                .isEqualTo("This stream is already listed by another server.");
        assertThat(fixture.station().broadcast().name()).isEqualTo("Nordlicht FM");

        fixture.pass(Duration.ofMinutes(11));

        assertThat(fixture.add(OTHER, "Heir FM", URL).isAccepted()).isTrue();
    }

    @Test
    void addressHasOnlySoManyStreams() {
        fixture.policy = new CatalogPolicy(false, Duration.ofSeconds(200), 10_000, 20, HostList.EMPTY);
        int accepted = 0;
        for (int n = 0; n < 10_000; n++) {
            accepted +=
                    fixture.add(CatalogFixture.SERVER, "Nordlicht FM", URL + n).isAccepted() ? 1 : 0;
        }

        assertThat(accepted).isEqualTo(20);
        assertThat(fixture.catalog().size()).isEqualTo(20);
        assertThat(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", URL + 10_000)
                        .message())
                .isEqualTo("Too many streams of this address are listed.");
        // What is there may still be told anew, and others have room.
        assertThat(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", URL + 0).isAccepted())
                .isTrue();
        assertThat(fixture.add(OTHER, "Nordlicht FM", URL + "x").isAccepted()).isTrue();
    }

    @Test
    void whatIsRemovedMakesRoom() {
        fixture.policy = new CatalogPolicy(false, Duration.ofSeconds(200), 10_000, 1, HostList.EMPTY);
        String sid = fixture.sid("Nordlicht FM", URL);
        assertThat(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", URL + 1).isAccepted())
                .isFalse();
        fixture.remove(sid);
        fixture.remove(sid);

        fixture.sid("Nordlicht FM", URL + 1);
        assertThat(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", URL + 2).isAccepted())
                .isFalse();
        fixture.pass(Duration.ofMinutes(11));
        fixture.sid("Nordlicht FM", URL + 2);
    }

    /** One line of IPv6 has 2^64 of them. */
    @Test
    void addressesOfOneLineCountTogether() {
        fixture.policy = new CatalogPolicy(false, Duration.ofSeconds(200), 10_000, 1, HostList.EMPTY);
        assertThat(fixture.add("2a00:1:2:3::1", "Nordlicht FM", URL).isAccepted())
                .isTrue();

        assertThat(fixture.add("2a00:1:2:3::2", "Nordlicht FM", URL + 1).isAccepted())
                .isFalse();
        assertThat(fixture.add("2a00:1:2:4::1", "Nordlicht FM", URL + 1).isAccepted())
                .isTrue();
    }

    @Test
    void fullDirectoryTakesNoMore() {
        fixture.policy = new CatalogPolicy(false, Duration.ofSeconds(200), 1, 10, HostList.EMPTY);
        fixture.sid("Nordlicht FM", URL);

        assertThat(fixture.add(OTHER, "Südlicht FM", URL + 1).message()).isEqualTo("The directory is full.");
        assertThat(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", URL).isAccepted())
                .isTrue();
    }

    @Test
    void whatCannotBeKeptIsNotAcknowledgedAndTheLogHearsOfItOnce() {
        String sid = fixture.sid("Nordlicht FM", URL);
        try (Log log = new Log(Journal.class)) {
            fixture.book.isBroken = true;
            assertThat(fixture.add(CatalogFixture.SERVER, "Südlicht FM", URL + 1))
                    .isEqualTo(YpReply.notAdded("The directory cannot keep this now. Try again later."));
            assertThat(fixture.remove(sid).isAccepted()).isFalse();
            assertThat(fixture.touch(sid, "x", 5).isAccepted()).isTrue();
            fixture.pass(Duration.ofMinutes(1));
            assertThat(log.warnings())
                    .containsExactly("The directory cannot be written, and takes no new streams: the disk is full");

            fixture.book.isBroken = false;
            fixture.pass(Duration.ofMinutes(1));
        }
        assertThat(fixture.book.all())
                .extracting(entry -> entry.lastTouch().song())
                .containsExactly("x");
        assertThat(fixture.station().broadcast().name()).isEqualTo("Nordlicht FM");
        assertThat(fixture.add(CatalogFixture.SERVER, "Südlicht FM", URL + 1).isAccepted())
                .isTrue();
    }

    @Test
    void addressThatIsJustBeingListedIsListedOnce() {
        List<YpReply> second = new ArrayList<>();
        fixture.book.meanwhile = () -> {
            fixture.book.meanwhile = () -> {};
            second.add(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", URL));
        };
        fixture.sid("Nordlicht FM", URL);

        assertThat(second)
                .extracting(YpReply::message)
                .containsExactly("This stream is just being listed. Try again later.");
        assertThat(fixture.catalog().size()).isEqualTo(1);
    }

    @Property(tries = 300)
    void noTextIsTooOddForAnyParameter(@ForAll String text, @ForAll String number) {
        CatalogFixture odd = new CatalogFixture();
        YpReply reply = odd.add(
                CatalogFixture.SERVER,
                "x" + text,
                URL,
                "genre",
                text,
                "desc",
                text,
                "url",
                text,
                "b",
                number,
                "language",
                text);
        assertThat(reply.message()).matches("[ -~]+");
        reply.sid().filter(sid -> reply.isAccepted()).ifPresent(sid -> {
            assertThat(odd.touch(sid, text, 1).isAccepted()).isTrue();
            odd.stations()
                    .forEach(station -> assertThat(station.broadcast().name()).hasSizeBetween(1, 255));
        });
        assertThat(odd.send(text, "action", text, "sid", text).message()).matches("[ -~]+");
    }

    /** Each is a write to the disk. A server may list all that it has twice, as after a restart of its own. */
    @Test
    void whoAddsAndRemovesWithoutEndIsRefusedForAWhile() {
        fixture.policy = new CatalogPolicy(false, Duration.ofSeconds(200), 100, 3, HostList.EMPTY);
        for (int n = 0; n < 6; n++) {
            fixture.remove(fixture.sid("Nordlicht FM", URL));
        }
        assertThat(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", URL))
                .isEqualTo(YpReply.notAdded("This address lists streams too often. Try again in 10 minutes."));
        assertThat(fixture.add(OTHER, "Suedlicht FM", URL + "x").isAccepted()).isTrue();

        fixture.pass(Duration.ofMinutes(10));

        for (int n = 0; n < 3; n++) {
            fixture.sid("Nordlicht FM", URL + n);
        }
        assertThat(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", URL + 3).message())
                .isEqualTo("Too many streams of this address are listed.");
    }

    @Test
    void hugeTextsAreCut() {
        String sid = fixture.sid("n".repeat(50_000), URL, "desc", "d".repeat(50_000), "stype", "s".repeat(50_000));
        fixture.touch(sid, "t".repeat(50_000), 1);

        assertThat(fixture.entry().broadcast().name()).hasSize(255);
        assertThat(fixture.entry().broadcast().description()).hasSize(1_000);
        assertThat(fixture.entry().broadcast().subtype()).hasSize(100);
        assertThat(fixture.entry().lastTouch().song()).hasSize(500);
    }
}
