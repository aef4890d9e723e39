package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.icefloe.listener.Grant;
import org.icefloe.listener.OnDemand;
import org.icefloe.mount.MountName;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.net.RelayPath;
import org.junit.jupiter.api.Test;

/** Listeners of a mount that is fetched for them. */
class OnDemandOnStreamPortTest extends OnStreamPort {
    private final CompletableFuture<Void> fetch = new CompletableFuture<>();
    private final AtomicInteger fetched = new AtomicInteger();

    /** The mount {@code /far} is on demand from now on. */
    private void offerFar() {
        server.onDemand = new OnDemand() {
            @Override
            public boolean offers(MountName mount) {
                return mount.value().equals("/far");
            }

            @Override
            public CompletionStage<Void> fetch(MountName mount, RelayPath asked) {
                fetched.incrementAndGet();
                return fetch;
            }
        };
    }

    @Test
    void listenerAndWhoeverAsksForTheHeadWaitForTheStream() {
        offerFar();
        try (Peer listener = server.peer().say("GET /far HTTP/1.0\r\n\r\n");
                Peer head = server.peer().say("HEAD /far HTTP/1.0\r\n\r\n")) {
            await().until(() -> fetched.get() == 2);

            try (Peer source = server.source("/far")) {
                fetch.complete(null);

                assertThat(listener.head()).startsWith("HTTP/1.0 200 OK\r\n");
                assertThat(head.head()).startsWith("HTTP/1.0 200 OK\r\n").contains("Content-Type: application/octet");
                source.say("sound");
                assertThat(listener.hearText(5)).isEqualTo("sound");
            }
        }
    }

    @Test
    void listenerIsToldWhyThereIsNoStream() {
        offerFar();
        fetch.completeExceptionally(new RefusedException(new Refusal(503, "Service Unavailable", "too far")));

        assertThat(replyTo("GET /far HTTP/1.0\r\n\r\n"))
                .startsWith("HTTP/1.0 503 Service Unavailable\r\n")
                .endsWith("too far");
    }

    @Test
    void listenerThatGoesWhileItWaitsFreesItsPlaceAtOnce() {
        AtomicInteger released = new AtomicInteger();
        server.authority =
                (request, id) -> CompletableFuture.completedStage(Grant.of(id).whenOver(released::incrementAndGet));
        offerFar();
        try (Peer listener = server.peer().say("GET /far HTTP/1.0\r\n\r\n")) {
            await().until(() -> fetched.get() == 1);
            assertThat(released).hasValue(0);
        }

        await().until(() -> released.get() == 1);
    }
}
