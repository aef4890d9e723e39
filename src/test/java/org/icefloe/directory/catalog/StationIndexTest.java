package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An index that was changed again and again is as one that was made anew. */
class StationIndexTest {
    private static final CatalogQuery ALL = CatalogQuery.all(new CatalogQuery.Page(0, 1_000));

    private final CatalogFixture fixture = new CatalogFixture();
    private final Random random = new Random(11);
    private final List<String> sids = new ArrayList<>();
    private int added;

    @Test
    void whatHasChangedIsPutInItsPlace() {
        StationIndex index = fixture.catalog().inOrder(Optional.empty());
        for (int round = 0; round < 30; round++) {
            change();
            index = fixture.catalog().inOrder(Optional.of(index));
            assertSame(index, fixture.catalog().inOrder(Optional.empty()));
        }
        assertThat(index.size()).isGreaterThan(20).isLessThan(added);
    }

    private void change() {
        for (int n = 0; n < 8; n++) {
            sids.add(fixture.sid(
                    "Radio " + random.nextInt(60),
                    "http://r" + added++ + ".example/",
                    "genre",
                    "g" + random.nextInt(4) + ",jazz",
                    "language",
                    random.nextBoolean() ? "de" : "fr"));
            fixture.now = fixture.now.plusSeconds(random.nextInt(3));
        }
        for (int n = 0; n < 5; n++) {
            fixture.touch(any(), "song " + random.nextInt(), random.nextInt(5));
            fixture.catalog().check(any(), random.nextBoolean() ? Verdict.SILENT : Verdict.ALIVE, "");
            String gone = any();
            fixture.remove(gone);
            sids.remove(gone);
        }
    }

    private String any() {
        return sids.get(random.nextInt(sids.size()));
    }

    private static void assertSame(StationIndex index, StationIndex anew) {
        for (Order order : Order.values()) {
            assertThat(index.find(ALL.by(order))).isEqualTo(anew.find(ALL.by(order)));
        }
        assertThat(index.find(Queries.language(Queries.genre(ALL, "G2"), "DE")))
                .isEqualTo(anew.find(Queries.language(Queries.genre(ALL, "g2"), "de")));
        assertThat(index.find(Queries.genre(ALL, "g2")).total()).isPositive();
        assertThat(index.genres()).isEqualTo(anew.genres());
        assertThat(index.codecs()).isEqualTo(anew.codecs());
        assertThat(index.languages()).isEqualTo(anew.languages());
        assertThat(index.countries()).isEqualTo(anew.countries());
    }
}
