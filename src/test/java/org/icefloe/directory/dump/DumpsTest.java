package org.icefloe.directory.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.zip.GZIPInputStream;
import org.icefloe.directory.catalog.Entry;
import org.junit.jupiter.api.Test;

class DumpsTest {
    private static final Duration AGE = Duration.ofSeconds(10);

    private final List<Entry> entries = new ArrayList<>();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private long nanos = 77;
    private int looks;
    private final Dumps dumps = dumps(1);

    private Dumps dumps(int version) {
        DumpContent content =
                new DumpContent(this::look, entry -> entry.broadcast().name().hashCode(), version, ManyEntries::names);
        return new Dumps(content, AGE, later::add, () -> nanos);
    }

    private List<Entry> look() {
        looks++;
        return List.copyOf(entries);
    }

    private void list(int number, String name) {
        entries.add(ManyEntries.entry(number, name));
    }

    private void letItGrowOld() {
        nanos += AGE.toNanos();
    }

    private static String text(Dump dump) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Optional<byte[]> chunk = dump.chunk(0);
        for (int next = 1; chunk.isPresent(); next++) {
            all.write(chunk.get());
            chunk = dump.chunk(next);
        }
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(all.toByteArray()))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void oneIsForAllUntilItIsOld() throws IOException {
        list(1, "A");
        Dump first = dumps.present();
        list(2, "B");
        nanos += AGE.toNanos() - 1;
        assertThat(dumps.present()).isSameAs(first);
        assertThat(text(first)).isEqualTo("A\n.");

        nanos++;
        Dump next = dumps.present();
        assertThat(text(next)).isEqualTo("A\nB\n.");
        assertThat(next.tag()).isNotEqualTo(first.tag());
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void oldOneStaysIfNothingThatIsShownHasChanged() {
        list(1, "A");
        Dump first = dumps.present();
        entries.clear();
        list(2, "A");
        letItGrowOld();

        assertThat(dumps.present()).isSameAs(first);
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void anotherOrderIsAnotherDump() {
        list(1, "A");
        list(2, "B");
        String tag = dumps.present().tag();
        entries.add(entries.remove(0));
        letItGrowOld();

        assertThat(dumps.present().tag()).isNotEqualTo(tag);
    }

    /** A mirror that has what the program wrote before it was renewed does not have it yet. */
    @Test
    void anotherVersionOfTheFormatIsAnotherDump() {
        list(1, "A");
        String tag = dumps.present().tag();

        assertThat(dumps(1).present().tag()).isEqualTo(tag);
        assertThat(dumps(2).present().tag()).isNotEqualTo(tag);
    }

    @Test
    void nothingIsADumpToo() throws IOException {
        assertThat(text(dumps.present())).isEqualTo(".");
    }

    @Test
    void restIsMadeOnceAndInPortions() throws IOException {
        for (int number = 0; number < 5_000; number++) {
            list(number, "Station " + number);
        }
        Dump dump = dumps.present();
        assertThat(later).isEmpty();
        dumps.complete(dump);
        dumps.complete(dump);
        assertThat(later).hasSize(1);

        int turns = 0;
        while (!later.isEmpty()) {
            assertThat(dump.size()).isEmpty();
            later.remove().run();
            turns++;
        }
        assertThat(turns).isEqualTo(3);
        assertThat(dump.size()).isPresent();
        assertThat(text(dump)).startsWith("Station 0\n").endsWith("Station 4999\n.");
    }

    /** Mirrors have two minutes, a reader of {@code yp.xml} four. */
    @Test
    void readerHasFourAgesForCertain() throws IOException {
        list(0, "A");
        dumps.present();
        nanos += AGE.toNanos() - 1;
        Dump slow = dumps.present();
        for (int number = 1; number < Dumps.KEPT; number++) {
            list(number, "B" + number);
            letItGrowOld();
            dumps.present();
        }
        assertThat(slow.chunk(0)).isPresent();

        list(9, "C");
        letItGrowOld();
        dumps.present();
        assertThatThrownBy(() -> slow.chunk(0))
                .isInstanceOf(IOException.class)
                .hasMessage("the client took so long that the dump is no longer there");
        assertThat(slow.goOn(1)).isFalse();
    }
}
