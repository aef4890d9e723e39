package org.icefloe.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords that are guessed, at every door and for all that asks for one. */
class FailedLoginsIT {
    private static final int MOST = 4;
    private static final Duration WINDOW = Duration.ofSeconds(3);

    @TempDir
    static Path directory;

    private static Fort fort;

    @BeforeAll
    static void start() {
        fort = Fort.in(directory, "--auth.max-failures=" + MOST, "--auth.failure-window=" + WINDOW.toSeconds() + "s");
    }

    @AfterAll
    static void stop() throws IOException {
        fort.assertUnmoved();
        fort.close();
    }

    @Test
    void guessesAtCommandsAreNotHeardAtAnyDoorThen() throws IOException {
        for (int door : fort.doors()) {
            String from = Fort.from(Fort.someAddress());
            for (int turn = 0; turn < MOST; turn++) {
                assertThat(fort.get(door, "/admin/stats", "admin:guess" + turn, from)
                                .status())
                        .isEqualTo(401);
            }
            Fort.Reply refused = fort.get(door, "/admin/stats", Fort.ADMIN, from);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.head()).containsPattern("(?i)retry-after: [123]\\b");
            assertThat(refused.body()).startsWith("Too many logins from your address have failed; try again in ");
            for (int other : fort.doors()) {
                assertThat(fort.get(other, "/api/v1/mounts", Fort.ADMIN, from).status())
                        .isEqualTo(429);
                assertThat(fort.source(other, "/live", Fort.RELAY, from)).isEqualTo(429);
            }
        }
    }

    @Test
    void guessesAtTheStatisticsAreNotHeardAtAnyDoorThen() throws IOException {
        for (int door : fort.doors()) {
            String address = Fort.someAddress();
            String from = Fort.from(address);
            assertThat(stats(door, "", from)).as("asks what is wanted").isEqualTo(401);
            assertThat(stats(door, Fort.RELAY, from)).as("no right to it").isEqualTo(401);
            for (int turn = 0; turn < MOST; turn++) {
                assertThat(stats(door, "admin:guess" + turn, from)).isEqualTo(401);
            }
            assertThat(stats(door, "admin:another", from)).isEqualTo(429);
            for (int other : fort.doors()) {
                assertThat(fort.get(other, "/api/v1/mounts", "admin:a guess more", from)
                                .status())
                        .isEqualTo(429);
            }
            assertThat(fort.log("Login for STATS from " + address)).isNotEmpty();
        }
    }

    private static int stats(int door, String login, String from) throws IOException {
        return fort.request(door, "STATS /", login, from, "").status();
    }

    @Test
    void encoderIsLetInAWindowAfterItsPasswordWasMendedThoughItHasTriedEverySecond() throws IOException {
        for (int door : fort.doors()) {
            String address = Fort.someAddress();
            for (int turn = 0; turn < MOST; turn++) {
                assertThat(fort.source(door, "/live", "source:wrong", Fort.from(address)))
                        .isEqualTo(401);
            }
            assertThat(fort.source(door, "/live", "source:wrong", Fort.from(address)))
                    .isEqualTo(429);
            assertThat(fort.log(MOST + " logins from " + address + " have failed within 3 s: for the next 3 s only"))
                    .hasSize(1);
            await("the window").atMost(WINDOW.plusSeconds(5)).until(() -> {
                int status = fort.source(door, "/live", Fort.SOURCE, Fort.from(address));
                assertThat(status).isIn(429, 200);
                return status == 200;
            });
        }
    }

    @Test
    void stationBehindTheSameAddressIsLetInWhereItsLoginIsKnown() throws IOException {
        String from = Fort.from(Fort.someAddress());
        assertThat(fort.source(fort.streamDoor(), "/live", Fort.SOURCE, from)).isEqualTo(200);
        for (int turn = 0; turn < 3 * MOST; turn++) {
            fort.get(fort.streamDoor(), "/admin/stats", "admin:guess" + turn, from);
        }
        for (int door : fort.doors()) {
            assertThat(fort.source(door, "/live", Fort.SOURCE, from)).isEqualTo(200);
            assertThat(fort.get(door, "/admin/metadata?mode=updinfo&mount=/off&song=x", Fort.SOURCE, from)
                            .status())
                    .as("the mount is off, and the login good")
                    .isEqualTo(400);
        }
    }

    @Test
    void shoutcastPasswordsAreThrottledToo() throws IOException {
        for (int turn = 0; turn <= MOST; turn++) {
            assertThat(shoutcast("guess" + turn)).isEmpty();
        }
        assertThat(fort.log("from 127.0.0.1 have failed within 3 s")).hasSize(1);
        assertThat(shoutcast("never-seen:" + Server.PASSWORD)).isEmpty();
        await("the window").atMost(WINDOW.plusSeconds(5)).until(() -> shoutcast(Server.PASSWORD)
                .startsWith("OK2\r\n"));
        Fort.Reply title = fort.get(
                fort.streamDoor(), "/admin.cgi?mode=updinfo&song=x&pass=wrong", "", Fort.from(Fort.someAddress()));
        assertThat(title.status()).isEqualTo(401);
    }

    /** What is said to a password; nothing if the connection is closed. */
    private static String shoutcast(String line) throws IOException {
        try (RawConnection source = new RawConnection("127.0.0.1", fort.streamDoor() + 1, Duration.ofSeconds(5))) {
            source.say(line + "\r\n");
            return source.head();
        }
    }

    @Test
    void titlesByPasswordAloneAreThrottled() throws IOException {
        String from = Fort.from(Fort.someAddress());
        for (int turn = 0; turn < MOST; turn++) {
            assertThat(fort.get(fort.streamDoor(), "/admin.cgi?mode=updinfo&song=x&pass=guess" + turn, "", from)
                            .status())
                    .isEqualTo(401);
        }
        assertThat(fort.get(fort.servletDoor(), "/admin.cgi?mode=updinfo&song=x&pass=another", "", from)
                        .status())
                .isEqualTo(429);
    }

    @Test
    void askingWhatIsWantedIsNoFailure() throws IOException {
        String from = Fort.from(Fort.someAddress());
        for (int turn = 0; turn < 3 * MOST; turn++) {
            assertThat(fort.get(fort.streamDoor(), "/admin/!POKE", "", from).status())
                    .isEqualTo(400);
            assertThat(fort.request(fort.streamDoor(), "SOURCE /live", "", from, "")
                            .status())
                    .isEqualTo(401);
        }
        assertThat(fort.source(fort.streamDoor(), "/live", Fort.SOURCE, from)).isEqualTo(200);
    }

    @Test
    void addressThatAClientMakesUpIsNotTakenForItsOwn() throws IOException {
        String address = Fort.someAddress();
        for (int turn = 0; turn < MOST; turn++) {
            fort.get(fort.streamDoor(), "/admin/stats", "admin:guess", Fort.from("10.9.8." + turn + ", " + address));
        }
        assertThat(fort.get(fort.streamDoor(), "/admin/stats", "admin:another", Fort.from("10.9.8.7, " + address))
                        .status())
                .isEqualTo(429);
    }
}
