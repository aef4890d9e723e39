package org.icefloe.directory.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icefloe.directory.announce.AnnouncerFixture.DIR;

import java.time.Duration;
import java.util.List;
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

    /** An encoder that flaps has no directory asked more often, and the log told more, than one that stays. */
    @Test
    void troubleOutlivesTheStreamThatFoundIt() {
        try (Log log = new Log(Directory.class)) {
            FakeSource source = room.stream("/live");
            for (int second : new int[] {62, 62, 122}) {
                room.pass(second);
                room.fail(last());
                source.gone();
                room.pass(1);
                assertThat(room.announcer.listings()).isEmpty();
                source = room.stream("/live");
            }
            assertThat(callsIn(Duration.ofSeconds(117))).isZero();
            assertThat(room.status().words())
                    .isEqualTo("not listed: the directory cannot be reached: the connection was refused;"
                            + " next try in 2 s");
            assertThat(callsIn(Duration.ofSeconds(3))).isOne();
            room.accept(last(), "x");

            assertThat(log.lines())
                    .containsExactly(
                            "Directory " + DIR
                                    + " cannot be reached: the connection was refused; it is asked again in 30 s",
                            "Directory " + DIR + " answers again");
        }
    }

    @Test
    void directoryThatIsNamedNoMoreIsForgotten() {
        room.set("announce-delay", "0s");
        room.stream("/live");
        room.pass(2);
        room.fail(last());
        room.set("announce", "http://other.example/yp");
        room.pass(2);
        assertThat(last().directory).hasHost("other.example");
        room.set("announce", DIR);
        room.pass(2);

        assertThat(last().directory).hasToString(DIR);
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

    /** A stream that is to be listed anew, and whose directory is told so. */
    private FakeExchange.Call removal() {
        room.listed("/live");
        room.entry("/live", Map.of("stream-name", "Floe Two"));
        room.pass(200);
        assertThat(last().field("action")).isEqualTo("remove");
        return last();
    }

    @Test
    void removalThatIsNotAnsweredIsNoEndOfAStreamThatIsOn() {
        room.fail(removal());

        assertThat(room.status().phase()).isEqualTo(Phase.FAILING);
        assertThat(room.status().words())
                .isEqualTo("not listed anew yet, and perhaps still as before: the directory cannot be reached:"
                        + " the connection was refused; next try in 30 s");
        assertThat(room.status().nextCall()).isPresent();
        assertThat(callsIn(Duration.ofSeconds(31))).isOne();
        assertThat(last().field("sn")).isEqualTo("Floe Two");
    }

    @Test
    void removalThatIsAnsweredBadlyIsNoEndOfAStreamThatIsOnEither() {
        removal().answers(500);
        room.loop.run();

        assertThat(room.status().phase()).isEqualTo(Phase.FAILING);
        assertThat(room.status().words())
                .isEqualTo("not listed anew yet, and perhaps still as before: the directory answered 500;"
                        + " next try in 200 s");
        assertThat(callsIn(Duration.ofSeconds(201))).isOne();
        assertThat(last().field("sn")).isEqualTo("Floe Two");
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
    void statusIsNoAnswer(int status) {
        room.stream("/live");
        room.pass(62);
        last().answers(status, "ypresponse", "1", "sid", "x");
        room.loop.run();

        assertThat(room.status().answer()).contains("answered " + status);
        assertThat(room.status().words())
                .isEqualTo("not listed: the directory answered " + status + "; next try in 200 s");
        assertThat(callsIn(Duration.ofSeconds(198))).isZero();
        assertThat(callsIn(Duration.ofSeconds(3))).isOne();
    }

    /** Lets time pass in which the directory answers all but the forms for streams that are called so. */
    private void failAt(String names, int seconds, int status) {
        for (int second = 0; second < seconds; second++) {
            room.pass(1);
            for (FakeExchange.Call call : List.copyOf(exchange.calls())) {
                if (call.isOpen() && call.form.matches(".*(%2F|/)" + names + "(&.*)?")) {
                    call.answers(status);
                    room.loop.run();
                } else if (call.isOpen()) {
                    room.accept(call, "sid" + call.field("sn"));
                }
            }
        }
    }

    private long sent(String action, String mount) {
        return exchange.calls().stream()
                .filter(call -> call.field("action").equals(action)
                        && (call.field("sid") + call.field("listenurl")).endsWith(mount))
                .count();
    }

    /** A form that has the directory's program fail is that stream's trouble alone. */
    @ParameterizedTest
    @ValueSource(ints = {200, 404, 500})
    void formThatTheDirectoryFailsAtHoldsUpNoOther(int status) {
        try (Log log = new Log("org.icefloe.directory.announce")) {
            room.listed("/good");
            room.stream("/bad");
            room.stream("/bad2");
            failAt("bad2?", 3600, status);

            assertThat(sent("touch", "/good")).isBetween(17L, 20L);
            assertThat(sent("add", "/bad")).isBetween(4L, 7L);
            assertThat(log.warnings())
                    .hasSizeBetween(2, 3)
                    .filteredOn(line -> line.endsWith("told of /bad"))
                    .hasSize(1);

            failAt("none", 1000, status);
            assertThat(log.lines())
                    .contains("Directory " + DIR + " lists /bad again")
                    .last()
                    .asString()
                    .contains("again");
            assertThat(log.warnings()).hasSizeBetween(2, 3);
        }
    }

    @Test
    void directoryThatFailsAtEverythingIsNotFloodedAndToldOfOnce() {
        try (Log log = new Log("org.icefloe.directory.announce")) {
            for (int i = 0; i < 20; i++) {
                room.stream("/live" + i);
            }
            failAt("live[0-9]+", 250, 500);
            assertThat(exchange.calls()).hasSize(20);
            failAt("live[0-9]+", 3600, 500);
            assertThat(exchange.calls()).hasSizeBetween(80, 140);
            failAt("none", 1300, 500);

            assertThat(room.announcer.listings())
                    .extracting(ListingStatus::phase)
                    .containsOnly(Phase.LISTED);
            assertThat(log.warnings())
                    .containsExactly("Directory " + DIR + " answered 500, whatever stream it is told of");
            assertThat(log.lines()).filteredOn(line -> line.endsWith("again")).hasSize(1);
        }
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
            assertThat(log.warnings())
                    .containsExactly("Directory " + DIR + " answered 500, whatever stream it is told of");
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
        room.pass(201);
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
