package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class JournalTest {
    private final Office office = new Office();

    /** A thousand servers that come back together wait for a few writes, and not for a thousand. */
    @Test
    void whatComesDuringAWriteIsWrittenTogether() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        office.book.meanwhile = () -> {
            office.book.meanwhile = () -> {};
            awaitQuietly(held);
        };
        List<Thread> servers = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
            String url = "http://r" + n + ".example/";
            Thread server = new Thread(() -> office.add(Office.SERVER, "Nordlicht FM", url));
            servers.add(server);
            server.start();
        }
        await("all to wait for the first one").atMost(Duration.ofSeconds(10)).until(() -> servers.stream()
                .allMatch(server -> server.getState() == Thread.State.WAITING));
        held.countDown();
        for (Thread server : servers) {
            server.join();
        }

        assertThat(office.book.writes).isEqualTo(2);
        assertThat(office.book.all()).hasSize(20);
        assertThat(office.catalog().size()).isEqualTo(20);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
