package org.icefloe.directory.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icefloe.directory.announce.AnnouncerFixture.DIR;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.icefloe.directory.announce.ListingStatus.Phase;
import org.icefloe.mount.FakeSource;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories that refuse, fail, forget and hang. */
class AnnouncerTroubleTest {
    private final AnnouncerFixture room = new AnnouncerFixture();
    private final FakeExchange exchange = room.exchange;

    private FakeExchange.Call last() {
        return exchange.last();
    }

    /** Passes so much time, and says how many forms came in it. */
    private int callsIn(Duration span) {
        int before = exchange.calls().size();
        room.pass(span);
        return exchange.calls().size() - before;
    }

    @Test
    void refusedStreamIsOfferedAgainInGrowingPauses() {
        room.stream("/live");
        room.pass(62);
        room.refuse(last(), "This is my server name");

        ListingStatus status = room.status();
        assertThat(status.phase()).isEqualTo(Phase.FAILING);
        assertThat(status.words())
                .isEqualTo("not listed: the directory says \"This is my server name\"; next try in 600 s");
        assertThat(status.answer()).contains("This is my server name");
        assertThat(status.sid()).isEmpty();

        assertThat(callsIn(Duration.ofSeconds(598))).isZero();
        assertThat(callsIn(Duration.ofSeconds(3))).isOne();
        room.refuse(last(), "no");
        assertThat(callsIn(Duration.ofSeconds(1198))).isZero();
        assertThat(callsIn(Duration.ofSeconds(3))).isOne();
        for (int i = 0; i < 20; i++) {
            room.refuse(last(), "no");
            assertThat(callsIn(Duration.ofHours(2))).isOne();
        }
    }

    @Test
    void logHearsOfRefusalsOnceAndOfTheirEnd() {
        try (Log log = new Log(Listing.class)) {
            room.stream("/live");
            room.pass(62);
            for (int i = 0; i < 3; i++) {
                room.refuse(last(), "Go away\r\n2026 ERROR");
                room.pass(Duration.ofHours(2));
            }
            room.accept(last(), "0b7c");
            room.pass(6);
            room.accept(last());
            room.pass(300);

            assertThat(log.warnings())
                    .containsExactly("Directory " + DIR + " does not list /live: it says \"Go away  2026 ERROR\"");
            assertThat(log.lines()).hasSize(2).last().isEqualTo("Directory " + DIR + " lists /live again");
        }
    }

    @Test
    void logHearsOnceOfADirectoryThatIsAway() {
        try (Log log = new Log(Directory.class)) {
            for (int i = 0; i < 10; i++) {
                room.stream("/live" + i);
            }
            room.pass(62);
            exchange.calls().forEach(room::fail);
            for (int i = 0; i < 5; i++) {
                room.pass(Duration.ofMinutes(21));
                room.fail(last());
            }
            room.pass(Duration.ofMinutes(21));
            room.accept(last(), "x");

            assertThat(log.lines())
                    .containsExactly(
                            "Directory " + DIR
                                    + " cannot be reached: the connection was refused; it is asked again in 30 s",
                            "Directory " + DIR + " answers again");
        }
    }

    @Test
    void directoryThatIsAwayIsAskedByOneFormAloneInGrowingPauses() {
        for (int i = 0; i < 10; i++) {
            room.stream("/live" + i);
        }
        room.pass(62);
        assertThat(exchange.calls()).hasSize(4);
        exchange.calls().forEach(room::fail);

        assertThat(callsIn(Duration.ofSeconds(28))).isZero();
        assertThat(callsIn(Duration.ofSeconds(3))).isOne();
        room.fail(last());
        assertThat(room.status().words())
                .isEqualTo("not listed: the directory cannot be reached: the connection was refused; next try in 60 s");
        assertThat(callsIn(Duration.ofSeconds(58))).isZero();
        assertThat(callsIn(Duration.ofSeconds(3))).isOne();
        for (int i = 0; i < 20; i++) {
            room.fail(last());
            assertThat(callsIn(Duration.ofSeconds(1201))).isOne();
        }

        room.accept(last(), "x");
        assertThat(exchange.calls().stream().filter(FakeExchange.Call::isOpen)).hasSize(4);
    }

    @Test
    void chanceMovesPausesByAQuarter() {
        room.chance = 0.0;
        room.stream("/live");
        room.pass(62);
        room.refuse(last(), "no");

        assertThat(room.status().nextCall()).contains(AnnouncerFixture.BEGIN.plusSeconds(62 + 450));
    }

    /** Directories forget when they are started anew: the stream is to be seen again soon. */
    @Test
    void forgottenListingIsAddedAgainSoon() {
        room.listed("/live");
        room.pass(200);
        room.refuse(last(), "SID does not exist.");
        assertThat(room.status().sid()).isEmpty();

        room.pass(6);
        assertThat(last().field("action")).isEqualTo("add");
        room.accept(last(), "new");
        room.pass(6);
        assertThat(last().field("sid")).isEqualTo("new");
    }

    /** As much as one that refuses to add. */
    @Test
    void directoryThatAddsAndRefusesEveryTouchIsLeftAlone() {
        room.stream("/live");
        room.pass(62);
        room.accept(last(), "a");
        room.pass(6);
        room.refuse(last(), "SID does not exist.");

        assertThat(callsIn(Duration.ofSeconds(598))).isZero();
    }

    @Test
    void touchThatIsNotAnsweredKeepsTheSid() {
        room.listed("/live");
        room.pass(200);
        room.fail(last());

        assertThat(room.status().sid()).contains("sid/live");
        assertThat(room.status().phase()).isEqualTo(Phase.FAILING);
        room.pass(31);
        assertThat(last().field("action")).isEqualTo("touch");
        room.accept(last());
        assertThat(room.status().phase()).isEqualTo(Phase.LISTED);
        assertThat(exchange.actions()).containsExactly("add", "touch", "touch", "touch");
    }

    @Test
    void removalThatIsNotAnsweredIsNotRepeated() {
        FakeSource source = room.listed("/live");
        source.gone();
        room.loop.run();
        room.fail(last());

        assertThat(room.announcer.listings()).isEmpty();
        assertThat(callsIn(Duration.ofMinutes(30))).isZero();
    }

    @Test
    void addWithoutSidIsARefusal() {
        room.stream("/live");
        room.pass(62);
        last().answers(200, "ypresponse", "1", "ypmessage", "Added");
        room.loop.run();

        assertThat(room.status().words()).startsWith("not listed: the directory has accepted it without a SID");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 404, 429, 500, 502, 503})
    void statusOfTheDirectoryStopsAllItsForms(int status) {
        room.stream("/a");
        room.stream("/b");
        room.pass(62);
        last().answers(status, "ypresponse", "1", "sid", "x");
        room.loop.run();

        assertThat(room.announcer.listings())
                .extracting(ListingStatus::answer)
                .contains(Optional.of("answered " + status));
        assertThat(callsIn(Duration.ofSeconds(28))).isZero();
    }

    /** A program behind a web server that crashes forgets nothing by it. */
    @Test
    void statusOfTheDirectoryKeepsTheSidsAndIsToldOnce() {
        room.listed("/a");
        room.listed("/b");
        try (Log log = new Log("org.icefloe.directory.announce")) {
            room.pass(205);
            exchange.calls().stream().filter(FakeExchange.Call::isOpen).forEach(call -> call.answers(500));
            room.loop.run();

            assertThat(room.announcer.listings())
                    .extracting(ListingStatus::sid)
                    .containsExactly(Optional.of("sid/a"), Optional.of("sid/b"));
            assertThat(room.status().words())
                    .startsWith("listed, as far as is known: the directory answered 500; next");
            assertThat(log.warnings()).containsExactly("Directory " + DIR + " answered 500; it is asked again in 30 s");
        }
    }

    @Test
    void sidThatIsTooLongIsNone() {
        room.stream("/live");
        room.pass(62);
        room.accept(last(), "a".repeat(256));

        assertThat(room.status().sid()).isEmpty();
        assertThat(room.status().words())
                .startsWith("not listed: the directory answered with a SID of 256 characters; at most 255 are taken;");
        room.pass(31);
        room.accept(last(), "a".repeat(255));
        assertThat(room.status().sid()).contains("a".repeat(255));
    }

    @Test
    void pageThatIsNoDirectoryIsNone() {
        room.stream("/live");
        room.pass(62);
        last().answers(200, "content-type", "text/html");
        room.loop.run();

        assertThat(room.status().words())
                .startsWith("not listed: the directory answered without YPResponse, as no directory does; next try");
    }

    @Test
    void whoCannotBeFoundFromOutsideIsNotAnnounced() {
        room.server = Optional.of("http://localhost:8000");
        room.stream("/live");
        room.pass(62);
        assertThat(exchange.calls()).isEmpty();
        assertThat(room.status().phase()).isEqualTo(Phase.HELD);
        assertThat(room.status().words())
                .isEqualTo("not announced: nobody outside can listen at http://localhost:8000/live;"
                        + " set icefloe.server.hostname or icefloe.server.public-url");

        room.server = Optional.empty();
        room.pass(6);
        assertThat(room.status().words()).contains("the stream port is off");

        room.server = Optional.of("https://radio.example/streams");
        room.pass(6);
        assertThat(last().field("listenurl")).isEqualTo("https://radio.example/streams/live");
    }

    @Test
    void directoryOfTheSameMachineIsToldOfIt() {
        room.set("announce", "http://127.0.0.1:9000/yp");
        room.server = Optional.of("http://localhost:8000");
        room.stream("/live");
        room.pass(62);

        assertThat(exchange.actions()).containsExactly("add");
    }

    @Test
    void streamWithoutANameIsNotAnnounced() {
        room.stream("/live", Map.of("icy-name", " "));
        room.pass(62);
        assertThat(exchange.calls()).isEmpty();
        assertThat(room.status().words()).contains("ice-name").contains("stream-name");

        room.entry("/live", Map.of("stream-name", "Floe"));
        room.pass(6);
        assertThat(last().field("sn")).isEqualTo("Floe");
    }

    @Test
    void faultAtOneListingCostsNoOtherAnything() {
        room.broken = Set.of("/a");
        try (Log log = new Log(Listing.class)) {
            room.stream("/a");
            room.stream("/b");
            room.pass(120);

            assertThat(exchange.calls()).singleElement().satisfies(add -> assertThat(add.field("listenurl"))
                    .endsWith("/b"));
            assertThat(log.warnings()).hasSize(1);
            assertThat(room.status().words()).contains("its log says why; next try in");
        }
    }

    @Test
    void endOfTheServerWaitsForNoDirectoryThatIsAway() {
        room.listed("/live");
        room.pass(200);
        room.fail(last());

        room.close();

        assertThat(room.announcer.listings()).isEmpty();
        assertThat(exchange.actions()).doesNotContain("remove");
    }
}
