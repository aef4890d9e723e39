package org.icefloe.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.onair.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a directory has said yes to holds, however it ends, and whatever it is doing then. */
class DirectoryRestartIT {
    private static final int SERVERS = 8;

    /** So many are listed before it ends; some more are on their way. */
    private static final int ENOUGH = 80;

    /** How Java ends after a SIGTERM. */
    private static final int TERMINATED = 143;

    @TempDir
    Path directory;

    private final Set<String> listed = ConcurrentHashMap.newKeySet();
    private final Set<String> removed = ConcurrentHashMap.newKeySet();

    private Stage open() {
        return Stage.in(
                directory,
                "--directory.serve=true",
                "--directory.probe-interval=0",
                "--directory.max-per-address=100000",
                "--stream.shoutcast-port=0");
    }

    /** Lists streams and removes every third, until it is not answered any more. */
    private void server(int number, int port) {
        YpClient client = new YpClient(port);
        try {
            for (int stream = 0; true; stream++) {
                YpAnswer added = client.add("http://radio.example:8000/" + number + "/" + stream);
                if (!added.isAccepted()) {
                    return;
                }
                if (stream % 3 == 0) {
                    // Whether one is there that was to be removed, nobody knows until it is said.
                    removeOrForget(client, added.sid());
                } else {
                    listed.add(added.sid());
                    client.touch(added.sid(), "Title " + stream);
                }
            }
        } catch (IOException over) {
            // The directory has ended.
        }
    }

    private void removeOrForget(YpClient client, String sid) throws IOException {
        if (client.remove(sid).isAccepted()) {
            removed.add(sid);
        }
    }

    private void allHoldsAfter(Consumer<Stage> end) throws Exception {
        ExecutorService servers = Executors.newFixedThreadPool(SERVERS);
        Path home;
        try (Stage stage = open()) {
            home = stage.home();
            List<Future<?>> busy = new ArrayList<>();
            for (int number = 0; number < SERVERS; number++) {
                int own = number;
                busy.add(servers.submit(() -> server(own, stage.streams().getPort())));
            }
            Stage.until("enough are listed").until(() -> listed.size() >= ENOUGH);
            end.accept(stage);
            for (Future<?> one : busy) {
                one.get(30, TimeUnit.SECONDS);
            }
            stage.assertUnmoved();
        } finally {
            servers.shutdownNow();
        }
        assertThat(removed).isNotEmpty();
        try (Stage stage = open()) {
            YpClient client = new YpClient(stage.streams().getPort());
            for (String sid : sample(listed)) {
                assertThat(client.touch(sid, "Later").message()).isEqualTo("Successfully touched");
            }
            for (String sid : sample(removed)) {
                assertThat(client.touch(sid, "Later").message()).isEqualTo("SID does not exist.");
            }
            stage.assertUnmoved();
            assertThat(stage.stop()).isEqualTo(TERMINATED);
        }
        Set<String> kept = Kept.in(home).stream().map(Entry::sid).collect(Collectors.toSet());
        assertThat(kept).containsAll(listed).doesNotContainAnyElementsOf(removed);
    }

    /** Those that are asked for over the wire; the database tells of all. */
    private static Set<String> sample(Set<String> sids) {
        return sids.stream().limit(100).collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void whatWasAcknowledgedOutlivesAKill() throws Exception {
        allHoldsAfter(Stage::kill);
    }

    @Test
    void whatWasAcknowledgedOutlivesAStop() throws Exception {
        allHoldsAfter(stage -> assertThat(stage.stop()).isEqualTo(TERMINATED));
    }
}
