package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A shelf that was changed again and again is as one that was made anew. */
class ShelfTest {
    private static final CatalogQuery ALL = CatalogQuery.all(new CatalogQuery.Page(0, 1_000));

    private final Office office = new Office();
    private final Random random = new Random(11);
    private final List<String> sids = new ArrayList<>();
    private int added;

    @Test
    void whatHasChangedIsPutInItsPlace() {
        Shelf shelf = office.catalog().inOrder(Optional.empty());
        for (int round = 0; round < 30; round++) {
            change();
            shelf = office.catalog().inOrder(Optional.of(shelf));
            assertSame(shelf, office.catalog().inOrder(Optional.empty()));
        }
        assertThat(shelf.size()).isGreaterThan(20).isLessThan(added);
    }

    private void change() {
        for (int n = 0; n < 8; n++) {
            sids.add(office.sid(
                    "Radio " + random.nextInt(60),
                    "http://r" + added++ + ".example/",
                    "genre",
                    "g" + random.nextInt(4) + ",jazz",
                    "language",
                    random.nextBoolean() ? "de" : "fr"));
            office.now = office.now.plusSeconds(random.nextInt(3));
        }
        for (int n = 0; n < 5; n++) {
            office.touch(any(), "song " + random.nextInt(), random.nextInt(5));
            office.catalog().check(any(), random.nextBoolean() ? Verdict.SILENT : Verdict.ALIVE, "");
            String gone = any();
            office.remove(gone);
            sids.remove(gone);
        }
    }

    private String any() {
        return sids.get(random.nextInt(sids.size()));
    }

    private static void assertSame(Shelf shelf, Shelf anew) {
        for (Order order : Order.values()) {
            assertThat(shelf.find(ALL.by(order))).isEqualTo(anew.find(ALL.by(order)));
        }
        assertThat(shelf.find(ALL.inGenre("G2").inLanguage("DE")))
                .isEqualTo(anew.find(ALL.inGenre("g2").inLanguage("de")));
        assertThat(shelf.find(ALL.inGenre("g2")).total()).isPositive();
        assertThat(shelf.genres()).isEqualTo(anew.genres());
        assertThat(shelf.codecs()).isEqualTo(anew.codecs());
        assertThat(shelf.languages()).isEqualTo(anew.languages());
        assertThat(shelf.countries()).isEqualTo(anew.countries());
    }
}
