package org.icefloe.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.icefloe.auth.Refusals;
import org.icefloe.net.TrustedProxies;
import org.icefloe.stats.StatsGate;

/** Lets those in who follow the statistics. */
final class StatsDoor {
    private final StatsGate gate;
    private final Supplier<TrustedProxies> proxies;

    StatsDoor(StatsGate gate, Supplier<TrustedProxies> proxies) {
        this.gate = gate;
        this.proxies = proxies;
    }

    /** Waits for the verdict on the login, as for a source's. */
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            gate.authenticate(Requests.credentials(request), Requests.client(request, proxies.get()))
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException refused) {
            Answers.refuse(response, Refusals.of(refused));
            return;
        }
        StatsOutput.begin(gate, request, response);
    }
}
