package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class JournalTest {
    private final CatalogFixture fixture = new CatalogFixture();

    /** A thousand servers that come back together wait for a few writes, and not for a thousand. */
    @Test
    void whatComesDuringAWriteIsWrittenTogether() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        fixture.book.meanwhile = () -> {
            fixture.book.meanwhile = () -> {};
            awaitQuietly(held);
        };
        List<Thread> servers = new ArrayList<>();
        for (int n = 0; n < 20; n++) {
            String url = "http://r" + n + ".example/";
            Thread server = new Thread(() -> fixture.add(CatalogFixture.SERVER, "Nordlicht FM", url));
            servers.add(server);
            server.start();
        }
        await("all to wait for the first one").atMost(Duration.ofSeconds(10)).until(() -> servers.stream()
                .allMatch(server -> server.getState() == Thread.State.WAITING));
        held.countDown();
        for (Thread server : servers) {
            server.join();
        }

        assertThat(fixture.book.writes).isEqualTo(2);
        assertThat(fixture.book.all()).hasSize(20);
        assertThat(fixture.catalog().size()).isEqualTo(20);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
