package org.icefloe.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icefloe.testkit.clients.ResponseHead;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** A door of a running server, and what its tests do there again and again. */
abstract class Door {
    static final Duration PATIENCE = Duration.ofSeconds(15);
    static final String MPEG = "audio/mpeg";

    private static final String ADMIN = Wire.login("admin:hackme").substring("Authorization: ".length());
    private static final AtomicInteger MOUNTS = new AtomicInteger();

    private final HttpClient http = HttpClient.newHttpClient();
    private String mount = "/";

    /** The port that takes sources and listeners. */
    protected abstract int port();

    /** Where the server answers what is no stream, with a slash at the end. */
    protected abstract URI base();

    /** What stands before the name of a mount in a request: empty, or a slash and a name. */
    protected String contextPath() {
        return "";
    }

    /** Each test has a mount of its own, so that none waits for the end of another. */
    @BeforeEach
    void nameTheMount(TestInfo test) {
        mount = "/" + test.getTestMethod().orElseThrow().getName() + MOUNTS.incrementAndGet();
    }

    /** The test's own mount, as the server names it. */
    String mount() {
        return mount;
    }

    /** The same, as a request line names it. */
    String path() {
        return contextPath() + mount;
    }

    Wire source(String... headers) throws IOException {
        return sourceOf(MPEG, headers);
    }

    Wire sourceOf(String type, String... headers) throws IOException {
        Wire source = Wire.source(port(), path(), type, headers);
        assertThat(source.head().status()).isEqualTo(200);
        return source;
    }

    Wire listener(String... headers) throws IOException {
        return Wire.asking(port(), "GET", path(), headers);
    }

    static ResponseHead accepted(Wire listener) throws IOException {
        ResponseHead head = listener.head();
        assertThat(head.status()).isEqualTo(200);
        return head;
    }

    /** Gives the mount an entry of its own, in JSON. */
    void configure(String entry) throws IOException, InterruptedException {
        HttpRequest request = asAdmin("api/v1/mounts" + mount)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(entry))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(201);
    }

    String ask(String path) throws IOException, InterruptedException {
        return http.send(asAdmin(path).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Sets one of the server's own settings. */
    void set(String key, Object value) throws IOException, InterruptedException {
        HttpRequest request = asAdmin("api/v1/settings")
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"" + key + "\": \"" + value + "\"}"))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    private HttpRequest.Builder asAdmin(String path) {
        return HttpRequest.newBuilder(base().resolve(path)).header("Authorization", ADMIN);
    }

    /** How many listeners the status document has for the mount; -1 if the mount is not on. */
    int listeners() throws IOException, InterruptedException {
        String status = ask("status-json.xsl?mount=" + mount);
        Matcher count = Pattern.compile("\"listeners\":(\\d+)").matcher(status);
        return count.find() ? Integer.parseInt(count.group(1)) : -1;
    }

    void awaitListeners(int expected) {
        await().atMost(PATIENCE).until(this::listeners, found -> found == expected);
    }
}
