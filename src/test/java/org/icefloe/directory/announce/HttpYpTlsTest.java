package org.icefloe.directory.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.icefloe.directory.announce.YpExchange.Reply;
import org.icefloe.net.HostLookup;
import org.icefloe.net.http.HttpCalls;
import org.icefloe.testkit.Certificates;
import org.icefloe.time.Ticker;
import org.icefloe.wire.ServerTrust;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories by https: only who proves to be the one that was meant is told anything. */
class HttpYpTlsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String TOUCH = "action=touch&sid=secret";

    @TempDir
    private static Path directory;

    private static Certificates certificates;
    private static SSLContext good;

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<HttpCalls> calls = new ArrayList<>();
    private final List<HttpServer> servers = new ArrayList<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeCertificates() throws IOException {
        certificates = Certificates.in(directory);
        good = certificates.signed("dns:localhost");
    }

    @AfterEach
    void close() {
        calls.forEach(HttpCalls::close);
        servers.forEach(server -> server.stop(0));
        executor.shutdownNow();
        timer.shutdownNow();
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** @return its address */
    private String start(HttpServer server, String scheme, Optional<String> location) {
        servers.add(server);
        server.createContext("/", taken -> answer(taken, scheme, location));
        server.start();
        return scheme + "://localhost:" + server.getAddress().getPort() + "/";
    }

    private void answer(HttpExchange taken, String scheme, Optional<String> location) throws IOException {
        try (taken) {
            seen.add(scheme + " " + new String(taken.getRequestBody().readAllBytes()));
            location.ifPresent(to -> taken.getResponseHeaders().set("Location", to));
            taken.getResponseHeaders().set("YPResponse", "1");
            taken.sendResponseHeaders(location.isPresent() ? 307 : 200, -1);
        }
    }

    private String secure(SSLContext context, Optional<String> location) throws IOException {
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return start(server, "https", location);
    }

    private String plain(Optional<String> location) throws IOException {
        return start(HttpServer.create(anyPort(), 0), "http", location);
    }

    private Reply post(String url, Optional<Path> caFile) {
        HttpCalls client = new HttpCalls(
                executor, new HostLookup(executor, Ticker.system()), timer, "Icefloe/test", new ServerTrust(caFile));
        calls.add(client);
        return new HttpYpExchange(client, Ticker.system())
                .post(URI.create(url), TOUCH, true, LONG)
                .toCompletableFuture()
                .join();
    }

    private static Optional<Path> issuer() {
        return Optional.of(certificates.issuer());
    }

    @Test
    void certificatesOfTheFileAreKnown() throws IOException {
        assertThat(post(secure(good, Optional.empty()), issuer()).status()).isEqualTo(200);
        assertThat(seen).containsExactly("https " + TOUCH);
    }

    @Test
    void unknownIssuerIsToldOfWithAWayOut() throws IOException {
        String url = secure(good, Optional.empty());

        assertThatThrownBy(() -> post(url, Optional.empty()))
                .hasRootCauseMessage("cannot be trusted: its certificate is signed by nobody known here"
                        + " (set icefloe.relay.ca-file)");
        assertThat(seen).isEmpty();
    }

    @Test
    void certificateForAnotherNameIsRefused() throws IOException {
        String url = secure(certificates.signed("dns:other.example"), Optional.empty());

        assertThatThrownBy(() -> post(url, issuer()))
                .hasRootCauseMessage("cannot be trusted: its certificate is for other.example");
        assertThat(seen).isEmpty();
    }

    @Test
    void nobodyIsSentOnInClear() throws IOException {
        String clear = plain(Optional.empty());
        String url = secure(good, Optional.of(clear));

        assertThatThrownBy(() -> post(url, issuer()))
                .hasRootCauseMessage("sends on from https to http, which is not followed");
        assertThat(seen).containsExactly("https " + TOUCH);
    }

    @Test
    void wayToHttpsIsFollowed() throws IOException {
        String secure = secure(good, Optional.empty());
        String further = secure(good, Optional.of(secure));

        assertThat(post(plain(Optional.of(further)), issuer()).status()).isEqualTo(200);
        assertThat(seen).containsExactly("http " + TOUCH, "https " + TOUCH, "https " + TOUCH);
    }
}
