package org.icefloe.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM while requests come in at the HTTP port. */
class EndUnderLoadIT {
    private static final int CLIENTS_OF_A_KIND = 3;

    @TempDir
    Path directory;

    private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean over = new AtomicBoolean();

    /** @param body as far as it is worth to be looked at: nothing of what succeeds */
    private record Answer(int status, String body) {}

    @Test
    void everybodyIsAnsweredOrToldThatItEnds() throws Exception {
        List<Thread> clients = new ArrayList<>();
        try (Server server =
                        JarServer.in(directory).option("--directory.serve=true").start();
                SlowClient unfinished = new SlowClient(server.httpUri().getPort(), 2)) {
            unfinished.say("POST /yp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\naction");
            for (int client = 0; client < CLIENTS_OF_A_KIND; client++) {
                clients.add(asking(server.httpUri().resolve("yp"), Optional.of("action=touch&sid=1")));
                clients.add(asking(server.httpUri().resolve("directory"), Optional.empty()));
            }
            await().until(() -> answers.size() > 200);

            assertThat(server.stop()).isIn(0, 143);

            over.set(true);
            for (Thread client : clients) {
                client.join();
            }
            assertThat(unfinished.answer()).startsWith("HTTP/1.1 503 ").endsWith("try again in 5 s");
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.status()).isIn(200, 503))
                    .filteredOn(answer -> answer.status() == 503)
                    .isNotEmpty()
                    .allSatisfy(answer -> assertThat(answer.body()).startsWith("This server ends just now"));
            assertThat(server.log()).doesNotContain("Exception", " WARN ", "did not end cleanly");
        } finally {
            over.set(true);
        }
    }

    private Thread asking(URI address, Optional<String> form) {
        Thread client = new Thread(() -> {
            while (!over.get()) {
                ask(address, form);
            }
        });
        client.start();
        return client;
    }

    private void ask(URI address, Optional<String> form) {
        try {
            HttpURLConnection asked = (HttpURLConnection) address.toURL().openConnection();
            asked.setReadTimeout(10_000);
            if (form.isPresent()) {
                asked.setDoOutput(true);
                asked.getOutputStream().write(form.get().getBytes(StandardCharsets.UTF_8));
            }
            int status = asked.getResponseCode();
            try (InputStream body = status < 400 ? asked.getInputStream() : asked.getErrorStream()) {
                String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
                answers.add(new Answer(status, status < 400 ? "" : text));
            }
        } catch (IOException closed) {
            Thread.onSpinWait();
        }
    }
}
