package org.icefloe.auth.url;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.icefloe.auth.Credentials;
import org.icefloe.config.HttpUrl;
import org.icefloe.net.HostLookup;
import org.icefloe.net.http.HttpCalls;
import org.icefloe.time.Ticker;
import org.icefloe.wire.ServerTrust;
import org.junit.jupiter.api.Test;

class HttpBackendsTest {
    @Test
    void formIsPostedWithCredentials() throws IOException {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CompletableFuture<String> seen = new CompletableFuture<>();
        server.createContext("/add", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            seen.complete(exchange.getRequestURI() + "|"
                    + exchange.getRequestHeaders().getFirst("Authorization") + "|" + body);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/add?x=1");
        Form form = new Form().with("action", "listener_add").with("user", "ä b");
        try (HttpCalls calls = new HttpCalls(
                executor,
                new HostLookup(executor, Ticker.system()),
                timer,
                "Icefloe/test",
                new ServerTrust(Optional.empty()))) {
            new HttpBackends(calls)
                    .post(new Call(
                            new HttpUrl(url), form, Optional.of(new Credentials("anna", "pä")), Duration.ofSeconds(20)))
                    .toCompletableFuture()
                    .join();

            assertThat(seen.join()).isEqualTo("/add?x=1|Basic YW5uYTpww6Q=|action=listener_add&user=%C3%A4%20b");
        } finally {
            server.stop(0);
            executor.shutdownNow();
            timer.shutdownNow();
        }
    }
}
