package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.icefloe.net.HostList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A hundred thousand entries, of which each hundred have a word, and each two are a station. */
class ManyEntriesTest {
    private static final int MANY = 100_000;
    private static final int FULL = 10_000;
    private static final CatalogFixture FIXTURE = new CatalogFixture();

    @BeforeAll
    static void list() {
        list(FIXTURE, MANY);
    }

    /** @return their SIDs */
    private static List<String> list(CatalogFixture fixture, int count) {
        fixture.policy = new CatalogPolicy(false, Duration.ofSeconds(200), count, 1_000, HostList.EMPTY);
        List<String> sids = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            String sid = fixture.add(
                            address(n),
                            "Station " + n / 2,
                            "http://r" + n + ".example/live",
                            "genre",
                            "g" + n % 50,
                            "desc",
                            "word" + n % 1_000 + ".")
                    .sid()
                    .orElseThrow();
            fixture.touch(sid, "Song#" + n + ";", n);
            fixture.catalog().check(sid, Verdict.ALIVE, "");
            sids.add(sid);
        }
        return sids;
    }

    /** A thousand of each. */
    private static String address(int n) {
        return "198.51.100." + n / 1_000;
    }

    private static Found find(String words) {
        return FIXTURE.find(Queries.words(CatalogQuery.all(new CatalogQuery.Page(0, 10)), words));
    }

    @Test
    void allAreThereInOrder() {
        Found found = find("");

        assertThat(found.total()).isEqualTo(MANY / 2);
        assertThat(found.stations()).hasSize(10);
        assertThat(found.stations().get(0).broadcast().name()).isEqualTo("Station 49999");
        assertThat(found.stations().get(0).listeners()).isEqualTo(99_998 + 99_999);
        assertThat(found.stations()).extracting(Station::listeners).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        Found last = FIXTURE.find(CatalogQuery.all(new CatalogQuery.Page(49_995, 10)));
        assertThat(last.stations()).hasSize(5);
        assertThat(last.stations().get(4).broadcast().name()).isEqualTo("Station 0");
    }

    @Test
    void eachIsFoundByWhatItAloneHas() {
        for (int n : List.of(0, 1, 12_345, 99_999)) {
            Found found = find("song#" + n + ";");
            assertThat(found.stations())
                    .anySatisfy(
                            station -> assertThat(station.broadcast().name()).isEqualTo("Station " + n / 2));
        }
        assertThat(find("word77.").total()).isEqualTo(100);
        assertThat(find("nothing like that").total()).isZero();
        assertThat(FIXTURE.catalog().genres()).hasSize(50).allMatch(count -> count.stations() == 2_000);
        assertThat(FIXTURE.find(Queries.genre(CatalogQuery.all(new CatalogQuery.Page(0, 1)), "g7"))
                        .total())
                .isEqualTo(2_000);
    }

    @Test
    void noneIsTakenBeyondTheLimitAndAllAreReadAgain() {
        CatalogFixture fixture = new CatalogFixture();
        List<String> sids = list(fixture, FULL);
        assertThat(fixture.add("203.0.113.1", "One more", "http://more.example/")
                        .message())
                .isEqualTo("The directory is full.");
        fixture.pass(UnwrittenTouches.WRITE);
        assertThat(fixture.book.touches).isEqualTo(FULL);
        fixture.restart();

        assertThat(fixture.catalog().size()).isEqualTo(FULL);
        assertThat(sids).allMatch(sid -> fixture.touch(sid, "again", 1).isAccepted());
    }
}
