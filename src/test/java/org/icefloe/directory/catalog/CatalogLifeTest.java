package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.icefloe.net.HostList;
import org.junit.jupiter.api.Test;

/** How long entries stay, and what outlives a restart. */
class CatalogLifeTest {
    private static final String URL = "http://radio.example:8000/live.mp3";

    /** Three of 200 s. */
    private static final Duration STAYS = Duration.ofSeconds(600);

    private final CatalogFixture fixture = new CatalogFixture();

    @Test
    void entryGoesWhenThreeTouchesWereMissed() {
        String sid = fixture.sid("Nordlicht FM", URL);
        fixture.pass(STAYS);
        assertThat(fixture.stations()).hasSize(1);

        fixture.pass(Duration.ofSeconds(40));

        assertThat(fixture.stations()).isEmpty();
        assertThat(fixture.book.all()).isEmpty();
        assertThat(fixture.touch(sid, "x", 1)).isEqualTo(YpReply.refused("SID does not exist."));
    }

    @Test
    void touchedEntryStays() {
        String sid = fixture.sid("Nordlicht FM", URL);
        for (int n = 0; n < 10; n++) {
            fixture.pass(STAYS);
            assertThat(fixture.touch(sid, "x", n).isAccepted()).isTrue();
        }
        assertThat(fixture.stations()).hasSize(1);
    }

    @Test
    void streamThatIsListedAnewWhileItIsThereIsNoNewOne() {
        fixture.touch(fixture.sid("Nordlicht FM", URL), "x", 17);
        Curve curve = fixture.entry().curve();
        fixture.pass(Duration.ofMinutes(5));
        String sid = fixture.sid("Nordlicht FM", URL);

        assertThat(fixture.entry().sid()).isEqualTo(sid);
        assertThat(fixture.entry().added()).isEqualTo(CatalogFixture.BEGAN);
        assertThat(fixture.entry().curve()).isEqualTo(curve).isNotEqualTo(Curve.NONE);

        fixture.remove(sid);
        fixture.sid("Nordlicht FM", URL);
        assertThat(fixture.entry().added()).isEqualTo(CatalogFixture.BEGAN.plus(Duration.ofMinutes(5)));
    }

    @Test
    void clockThatJumpsClearsNothing() {
        fixture.sid("Nordlicht FM", URL);
        fixture.now = fixture.now.plus(Duration.ofDays(4_000));
        fixture.pass(Duration.ofSeconds(10));
        assertThat(fixture.stations()).hasSize(1);

        fixture.now = fixture.now.minus(Duration.ofDays(9_000));
        fixture.pass(Duration.ofSeconds(10));
        assertThat(fixture.stations()).hasSize(1);

        fixture.pass(STAYS.plusSeconds(40));
        assertThat(fixture.stations()).isEmpty();
    }

    @Test
    void streamThatWasListedWhileTheClockWasAheadIsNotTheNewestForLong() {
        fixture.now = fixture.now.plus(Duration.ofDays(4_000));
        String sid = fixture.sid("Nordlicht FM", URL);
        fixture.touch(sid, "x", 9);
        fixture.pass(UnwrittenTouches.WRITE);
        fixture.now = CatalogFixture.BEGAN;
        fixture.restart();
        assertThat(fixture.entry().added()).isEqualTo(fixture.now);

        fixture.now = CatalogFixture.BEGAN.minus(Duration.ofDays(1));
        fixture.touch(sid, "x", 4);

        assertThat(fixture.entry().added()).isEqualTo(fixture.now);
        assertThat(fixture.entry().curve()).isEqualTo(Curve.NONE.with(fixture.now, 4));
    }

    @Test
    void whatExpiresTogetherIsDroppedALittleEachSecond() {
        for (int n = 0; n < 2_500; n++) {
            fixture.add("198.51.100." + n / 1_000, "Nordlicht " + n, URL + n);
        }
        fixture.pass(STAYS.plusSeconds(30));
        List<Integer> left = new ArrayList<>();
        for (int second = 0; second < 4; second++) {
            left.add(fixture.catalog().size());
            fixture.pass(Duration.ofSeconds(1));
        }

        assertThat(left).containsExactly(2_500, 1_500, 500, 0);
        assertThat(fixture.book.all()).isEmpty();
    }

    /** As when the process is stopped, or its machine is. */
    @Test
    void timeInWhichNobodyCouldTouchDoesNotCount() {
        fixture.sid("Nordlicht FM", URL);
        fixture.nanos += Duration.ofDays(1).toNanos();
        fixture.pass(Duration.ofSeconds(10));

        assertThat(fixture.stations()).hasSize(1);
    }

    @Test
    void restartLosesNoEntryAndNoSid() {
        String sid = fixture.sid("Nordlicht FM", URL);
        fixture.touch(sid, "Biosphere - Poa Alpina", 17);
        fixture.pass(UnwrittenTouches.WRITE);
        Station before = fixture.station();
        fixture.restart();

        assertThat(fixture.station()).isEqualTo(before);
        fixture.now = fixture.now.plus(Duration.ofHours(3));
        fixture.restart();
        fixture.pass(STAYS);
        assertThat(fixture.touch(sid, "x", 1).isAccepted()).isTrue();
        assertThat(fixture.add("203.0.113.9", "Thief FM", URL).isAccepted()).isFalse();
        assertThat(fixture.remove(sid).isAccepted()).isTrue();
    }

    @Test
    void addressesHaveNoMoreRoomAfterARestart() {
        fixture.policy = new CatalogPolicy(false, Duration.ofSeconds(200), 10, 1, HostList.EMPTY);
        fixture.sid("Nordlicht FM", URL);
        fixture.restart();

        assertThat(fixture.add(CatalogFixture.SERVER, "Nordlicht FM", URL + 1).isAccepted())
                .isFalse();
    }

    @Test
    void touchesAreWrittenTogetherAndOnceEach() {
        String first = fixture.sid("Nordlicht FM", URL);
        String second = fixture.sid("Südlicht FM", URL + 1);
        for (int n = 0; n < 100; n++) {
            fixture.touch(first, "song " + n, n);
            fixture.touch(second, "song " + n, n);
        }
        assertThat(fixture.book.touches).isZero();

        fixture.pass(UnwrittenTouches.WRITE);
        fixture.pass(UnwrittenTouches.WRITE);

        assertThat(fixture.book.touches).isEqualTo(2);
        assertThat(fixture.book.all())
                .extracting(entry -> entry.lastTouch().song())
                .containsOnly("song 99");
    }

    @Test
    void touchesAreWrittenALittleEachSecond() {
        for (int n = 0; n < 100; n++) {
            fixture.touch(fixture.sid("Nordlicht " + n, URL + n), "song", n);
        }
        int most = 0;
        for (int second = 0; second < UnwrittenTouches.WRITE.toSeconds(); second++) {
            int before = fixture.book.touches;
            fixture.pass(Duration.ofSeconds(1));
            most = Math.max(most, fixture.book.touches - before);
        }

        assertThat(most).isEqualTo(5);
        assertThat(fixture.book.touches).isEqualTo(100);
    }

    @Test
    void touchesThatCouldNotBeWrittenAreWrittenLater() {
        for (int n = 0; n < 100; n++) {
            fixture.touch(fixture.sid("Nordlicht " + n, URL + n), "song", n);
        }
        fixture.book.isBroken = true;
        fixture.pass(UnwrittenTouches.WRITE);
        assertThat(fixture.book.touches).isZero();

        fixture.book.isBroken = false;
        fixture.pass(UnwrittenTouches.WRITE);

        assertThat(fixture.book.touches).isEqualTo(100);
    }

    @Test
    void endWritesWhatIsLeft() {
        fixture.touch(fixture.sid("Nordlicht FM", URL), "the last one", 1);
        fixture.catalog().close();

        assertThat(fixture.book.all())
                .extracting(entry -> entry.lastTouch().song())
                .containsExactly("the last one");
    }

    @Test
    void whatCannotBeDroppedStaysUntilItCan() {
        String sid = fixture.sid("Nordlicht FM", URL);
        fixture.book.isBroken = true;
        fixture.pass(STAYS.plusSeconds(60));
        assertThat(fixture.stations()).hasSize(1);

        fixture.book.isBroken = false;
        fixture.pass(UnwrittenTouches.WRITE);

        assertThat(fixture.stations()).isEmpty();
        assertThat(fixture.touch(sid, "x", 1).isAccepted()).isFalse();
    }
}
