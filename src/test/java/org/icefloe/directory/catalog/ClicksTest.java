package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.icefloe.net.HostList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClicksTest {
    private final CatalogFixture fixture = new CatalogFixture();
    private String sid = "";
    private String station = "";

    @BeforeEach
    void list() {
        sid = fixture.sid("Nordlicht", "http://a.example/live");
        station = fixture.station().id();
    }

    private boolean click(String address) {
        return fixture.catalog().click(station, address);
    }

    private long clicks() {
        return fixture.catalog().clicks(station);
    }

    private void comeBack() {
        sid = fixture.sid("Nordlicht", "http://a.example/live");
        assertThat(fixture.station().id()).isEqualTo(station);
    }

    @Test
    void eachAddressCountsOnceADay() {
        assertThat(click("192.0.2.1")).isTrue();
        assertThat(click("192.0.2.1")).isTrue();
        assertThat(clicks()).isEqualTo(1);
        click("192.0.2.2");
        assertThat(clicks()).isEqualTo(2);

        fixture.nanos += Clicks.DAY.minusSeconds(1).toNanos();
        click("192.0.2.1");
        assertThat(clicks()).isEqualTo(2);
        fixture.nanos += Duration.ofSeconds(1).toNanos();
        click("192.0.2.1");
        assertThat(clicks()).isEqualTo(3);
    }

    @Test
    void allAddressesOfALineAreOne() {
        for (int n = 1; n < 200; n++) {
            click("2001:db8:1:2::" + Integer.toHexString(n));
        }
        assertThat(clicks()).isEqualTo(1);
        click("2001:db8:1:3::1");
        assertThat(clicks()).isEqualTo(2);
    }

    @Test
    void clockThatJumpsCountsNothingTwice() {
        click("192.0.2.1");
        fixture.now = fixture.now.plus(Duration.ofDays(900));
        click("192.0.2.1");
        fixture.now = fixture.now.minus(Duration.ofDays(1_800));
        click("192.0.2.1");

        assertThat(clicks()).isEqualTo(1);
    }

    @Test
    void stationThatIsNotThereHasNone() {
        assertThat(fixture.catalog().click("0123456789ab", "192.0.2.1")).isFalse();
        assertThat(fixture.catalog().clicks("0123456789ab")).isZero();
        fixture.pass(Catalog.TICK);
        assertThat(fixture.book.clicks()).isEmpty();
    }

    @Test
    void floodOfAddressesCountsEachOnceAtMost() {
        int many = 300_000;
        for (int n = 0; n < many; n++) {
            click("10." + (n >> 16) + "." + (n >> 8 & 0xFF) + "." + (n & 0xFF));
        }
        long counted = clicks();
        assertThat(counted).isBetween(many - 100L, (long) many);

        for (int n = 0; n < 1_000; n++) {
            click("10.0.0." + (n & 0xFF));
        }
        assertThat(clicks()).isEqualTo(counted);
    }

    @Test
    void countsOutliveARestartAndAreWrittenBehind() {
        click("192.0.2.1");
        assertThat(fixture.book.clicks()).isEmpty();
        fixture.pass(Catalog.TICK);
        fixture.restart();
        assertThat(clicks()).isEqualTo(1);

        click("192.0.2.2");
        fixture.catalog().close();
        fixture.restart();
        assertThat(clicks()).isEqualTo(2);
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenLater() {
        click("192.0.2.1");
        fixture.book.isBroken = true;
        fixture.pass(Catalog.TICK);
        assertThat(fixture.book.clicks()).isEmpty();
        fixture.book.isBroken = false;
        fixture.pass(Catalog.TICK);

        assertThat(fixture.book.clicks()).extracting(ClickCount::clicks).containsExactly(1L);
    }

    @Test
    void stationThatComesBackHasThemStillAndOneThatIsGoneForLongHasNot() {
        click("192.0.2.1");
        // Nobody touches it.
        fixture.pass(Duration.ofHours(2));
        assertThat(fixture.stations()).isEmpty();
        skip(Clicks.KEPT.minusDays(2));
        comeBack();
        assertThat(clicks()).isEqualTo(1);
        assertThat(fixture.remove(sid).isAccepted()).isTrue();

        skip(Clicks.KEPT.plusDays(2));
        assertThat(clicks()).isZero();
        assertThat(fixture.book.clicks()).isEmpty();
    }

    /** With few ticks in it. */
    private void skip(Duration span) {
        fixture.nanos += span.toNanos();
        fixture.now = fixture.now.plus(span);
        fixture.pass(Catalog.TICK);
    }

    /** As after two months without them. */
    @Test
    void thousandsAreDroppedInPortionsAndWhatComesMeanwhileIsKept() {
        fixture.remove(sid);
        Set<String> back = listMany();
        fixture.book.writeClicks(
                Stream.concat(back.stream(), IntStream.range(0, 2_500).mapToObj(n -> "old" + n))
                        .map(id -> new ClickCount(id, 9, CatalogFixture.BEGAN.minus(Duration.ofDays(90))))
                        .toList(),
                List.of());
        fixture.book.all().forEach(entry -> fixture.remove(entry.sid()));
        fixture.restart();
        fixture.book.isBroken = true;
        fixture.pass(Catalog.TICK);
        fixture.book.isBroken = false;
        assertThat(listMany()).isEqualTo(back);
        back.forEach(id -> fixture.catalog().click(id, "192.0.2.1"));
        fixture.pass(Catalog.TICK.multipliedBy(3));

        assertThat(fixture.book.dropped).isEqualTo(1_000);
        assertThat(fixture.book.clicks())
                .extracting(ClickCount::station, ClickCount::clicks)
                .containsExactlyInAnyOrderElementsOf(
                        back.stream().map(id -> tuple(id, 1L)).toList());
    }

    /** The ids of their stations. */
    private Set<String> listMany() {
        for (int n = 0; n < 50; n++) {
            fixture.sid("Südlicht " + n, "http://b.example/" + n);
        }
        return fixture.stations().stream().map(Station::id).collect(Collectors.toSet());
    }

    @Test
    void stationThatStaysKeepsThemHoweverLongNobodyComes() {
        click("192.0.2.1");
        for (int day = 0; day < 100; day++) {
            skip(Duration.ofDays(1));
            comeBack();
        }
        fixture.remove(sid);
        skip(Clicks.KEPT.minusDays(2));
        comeBack();

        assertThat(clicks()).isEqualTo(1);
    }

    @Test
    void thereAreNoMoreCountsThanTwiceTheMostStations() {
        fixture.policy = new CatalogPolicy(false, Duration.ofSeconds(200), 10, 1_000, HostList.EMPTY);
        for (int n = 0; n < 100; n++) {
            fixture.remove(sid);
            sid = fixture.sid("Station " + n, "http://a.example/live");
            fixture.catalog().click(fixture.station().id(), "192.0.2.1");
            fixture.pass(Catalog.TICK);
        }
        assertThat(fixture.book.clicks()).hasSizeLessThanOrEqualTo(20);

        skip(Duration.ofHours(1));
        assertThat(fixture.book.clicks()).hasSizeLessThanOrEqualTo(10);
        fixture.catalog().click(fixture.station().id(), "192.0.2.1");
        assertThat(fixture.catalog().clicks(fixture.station().id())).isPositive();
    }
}
