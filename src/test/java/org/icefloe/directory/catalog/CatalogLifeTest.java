package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long entries stay, and what outlives a restart. */
class CatalogLifeTest {
    private static final String URL = "http://radio.example:8000/live.mp3";

    /** Three of 200 s. */
    private static final Duration STAYS = Duration.ofSeconds(600);

    private final Office office = new Office();

    @Test
    void entryGoesWhenThreeTouchesWereMissed() {
        String sid = office.sid("Nordlicht FM", URL);
        office.pass(STAYS);
        assertThat(office.stations()).hasSize(1);

        office.pass(Duration.ofSeconds(40));

        assertThat(office.stations()).isEmpty();
        assertThat(office.book.all()).isEmpty();
        assertThat(office.touch(sid, "x", 1)).isEqualTo(YpReply.refused("SID does not exist."));
    }

    @Test
    void touchedEntryStays() {
        String sid = office.sid("Nordlicht FM", URL);
        for (int n = 0; n < 10; n++) {
            office.pass(STAYS);
            assertThat(office.touch(sid, "x", n).isAccepted()).isTrue();
        }
        assertThat(office.stations()).hasSize(1);
    }

    @Test
    void streamThatIsListedAnewWhileItIsThereIsNoNewOne() {
        office.touch(office.sid("Nordlicht FM", URL), "x", 17);
        Curve curve = office.entry().curve();
        office.pass(Duration.ofMinutes(5));
        String sid = office.sid("Nordlicht FM", URL);

        assertThat(office.entry().sid()).isEqualTo(sid);
        assertThat(office.entry().added()).isEqualTo(Office.BEGAN);
        assertThat(office.entry().curve()).isEqualTo(curve).isNotEqualTo(Curve.NONE);

        office.remove(sid);
        office.sid("Nordlicht FM", URL);
        assertThat(office.entry().added()).isEqualTo(Office.BEGAN.plus(Duration.ofMinutes(5)));
    }

    @Test
    void clockThatJumpsClearsNothing() {
        office.sid("Nordlicht FM", URL);
        office.now = office.now.plus(Duration.ofDays(4_000));
        office.pass(Duration.ofSeconds(10));
        assertThat(office.stations()).hasSize(1);

        office.now = office.now.minus(Duration.ofDays(9_000));
        office.pass(Duration.ofSeconds(10));
        assertThat(office.stations()).hasSize(1);

        office.pass(STAYS.plusSeconds(40));
        assertThat(office.stations()).isEmpty();
    }

    /** As when the process is stopped, or its machine is. */
    @Test
    void timeInWhichNobodyCouldTouchDoesNotCount() {
        office.sid("Nordlicht FM", URL);
        office.nanos += Duration.ofDays(1).toNanos();
        office.pass(Duration.ofSeconds(10));

        assertThat(office.stations()).hasSize(1);
    }

    @Test
    void restartLosesNoEntryAndNoSid() {
        String sid = office.sid("Nordlicht FM", URL);
        office.touch(sid, "Biosphere - Poa Alpina", 17);
        office.pass(Catalog.WRITE);
        Station before = office.station();
        office.restart();

        assertThat(office.station()).isEqualTo(before);
        office.now = office.now.plus(Duration.ofHours(3));
        office.restart();
        office.pass(STAYS);
        assertThat(office.touch(sid, "x", 1).isAccepted()).isTrue();
        assertThat(office.add("203.0.113.9", "Thief FM", URL).isAccepted()).isFalse();
        assertThat(office.remove(sid).isAccepted()).isTrue();
    }

    @Test
    void addressesHaveNoMoreRoomAfterARestart() {
        office.policy = new CatalogPolicy(false, Duration.ofSeconds(200), 10, 1);
        office.sid("Nordlicht FM", URL);
        office.restart();

        assertThat(office.add(Office.SERVER, "Nordlicht FM", URL + 1).isAccepted())
                .isFalse();
    }

    @Test
    void touchesAreWrittenTogetherAndOnceEach() {
        String first = office.sid("Nordlicht FM", URL);
        String second = office.sid("Südlicht FM", URL + 1);
        for (int n = 0; n < 100; n++) {
            office.touch(first, "song " + n, n);
            office.touch(second, "song " + n, n);
        }
        assertThat(office.book.touches).isZero();

        office.pass(Catalog.WRITE);
        office.pass(Catalog.WRITE);

        assertThat(office.book.touches).isEqualTo(2);
        assertThat(office.book.all()).extracting(entry -> entry.moment().song()).containsOnly("song 99");
    }

    @Test
    void touchesAreWrittenALittleEachSecond() {
        for (int n = 0; n < 100; n++) {
            office.touch(office.sid("Nordlicht " + n, URL + n), "song", n);
        }
        int most = 0;
        for (int second = 0; second < Catalog.WRITE.toSeconds(); second++) {
            int before = office.book.touches;
            office.pass(Duration.ofSeconds(1));
            most = Math.max(most, office.book.touches - before);
        }

        assertThat(most).isEqualTo(5);
        assertThat(office.book.touches).isEqualTo(100);
    }

    @Test
    void touchesThatCouldNotBeWrittenAreWrittenLater() {
        for (int n = 0; n < 100; n++) {
            office.touch(office.sid("Nordlicht " + n, URL + n), "song", n);
        }
        office.book.isBroken = true;
        office.pass(Catalog.WRITE);
        assertThat(office.book.touches).isZero();

        office.book.isBroken = false;
        office.pass(Catalog.WRITE);

        assertThat(office.book.touches).isEqualTo(100);
    }

    @Test
    void endWritesWhatIsLeft() {
        office.touch(office.sid("Nordlicht FM", URL), "the last one", 1);
        office.catalog().close();

        assertThat(office.book.all()).extracting(entry -> entry.moment().song()).containsExactly("the last one");
    }

    @Test
    void whatCannotBeDroppedStaysUntilItCan() {
        String sid = office.sid("Nordlicht FM", URL);
        office.book.isBroken = true;
        office.pass(STAYS.plusSeconds(60));
        assertThat(office.stations()).hasSize(1);

        office.book.isBroken = false;
        office.pass(Catalog.WRITE);

        assertThat(office.stations()).isEmpty();
        assertThat(office.touch(sid, "x", 1).isAccepted()).isFalse();
    }
}
