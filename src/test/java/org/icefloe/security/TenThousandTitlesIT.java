package org.icefloe.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 10,000 titles, each with a login by HTTP Basic and by a connection of its own: half of them by an encoder, half by an
 * admin, at both doors. How long they take is for {@code bench/titles.sh}, which has the machine for itself; here each
 * has to be taken, also while somebody else guesses passwords.
 */
class TenThousandTitlesIT {
    private static final int TITLES = 10_000;
    private static final int CLIENTS = 4;

    @TempDir
    Path directory;

    @Test
    void eachIsTaken() throws Exception {
        AtomicInteger next = new AtomicInteger();
        ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
        try (Fort fort = Fort.in(directory);
                RawConnection source = fort.onAir("/live.mp3")) {
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            for (int client = 0; client < CLIENTS; client++) {
                clients.submit(() -> {
                    for (int title = next.getAndIncrement(); title < TITLES; title = next.getAndIncrement()) {
                        tell(fort, title, refused);
                    }
                    return null;
                });
            }
            clients.shutdown();
            assertThat(clients.awaitTermination(3, TimeUnit.MINUTES)).isTrue();

            assertThat(refused).isEmpty();
            assertThat(fort.log("AuditLog: ", "GET /admin/metadata ", ": 200 OK"))
                    .hasSize(TITLES);
            assertThat(source.isAlive()).isTrue();
            fort.assertUnmoved();
        }
    }

    private static void tell(Fort fort, int title, ConcurrentLinkedQueue<String> refused) throws IOException {
        List<Integer> doors = fort.doors();
        String login = title % 2 == 0 ? Fort.SOURCE : Fort.ADMIN;
        Fort.Reply reply = fort.get(
                doors.get(title / 2 % 2),
                "/admin/metadata?mode=updinfo&mount=/live.mp3&song=Title%20" + title,
                login,
                "");
        if (!reply.body().contains("<message>Metadata update successful</message><return>1</return>")) {
            refused.add(title + ": " + reply.text());
        }
        if (title % 100 == 0) {
            fort.get(doors.get(0), "/admin/stats", "admin:guess" + title, Fort.from("203.0.113.9"));
        }
    }
}
