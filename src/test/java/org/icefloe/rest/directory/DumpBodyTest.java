package org.icefloe.rest.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.icefloe.directory.dump.Dump;
import org.icefloe.directory.dump.ManyEntries;
import org.junit.jupiter.api.Test;

class DumpBodyTest {
    private static Dump dump(ManyEntries entries) {
        return new Dump(entries, ManyEntries::names, "1");
    }

    private static DumpBody body(Dump dump, boolean compressed) {
        return new DumpBody(dump, compressed, () -> {});
    }

    @Test
    void firstBytesComeBeforeTheRestIsMade() throws IOException {
        ManyEntries entries = new ManyEntries(10_000);
        Dump dump = dump(entries);
        try (InputStream first = body(dump, false).open();
                InputStream second = body(dump, false).open()) {
            byte[] begin = first.readNBytes(1_000);
            assertThat(entries.taken()).isEqualTo(200);
            assertThat(second.readNBytes(1_000)).isEqualTo(begin);
            assertThat(entries.taken()).isEqualTo(200);

            byte[] rest = first.readAllBytes();
            assertThat(new String(rest, StandardCharsets.UTF_8)).endsWith("\nStation 10000\n.");
            assertThat(second.readAllBytes()).isEqualTo(rest);
            assertThat(entries.taken()).isEqualTo(10_000);
        }
    }

    @Test
    void whatIsKeptIsSentAsItIsAndItsSizeToldWhenItIsComplete() throws IOException {
        Dump dump = dump(new ManyEntries(1_000));
        AtomicInteger readers = new AtomicInteger();
        DumpBody packed = new DumpBody(dump, true, readers::incrementAndGet);
        assertThat(packed.size()).isEmpty();
        assertThat(readers).hasValue(0);

        byte[] all;
        try (InputStream bytes = packed.open()) {
            all = bytes.readAllBytes();
        }
        assertThat(readers).hasValue(1);
        assertThat(packed.size()).hasValue(all.length);
        assertThat(body(dump, false).size()).isEmpty();
        try (InputStream one = new GZIPInputStream(new ByteArrayInputStream(all));
                InputStream other = body(dump, false).open()) {
            assertThat(one.readAllBytes()).isEqualTo(other.readAllBytes());
        }
    }

    @Test
    void allWhoReadAtTheSameTimeReadTheSame() throws Exception {
        Dump dump = dump(new ManyEntries(20_000));
        ExecutorService readers = Executors.newFixedThreadPool(8);
        try {
            List<Future<byte[]>> read = new ArrayList<>();
            for (int n = 0; n < 8; n++) {
                read.add(readers.submit(() -> {
                    try (InputStream bytes = body(dump, false).open()) {
                        return bytes.readAllBytes();
                    }
                }));
            }
            while (dump.goOn(1)) {
                Thread.onSpinWait();
            }
            byte[] whole = read.get(0).get();
            assertThat(new String(whole, StandardCharsets.UTF_8).lines()).hasSize(20_001);
            for (Future<byte[]> one : read) {
                assertThat(one.get()).isEqualTo(whole);
            }
        } finally {
            readers.shutdownNow();
        }
    }

    @Test
    void closedOneGivesNothingMore() throws IOException {
        InputStream bytes = body(dump(new ManyEntries(1)), false).open();
        bytes.close();

        assertThatThrownBy(bytes::read).isInstanceOf(IOException.class);
    }
}
