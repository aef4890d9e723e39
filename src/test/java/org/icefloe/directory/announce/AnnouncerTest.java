package org.icefloe.directory.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icefloe.directory.announce.AnnouncerFixture.BEGIN;
import static org.icefloe.directory.announce.AnnouncerFixture.DIR;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icefloe.directory.announce.ListingStatus.Phase;
import org.icefloe.format.ContentType;
import org.icefloe.format.StreamInfo;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.Mount;
import org.icefloe.mount.StreamProfile;
import org.icefloe.stats.ServerStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What directories are told, and when, as long as they take it well. */
class AnnouncerTest {
    private static final String OTHER = "https://other.example/yp";

    private final AnnouncerFixture room = new AnnouncerFixture();
    private final FakeExchange exchange = room.exchange;

    private FakeExchange.Call last() {
        return exchange.last();
    }

    @Test
    void streamIsAddedWhenItHasBeenOnForAMinute() {
        room.stream("/live");
        room.pass(59);
        assertThat(exchange.calls()).isEmpty();
        assertThat(room.status().phase()).isEqualTo(Phase.WAITING);

        room.pass(2);
        assertThat(last().field("action")).isEqualTo("add");
        assertThat(last().directory).hasToString(DIR);
        assertThat(last().field("listenurl")).isEqualTo("http://radio.example:8000/live");
        assertThat(last().patience).isEqualTo(Duration.ofSeconds(15));
        assertThat(room.status().phase()).isEqualTo(Phase.ADDING);

        room.accept(last(), "0b7c");
        ListingStatus status = room.status();
        assertThat(status.phase()).isEqualTo(Phase.LISTED);
        assertThat(status.sid()).contains("0b7c");
        assertThat(status.listenUrl()).contains("http://radio.example:8000/live");
        assertThat(status.answer()).contains("Successfully Added");
        assertThat(status.touched()).contains(BEGIN.plusSeconds(61));
        assertThat(status.nextCall()).contains(BEGIN.plusSeconds(66));
        assertThat(status.words()).isEqualTo("listed since 2026-11-29T12:01:01Z");
    }

    @Test
    void touchesFollowAsTheDirectoryWantsThem() {
        FakeSource source = room.stream("/live");
        source.mount().titles().announce("Ann - One");
        room.pass(61);
        room.accept(last(), "0b7c");
        room.pass(4);
        assertThat(exchange.actions()).containsExactly("add");

        room.pass(2);
        assertThat(exchange.actions()).containsExactly("add", "touch");
        assertThat(last().field("sid")).isEqualTo("0b7c");
        assertThat(last().field("st")).isEqualTo("Ann - One");

        room.accept(last());
        room.pass(198);
        assertThat(exchange.calls()).hasSize(2);
        room.pass(3);
        assertThat(exchange.actions()).containsExactly("add", "touch", "touch");
        assertThat(last().fields()).doesNotContainKey("cpswd");
    }

    /** Icecast's least. */
    @ParameterizedTest
    @CsvSource({"1, 29, 32", "junk, 198, 202", "-5, 198, 202", "45, 43, 47"})
    void rateOfTouchesIsBounded(String freq, int tooEarly, int late) {
        room.stream("/live");
        room.pass(61);
        last().answers(200, "ypresponse", "1", "sid", "x", "touchfreq", freq);
        room.pass(6);
        room.accept(last());

        room.pass(tooEarly - 1);
        assertThat(exchange.calls()).hasSize(2);
        room.pass(late - tooEarly + 1);
        assertThat(exchange.calls()).hasSize(3);
    }

    @Test
    void newTitleIsToldWithinThreeSeconds() {
        FakeSource source = room.listed("/live");
        room.pass(100);
        int before = exchange.calls().size();

        source.mount().titles().announce("Ben - Two");
        room.pass(3);

        assertThat(exchange.calls()).hasSize(before + 1);
        assertThat(last().field("action")).isEqualTo("touch");
        assertThat(last().field("st")).isEqualTo("Ben - Two");
    }

    @Test
    void sourceThatChangesItsTitleWithoutEndTroublesNobody() {
        FakeSource source = room.listed("/live");
        int before = exchange.calls().size();

        for (int second = 0; second < 60; second++) {
            source.mount().titles().announce("Title " + second);
            room.pass(1);
            if (last().isOpen()) {
                room.accept(last());
            }
        }

        assertThat(exchange.calls().size() - before).isBetween(5, 7);
    }

    @Test
    void listenersAreCounted() {
        FakeSource source = room.listed("/live");
        FakeSource.enter(source.mount());
        FakeSource.enter(source.mount());
        room.entry("/live", Map.of("max-listeners", "30"));
        room.pass(200);

        assertThat(last().form).isEqualTo("action=touch&sid=sid%2Flive&st=&listeners=2&max_listeners=30&stype=");
    }

    @Test
    void streamThatEndsIsRemovedAtOnce() {
        FakeSource source = room.listed("/live");

        source.gone();
        room.loop.run();

        assertThat(last().form).isEqualTo("action=remove&sid=sid%2Flive");
        assertThat(room.status().phase()).isEqualTo(Phase.REMOVING);
        room.accept(last());
        assertThat(room.announcer.listings()).isEmpty();
    }

    @Test
    void streamThatEndsWhileItIsAddedIsRemovedWhenItsSidIsKnown() {
        FakeSource source = room.stream("/live");
        room.pass(61);
        source.gone();
        room.pass(2);
        assertThat(exchange.actions()).containsExactly("add");

        room.accept(last(), "0b7c");
        assertThat(last().form).isEqualTo("action=remove&sid=0b7c");
    }

    @Test
    void streamThatEndsEarlyWasNeverThere() {
        room.stream("/live").gone();
        FakeSource second = room.stream("/live");
        room.pass(59);
        second.gone();
        room.pass(100);

        assertThat(exchange.calls()).isEmpty();
        assertThat(room.announcer.listings()).isEmpty();
    }

    @Test
    void sourceThatReturnsInTimeStaysListed() {
        room.entry("/live", Map.of("linger", "30s"));
        FakeSource source = room.listed("/live");
        source.gone();
        room.pass(10);
        room.stream("/live");
        room.pass(200);

        assertThat(exchange.actions()).containsExactly("add", "touch", "touch");
    }

    @Test
    void anotherStreamOfTheMountIsAddedAnew() {
        room.listed("/live").gone();
        room.stream("/live");
        room.pass(1);
        room.accept(last());
        room.pass(62);

        assertThat(exchange.actions()).containsExactly("add", "touch", "remove", "add");
        assertThat(last().field("sourceinstance"))
                .isNotEqualTo(exchange.calls().get(0).field("sourceinstance"));
    }

    @Test
    void streamThatSaysSomethingElseOfItselfIsListedAnew() {
        room.listed("/live");
        room.entry("/live", Map.of("stream-name", "Floe Two"));
        room.pass(200);
        assertThat(last().form).isEqualTo("action=remove&sid=sid%2Flive");
        assertThat(exchange.calls())
                .as("but for the add, whose SID may be lost")
                .extracting(call -> call.mayRepeat)
                .containsExactly(false, true, true);

        room.accept(last());
        room.pass(1);
        assertThat(last().field("sn")).isEqualTo("Floe Two");
        room.accept(last(), "other");
        assertThat(room.status().sid()).contains("other");
    }

    @ParameterizedTest
    @CsvSource({"hidden, true", "stream-public, false", "direct-access, false"})
    void whatIsNotForEverybodyIsToldNobody(String key, String value) {
        room.entry("/live", Map.of(key, value));
        room.stream("/live");
        room.pass(600);
        assertThat(exchange.calls()).isEmpty();

        room.entry("/live", Map.of());
        room.pass(62);
        assertThat(exchange.actions()).containsExactly("add");
        room.accept(last(), "0b7c");

        room.entry("/live", Map.of(key, value));
        room.pass(1);
        assertThat(exchange.actions()).containsExactly("add", "remove");
    }

    /** Pieces of a chain of Ogg may each sound otherwise, and the first is known only when it has come. */
    @Test
    void whatIsFoundInTheSoundIsNoReasonToListItAnew() {
        FakeSource source = FakeSource.begin(
                room.mounts,
                "/live",
                new StreamProfile(
                        new ContentType("application/ogg"),
                        Map.of("icy-name", "Floe", "icy-pub", "1"),
                        Optional.empty(),
                        "192.0.2.1"));
        room.pass(61);
        room.accept(last(), "0b7c");
        source.intake().info(new StreamInfo(List.of("Vorbis"), 44_100, 2, 128_000));
        room.pass(6);

        assertThat(exchange.actions()).containsExactly("add", "touch");
        assertThat(last().field("stype")).isEqualTo("Vorbis");
    }

    /** As Icecast's statistics have it, for panels that look there first; never older than what plays. */
    @Test
    void statisticsTellWhatDirectoriesWereTold() {
        Mount mount = room.stream("/live").mount();
        mount.titles().announce("Ann - One");
        room.pass(61);
        room.accept(last(), "0b7c");
        assertThat(ServerStatistics.publicOf(mount, "")).doesNotContainKey("yp_currently_playing");

        room.pass(6);
        room.accept(last());
        assertThat(ServerStatistics.publicOf(mount, "")).containsEntry("yp_currently_playing", "Ann - One");

        room.pass(201);
        room.refuse(last(), "SID does not exist.");
        assertThat(ServerStatistics.publicOf(mount, "")).doesNotContainKey("yp_currently_playing");
    }

    @Test
    void sourceSaysWhetherItIsPublic() {
        room.stream("/private", Map.of("icy-pub", "0"));
        room.entry("/forced", Map.of("stream-public", "true"));
        room.stream("/forced", Map.of("icy-pub", "0"));
        room.pass(62);

        assertThat(exchange.calls()).singleElement().satisfies(add -> assertThat(add.field("listenurl"))
                .endsWith("/forced"));
    }

    @Test
    void everyDirectoryIsTold() {
        room.set("announce", DIR + ", " + OTHER);
        room.stream("/live");
        room.pass(62);
        assertThat(exchange.calls())
                .extracting(call -> call.directory.toString())
                .containsExactly(DIR, OTHER);
        exchange.calls().forEach(call -> room.accept(call, "at " + call.directory));

        assertThat(room.announcer.listings())
                .extracting(ListingStatus::sid)
                .containsExactly(Optional.of("at " + DIR), Optional.of("at " + OTHER));

        room.set("announce", OTHER);
        room.pass(1);
        assertThat(last().directory).hasToString(DIR);
        assertThat(last().field("action")).isEqualTo("remove");
    }

    @Test
    void atTheEndOfTheServerEverythingIsRemoved() {
        room.listed("/a");
        room.listed("/b");
        room.stream("/waits");

        room.close();

        List<FakeExchange.Call> ends = exchange.calls().stream()
                .filter(call -> call.field("action").equals("remove"))
                .toList();
        assertThat(ends).extracting(call -> call.field("sid")).containsExactly("sid/a", "sid/b");
        assertThat(ends).allSatisfy(call -> assertThat(call.patience).isEqualTo(Duration.ofSeconds(2)));
        ends.forEach(room::accept);
        assertThat(room.announcer.listings()).isEmpty();
        room.stream("/late");
        room.pass(100);
        assertThat(room.announcer.listings()).isEmpty();
    }

    @Test
    void onlyFewFormsAreOnTheWayAtATime() {
        for (int i = 0; i < 20; i++) {
            room.stream("/live" + i);
        }
        room.pass(62);
        assertThat(exchange.calls()).hasSize(4);

        room.accept(exchange.calls().get(2), "x");
        assertThat(exchange.calls()).hasSize(5);
    }
}
