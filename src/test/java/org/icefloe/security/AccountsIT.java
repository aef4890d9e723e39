package org.icefloe.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts that an admin makes, changes and drops while the server runs, and what the log says of it. */
class AccountsIT {
    private static final String JSON = "Content-Type: application/json\r\n";

    @TempDir
    static Path directory;

    private static Fort fort;

    @BeforeAll
    static void start() {
        fort = Fort.in(directory, "--admin.change-by-get=false");
    }

    @AfterAll
    static void stop() throws IOException {
        fort.assertUnmoved();
        fort.close();
    }

    @Test
    void sourceIsLetInWhereItsAccountIsGoodUntilItIsDropped() throws IOException {
        for (int door : fort.doors()) {
            assertThat(put(door, "dj", "{'role':'source','mounts':['/club/**'],'password':'one'}"))
                    .isEqualTo(201);
            assertThat(fort.source(door, "/club/a.mp3", "dj:one", "")).isEqualTo(200);
            assertThat(fort.source(door, "/live.mp3", "dj:one", "")).isEqualTo(401);

            assertThat(put(door, "dj", "{'role':'source','mounts':['/live.mp3'],'password':'two'}"))
                    .isEqualTo(200);
            assertThat(fort.source(door, "/live.mp3", "dj:one", "")).isEqualTo(401);
            assertThat(fort.source(door, "/live.mp3", "dj:two", "")).isEqualTo(200);

            assertThat(fort.request(door, "DELETE /api/v1/accounts/dj", Fort.ADMIN, "", "")
                            .status())
                    .isEqualTo(204);
            assertThat(fort.source(door, "/live.mp3", "dj:two", "")).isEqualTo(401);
        }
    }

    @Test
    void mountsOwnLoginAndAccountsThatCoverItAreGoodAndTheSharedOneIsNot() throws IOException {
        int door = fort.streamDoor();
        put(door, "guest", "{'role':'source','mounts':['/own.mp3'],'password':'p'}");
        assertThat(fort.request(
                                door,
                                "PUT /api/v1/mounts/own.mp3",
                                Fort.ADMIN,
                                JSON,
                                "{\"source\":{\"user\":\"host\",\"password\":\"h\"}}")
                        .status())
                .isEqualTo(201);

        assertThat(fort.source(door, "/own.mp3", "host:h", "")).isEqualTo(200);
        assertThat(fort.source(door, "/own.mp3", "guest:p", "")).isEqualTo(200);
        assertThat(fort.source(door, "/own.mp3", Fort.SOURCE, "")).isEqualTo(401);
        assertThat(fort.source(door, "/own.mp3", Fort.ADMIN, "")).isEqualTo(401);
        assertThat(fort.source(door, "/other.mp3", Fort.SOURCE, "")).isEqualTo(200);
    }

    @Test
    void severalAdminsAreToldApartInTheLogAtBothDoors() throws IOException {
        put(fort.streamDoor(), "eve", "{'role':'admin','password':'evening'}");
        for (int door : fort.doors()) {
            String from = Fort.someAddress();
            assertThat(fort.request(
                                    door,
                                    "PUT /api/v1/mounts/m.mp3?x=y",
                                    "eve:evening",
                                    JSON + Fort.from(from),
                                    "{\"maxListeners\":7}")
                            .status())
                    .isIn(200, 201);
            assertThat(fort.log("INFO", "AuditLog: ", " at " + from))
                    .singleElement()
                    .asString()
                    .containsPattern(": user \"eve\" at " + from
                            + ": PUT /api/v1/mounts/m\\.mp3 x=\"y\" maxListeners=\"7\": 20[01] (OK|Created)$");
        }
        assertThat(fort.log("evening")).isEmpty();
    }

    @Test
    void titlesAreOneLineEach() throws IOException {
        try (RawConnection source = fort.onAir("/titled.mp3")) {
            for (int door : fort.doors()) {
                String from = Fort.someAddress();
                String query = "mode=updinfo&mount=/titled.mp3&song=A%20-%20B";
                assertThat(fort.get(door, "/admin/metadata?" + query, Fort.SOURCE, Fort.from(from))
                                .body())
                        .contains("Metadata update successful");
                assertThat(fort.log(from))
                        .singleElement()
                        .asString()
                        .endsWith(
                                "AuditLog: user \"source\" at " + from
                                        + ": GET /admin/metadata mode=\"updinfo\" mount=\"/titled.mp3\" song=\"A - B\": 200 OK");
            }
            assertThat(source.isAlive()).isTrue();
        }
    }

    private static int put(int door, String user, String json) throws IOException {
        return fort.request(door, "PUT /api/v1/accounts/" + user, Fort.ADMIN, JSON, json.replace('\'', '"'))
                .status();
    }
}
