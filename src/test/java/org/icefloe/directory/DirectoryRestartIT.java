package org.icefloe.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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

    /** The titles by their SIDs. */
    private final Map<String, String> touched = new ConcurrentHashMap<>();

    private final AtomicInteger people = new AtomicInteger();
    private final AtomicInteger clicks = new AtomicInteger();

    private Stage open() {
        return Stage.in(
                directory,
                "--directory.serve=true",
                "--directory.probe-interval=0",
                "--directory.max-per-address=100000",
                "--server.trusted-proxies=127.0.0.1",
                "--stream.shoutcast-port=0");
    }

    /** All streams are of one station, which is there as soon as one of them is found. */
    private static String station(int port) throws IOException {
        YpClient client = new YpClient(port);
        client.add("http://radio.example:8000/first");
        AtomicReference<String> id = new AtomicReference<>("");
        Stage.until("the station is found").until(() -> {
            id.set(client.get("/api/v1/directory/stations").field("id"));
            return !id.get().isEmpty();
        });
        return id.get();
    }

    /** Each time somebody else. */
    private void click(int port, String station) throws IOException {
        int person = people.getAndIncrement();
        YpClient client = new YpClient(port, "198.18." + person / 256 % 256 + "." + person % 256);
        if (client.post("/directory/stations/" + station + "/clicks", "", "").status() == 204) {
            clicks.incrementAndGet();
        }
    }

    /** Lists streams and removes every third, until it is not answered any more. */
    private void server(int number, int port, String station) {
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
                    if (client.touch(added.sid(), "Title " + stream).isAccepted()) {
                        touched.put(added.sid(), "Title " + stream);
                    }
                    click(port, station);
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

    /** @param look at the home of a server that has ended */
    private void allHoldsAfter(Consumer<Stage> end, Consumer<Path> look) throws Exception {
        ExecutorService servers = Executors.newFixedThreadPool(SERVERS);
        Path home;
        try (Stage stage = open()) {
            home = stage.home();
            String station = station(stage.streams().getPort());
            List<Future<?>> busy = new ArrayList<>();
            for (int number = 0; number < SERVERS; number++) {
                int own = number;
                busy.add(servers.submit(() -> server(own, stage.streams().getPort(), station)));
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
        look.accept(home);
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
        allHoldsAfter(Stage::kill, home -> {});
    }

    @Test
    void whatWasAcknowledgedOutlivesAStop() throws Exception {
        allHoldsAfter(stage -> assertThat(stage.stop()).isEqualTo(TERMINATED), home -> {
            assertThat(Kept.in(home).stream().collect(Collectors.toMap(Entry::sid, entry -> entry.lastTouch()
                            .song())))
                    .containsAllEntriesOf(touched);
            assertThat(clicks).hasPositiveValue();
            assertThat(Kept.clicksIn(home)).isGreaterThanOrEqualTo(clicks.get());
        });
    }
}
