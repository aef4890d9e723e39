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
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers send, and what they are answered. */
class YpTest {
    private static final String URL = "http://radio.example:8000/live.mp3";
    private static final String OTHER = "203.0.113.9";

    private final Office office = new Office();

    @Test
    void streamIsListedAsItsServerDescribesIt() {
        YpReply reply = office.add(Office.SERVER, "Nordlicht FM", URL, "samplerate", "44100", "channels", "2\r\n");

        assertThat(reply.isAccepted()).isTrue();
        assertThat(reply.message()).isEqualTo("Successfully Added");
        assertThat(reply.sid().orElseThrow()).matches("[0-9a-f]{32}");
        assertThat(reply.touchInterval()).contains(Duration.ofSeconds(200));
        Entry entry = office.entry();
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
        assertThat(office.book.all()).containsExactly(entry);
    }

    @Test
    void touchTellsWhatPlaysAndWhoListens() {
        String sid = office.sid("Nordlicht FM", URL);
        office.pass(Duration.ofSeconds(10));
        YpReply reply = office.touch(sid, "Biosphere - Poa Alpina", 17);

        assertThat(reply.isAccepted()).isTrue();
        assertThat(reply.message()).isEqualTo("Successfully touched");
        assertThat(reply.touchInterval()).contains(Duration.ofSeconds(200));
        assertThat(office.entry().moment())
                .isEqualTo(new Moment("Biosphere - Poa Alpina", 17, Moment.UNLIMITED, Office.BEGAN.plusSeconds(10)));
    }

    @Test
    void touchChangesOnlyWhatItTells() {
        String sid = office.sid("Nordlicht FM", URL);
        office.send(Office.SERVER, "action", "touch", "sid", sid, "st", "A", "listeners", "3", "max_listeners", "9");
        office.send(Office.SERVER, "action", "touch", "sid", sid);
        assertThat(office.entry().moment()).isEqualTo(new Moment("A", 3, 9, Office.BEGAN));

        office.send(Office.SERVER, "action", "touch", "sid", sid, "st", "", "listeners", "x");
        assertThat(office.entry().moment()).isEqualTo(new Moment("", 3, 9, Office.BEGAN));
    }

    /** Icecast knows the codecs in Ogg only when it has read some of it. */
    @Test
    void codecsMayBeToldByATouch() {
        String sid = office.sid("Nordlicht FM", URL, "type", "application/ogg");
        Station before = office.station();
        assertThat(before.codecs()).containsExactly("Ogg");

        office.send(Office.SERVER, "action", "touch", "sid", sid, "stype", "Opus\r\n");

        assertThat(office.station().codecs()).containsExactly("Opus");
        assertThat(office.catalog().station(before.id())).contains(office.station());
        assertThat(office.find(CatalogQuery.all(Office.PAGE).inCodec("opus")).total())
                .isEqualTo(1);
    }

    @Test
    void removedStreamIsGone() {
        String sid = office.sid("Nordlicht FM", URL);

        assertThat(office.remove(sid).message()).isEqualTo("Successfully removed");
        assertThat(office.stations()).isEmpty();
        assertThat(office.book.all()).isEmpty();
        assertThat(office.remove(sid)).isEqualTo(YpReply.refused("SID does not exist."));
        assertThat(office.touch(sid, "x", 1)).isEqualTo(YpReply.refused("SID does not exist."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "00000000000000000000000000000000", "' or 1=1 --"})
    void whoDoesNotHoldTheSidChangesNothing(String guess) {
        office.sid("Nordlicht FM", URL);

        assertThat(office.touch(guess, "x", 1).isAccepted()).isFalse();
        assertThat(office.remove(guess).isAccepted()).isFalse();
        assertThat(office.entry().moment().song()).isEmpty();
    }

    @Test
    void noTwoSidsAreTheSame() {
        Set<String> sids = new HashSet<>();
        for (int n = 0; n < 1_000; n++) {
            sids.add(office.sid("Nordlicht FM", URL + n));
        }
        assertThat(sids).hasSize(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sn", "type", "genre", "listenurl"})
    void whatIsMissingIsRefused(String missing) {
        YpForm whole = Office.form(
                "action", "add", "sn", "Nordlicht FM", "genre", "x", "listenurl", URL, "type", "audio/mpeg");
        YpForm form = name -> name.equals(missing) ? Optional.empty() : whole.text(name);

        assertThat(office.catalog().answer(form, Office.SERVER)).isEqualTo(YpReply.notAdded("Not enough arguments."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "join", "ADDD"})
    void whatIsNoActionIsRefused(String action) {
        assertThat(office.send(Office.SERVER, "action", action)).isEqualTo(YpReply.refused("Need action argument"));
        assertThat(office.send(Office.SERVER)).isEqualTo(YpReply.refused("Need action argument"));
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
        YpReply reply = office.add(Office.SERVER, name, URL);

        assertThat(reply.isAccepted()).isFalse();
        assertThat(reply.sid()).contains("-1");
        assertThat(reply.message()).startsWith("This is nobody's name.");
        assertThat(office.catalog().size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "Радио", "ラジオ", "हिन्दी", "Default FM"})
    void namesOfAnyScriptAreTaken(String name) {
        office.sid(name, URL);

        assertThat(office.entry().broadcast().name()).isEqualTo(name);
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
        assertThat(office.add(Office.SERVER, "Nordlicht FM", url))
                .isEqualTo(YpReply.notAdded("Could not parse listen_url."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8000/x", "http://127.0.0.1/x", "http://[::1]/x", "http://nas.local/x"})
    void privateAddressesAreRefusedUnlessAllowed(String url) {
        assertThat(office.add(Office.SERVER, "Nordlicht FM", url).message())
                .startsWith("The listen_url leads into a private network.");

        office.policy = new CatalogPolicy(true, Duration.ofSeconds(200), 10, 10);

        assertThat(office.add(Office.SERVER, "Nordlicht FM", url).isAccepted()).isTrue();
    }

    @Test
    void privateAddressesGoWhenTheyAreNoLongerAllowed() {
        office.policy = new CatalogPolicy(true, Duration.ofSeconds(200), 10, 10);
        String sid = office.sid("Nordlicht FM", "http://10.0.0.1/x");
        office.sid("Südlicht FM", URL);
        office.policy = new CatalogPolicy(false, Duration.ofSeconds(200), 10, 10);
        office.touch(sid, "x", 1);
        office.pass(Catalog.TICK);

        assertThat(office.station().broadcast().name()).isEqualTo("Südlicht FM");
        assertThat(office.book.all()).extracting(Entry::listenUrl).containsExactly(URL);
        assertThat(office.touch(sid, "x", 1).isAccepted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/html", "audio/", "audio/<b>", "image/png"})
    void typesThatAreNoStreamAreRefused(String type) {
        assertThat(office.add(Office.SERVER, "Nordlicht FM", URL, "type", type).message())
                .isEqualTo("The type is not that of a stream.");
    }

    @Test
    void typeIsKeptWithoutItsParameters() {
        office.sid("Nordlicht FM", URL, "type", "Audio/Ogg; codecs=opus");

        assertThat(office.entry().broadcast().type()).isEqualTo("audio/ogg");
    }

    @ParameterizedTest
    @CsvSource({"128,128", "128000,128", "96 ,96", "Quality 5,0", "-1,0", "99999999999999999999,0"})
    void bitratesAreInKilobits(String sent, int kept) {
        office.sid("Nordlicht FM", URL, "b", sent);

        assertThat(office.entry().broadcast().sound().bitrate()).isEqualTo(kept);
    }

    @Test
    void whatSourcesSayOfTheirSoundIsUnderstoodToo() {
        office.sid("Nordlicht FM", URL, "b", "", "ice-bitrate", "96", "ice-samplerate", "48000", "ice-channels", "1");

        assertThat(office.entry().broadcast().sound()).isEqualTo(new Broadcast.Sound(96, 48_000, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "javascript:alert(1), ''",
        "www.radio.example, http://www.radio.example/",
        "http://radio.example/?a=1&amp;b=2, http://radio.example/?a=1&b=2",
        "http://user:pass@radio.example/, ''"
    })
    void homePagesLeadToPages(String sent, String kept) {
        office.sid("Nordlicht FM", URL, "url", sent);

        assertThat(office.entry().broadcast().homepage()).isEqualTo(kept);
    }

    @Test
    void descriptionThatNobodyHasGivenIsNone() {
        office.sid("Nordlicht FM", URL, "desc", "Unspecified description");

        assertThat(office.entry().broadcast().description()).isEmpty();
    }

    @Test
    void sameServerListsItsAddressAnew() {
        String former = office.sid("Nordlicht FM", URL);
        String sid = office.sid("Nordlicht Radio", "HTTP://Radio.example.:8000/live.mp3#x");

        assertThat(office.station().broadcast().name()).isEqualTo("Nordlicht Radio");
        assertThat(office.touch(former, "x", 1).isAccepted()).isFalse();
        assertThat(office.touch(sid, "x", 1).isAccepted()).isTrue();
        assertThat(office.book.all()).extracting(Entry::sid).containsExactly(sid);
    }

    @Test
    void anotherServerDoesNotTakeAnAddressThatIsAlive() {
        office.sid("Nordlicht FM", URL);
        assertThat(office.add(OTHER, "Thief FM", URL).message())
                .isEqualTo("This stream is already listed by another server.");
        assertThat(office.station().broadcast().name()).isEqualTo("Nordlicht FM");

        office.pass(Duration.ofMinutes(11));

        assertThat(office.add(OTHER, "Heir FM", URL).isAccepted()).isTrue();
    }

    @Test
    void addressHasOnlySoManyStreams() {
        office.policy = new CatalogPolicy(false, Duration.ofSeconds(200), 10_000, 20);
        int accepted = 0;
        for (int n = 0; n < 10_000; n++) {
            accepted += office.add(Office.SERVER, "Nordlicht FM", URL + n).isAccepted() ? 1 : 0;
        }

        assertThat(accepted).isEqualTo(20);
        assertThat(office.catalog().size()).isEqualTo(20);
        assertThat(office.add(Office.SERVER, "Nordlicht FM", URL + 10_000).message())
                .isEqualTo("Too many streams of this address are listed.");
        // What is there may still be told anew, and others have room.
        assertThat(office.add(Office.SERVER, "Nordlicht FM", URL + 0).isAccepted())
                .isTrue();
        assertThat(office.add(OTHER, "Nordlicht FM", URL + "x").isAccepted()).isTrue();
    }

    @Test
    void whatIsRemovedMakesRoom() {
        office.policy = new CatalogPolicy(false, Duration.ofSeconds(200), 10_000, 1);
        String sid = office.sid("Nordlicht FM", URL);
        assertThat(office.add(Office.SERVER, "Nordlicht FM", URL + 1).isAccepted())
                .isFalse();
        office.remove(sid);
        office.remove(sid);

        office.sid("Nordlicht FM", URL + 1);
        assertThat(office.add(Office.SERVER, "Nordlicht FM", URL + 2).isAccepted())
                .isFalse();
        office.pass(Duration.ofMinutes(11));
        office.sid("Nordlicht FM", URL + 2);
    }

    /** One line of IPv6 has 2^64 of them. */
    @Test
    void addressesOfOneLineCountTogether() {
        office.policy = new CatalogPolicy(false, Duration.ofSeconds(200), 10_000, 1);
        assertThat(office.add("2a00:1:2:3::1", "Nordlicht FM", URL).isAccepted())
                .isTrue();

        assertThat(office.add("2a00:1:2:3::2", "Nordlicht FM", URL + 1).isAccepted())
                .isFalse();
        assertThat(office.add("2a00:1:2:4::1", "Nordlicht FM", URL + 1).isAccepted())
                .isTrue();
    }

    @Test
    void fullDirectoryTakesNoMore() {
        office.policy = new CatalogPolicy(false, Duration.ofSeconds(200), 1, 10);
        office.sid("Nordlicht FM", URL);

        assertThat(office.add(OTHER, "Südlicht FM", URL + 1).message()).isEqualTo("The directory is full.");
        assertThat(office.add(Office.SERVER, "Nordlicht FM", URL).isAccepted()).isTrue();
    }

    @Test
    void whatCannotBeKeptIsNotAcknowledgedAndTheLogHearsOfItOnce() {
        String sid = office.sid("Nordlicht FM", URL);
        try (Log log = new Log(Journal.class)) {
            office.book.isBroken = true;
            assertThat(office.add(Office.SERVER, "Südlicht FM", URL + 1))
                    .isEqualTo(YpReply.notAdded("The directory cannot keep this now. Try again later."));
            assertThat(office.remove(sid).isAccepted()).isFalse();
            assertThat(office.touch(sid, "x", 5).isAccepted()).isTrue();
            office.pass(Duration.ofMinutes(1));
            assertThat(log.warnings())
                    .containsExactly("The directory cannot be written, and takes no new streams: the disk is full");

            office.book.isBroken = false;
            office.pass(Duration.ofMinutes(1));
        }
        assertThat(office.book.all()).extracting(entry -> entry.moment().song()).containsExactly("x");
        assertThat(office.station().broadcast().name()).isEqualTo("Nordlicht FM");
        assertThat(office.add(Office.SERVER, "Südlicht FM", URL + 1).isAccepted())
                .isTrue();
    }

    @Test
    void addressThatIsJustBeingListedIsListedOnce() {
        List<YpReply> second = new ArrayList<>();
        office.book.meanwhile = () -> {
            office.book.meanwhile = () -> {};
            second.add(office.add(Office.SERVER, "Nordlicht FM", URL));
        };
        office.sid("Nordlicht FM", URL);

        assertThat(second)
                .extracting(YpReply::message)
                .containsExactly("This stream is just being listed. Try again later.");
        assertThat(office.catalog().size()).isEqualTo(1);
    }

    @Property(tries = 300)
    void noTextIsTooOddForAnyParameter(@ForAll String text, @ForAll String number) {
        Office odd = new Office();
        YpReply reply = odd.add(
                Office.SERVER,
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
        office.policy = new CatalogPolicy(false, Duration.ofSeconds(200), 100, 3);
        for (int n = 0; n < 6; n++) {
            office.remove(office.sid("Nordlicht FM", URL));
        }
        assertThat(office.add(Office.SERVER, "Nordlicht FM", URL))
                .isEqualTo(YpReply.notAdded("This address lists streams too often. Try again in 10 minutes."));
        assertThat(office.add(OTHER, "Suedlicht FM", URL + "x").isAccepted()).isTrue();

        office.pass(Duration.ofMinutes(10));

        for (int n = 0; n < 3; n++) {
            office.sid("Nordlicht FM", URL + n);
        }
        assertThat(office.add(Office.SERVER, "Nordlicht FM", URL + 3).message())
                .isEqualTo("Too many streams of this address are listed.");
    }

    @Test
    void hugeTextsAreCut() {
        String sid = office.sid("n".repeat(50_000), URL, "desc", "d".repeat(50_000), "stype", "s".repeat(50_000));
        office.touch(sid, "t".repeat(50_000), 1);

        assertThat(office.entry().broadcast().name()).hasSize(255);
        assertThat(office.entry().broadcast().description()).hasSize(1_000);
        assertThat(office.entry().broadcast().subtype()).hasSize(100);
        assertThat(office.entry().moment().song()).hasSize(500);
    }
}
