package org.icefloe.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.concurrent.FutureTask;
import org.icefloe.auth.url.FakeBackends;
import org.icefloe.config.MountSettings;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.RestConfig;
import org.icefloe.rest.Station;
import org.icefloe.source.SourceLogins;
import org.junit.jupiter.api.Test;

/** Titles of a mount whose backend says who may set them, and takes its time. */
class MountAccessTest {
    private static final int PLACES = 8;

    /** The login is good, and the mount is off. */
    private static final int GRANTED = 400;

    private static final MountSettings THEIRS =
            MountSettings.from(Map.of("auth-type", "url", "auth-stream-auth", "http://b.example/s"));

    private final Station station = new Station();
    private final FakeBackends backends = new FakeBackends();
    private final SourceLogins logins =
            new SourceLogins(station.authenticator(), mount -> THEIRS, backends.authenticator());
    private final InProcess server = InProcess.of(
            new RestConfig(station.authenticator())
                    .serve(
                            MetadataResource.class,
                            new MetadataResource(station.mounts(), new MountAccess(logins, station.sources()))),
            "http://localhost:8000/");

    private int title(String login) {
        return server.get("admin/metadata?mode=updinfo&mount=/theirs&song=x")
                .login(login)
                .send()
                .status();
    }

    /** Asks, and returns when the answer is waited for. */
    private FutureTask<Integer> begin(String login) {
        FutureTask<Integer> status = new FutureTask<>(() -> title(login));
        Thread thread = new Thread(status, "title");
        thread.setDaemon(true);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING);
        return status;
    }

    @Test
    void titlesOfOneLoginAtATimeWaitForOneAnswer() throws Exception {
        FutureTask<Integer> first = begin("dj:secret");
        FutureTask<Integer> second = begin("dj:secret");
        assertThat(backends.bodies()).hasSize(1);

        backends.answer(0, 200, Map.of("icecast-auth-user", "1"));

        assertThat(first.get()).isEqualTo(GRANTED);
        assertThat(second.get()).isEqualTo(GRANTED);
        begin("dj:secret");
        assertThat(backends.bodies())
                .as("an answer is for those who waited for it")
                .hasSize(2);
    }

    @Test
    void noMoreThreadsWaitThanThereArePlaces() throws Exception {
        FutureTask<Integer> first = begin("dj:0");
        for (int i = 1; i < PLACES; i++) {
            begin("dj:" + i);
        }
        assertThat(title("dj:more")).isEqualTo(503);

        backends.answer(0, 200, Map.of("icecast-auth-user", "1"));
        assertThat(first.get()).isEqualTo(GRANTED);

        begin("dj:more");
        assertThat(backends.bodies()).hasSize(PLACES + 1);
    }
}
