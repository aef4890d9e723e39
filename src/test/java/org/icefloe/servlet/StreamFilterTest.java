package org.icefloe.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icefloe.auth.Account;
import org.icefloe.auth.AccountBook;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.config.MountSettings;
import org.icefloe.format.parser.Parsers;
import org.icefloe.listener.Intros;
import org.icefloe.listener.ListenerAuthority;
import org.icefloe.listener.ListenerGate;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.net.TrustedProxies;
import org.icefloe.source.SourceGate;
import org.icefloe.stats.Figures;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.Test;

class StreamFilterTest {
    private final MountRegistry mounts =
            new MountRegistry(1, name -> MountSettings.DEFAULT, FallbackFiles.NONE, Clock.systemUTC(), Ticker.system());
    private final SourceGate sources = new SourceGate(
            mounts,
            new Authenticator(new NoAccounts(), new PasswordHasher(), Runnable::run, 1),
            Parsers.fresh(),
            System::nanoTime);
    private final ListenerGate listeners = new ListenerGate(mounts, Intros.NONE, ListenerAuthority.EVERYBODY, 1);
    private final StreamFilter filter = new StreamFilter(
            new StreamFilter.Inside(
                    sources,
                    listeners,
                    Figures.of(
                                    mounts,
                                    listeners,
                                    sources,
                                    new Authenticator(new NoAccounts(), new PasswordHasher(), Runnable::run, 1),
                                    Instant.EPOCH)
                            .forDoors(),
                    ended -> {},
                    true),
            List.of(),
            0,
            () -> TrustedProxies.NONE,
            () -> new BodyLimits(1024, Duration.ofSeconds(25)),
            container());
    private final FakeOutput output = new FakeOutput();
    private final Map<String, Object> said = new HashMap<>();
    private final List<String> headers = new ArrayList<>();
    private boolean passedOn;

    private static ServletContext container() {
        return Fakes.of(ServletContext.class, (self, called, arguments) -> null);
    }

    private void ask(String method, String path) throws Exception {
        HttpServletRequest request =
                Fakes.of(HttpServletRequest.class, (self, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getServletPath" -> path;
                    case "isAsyncStarted" -> false;
                    case "getContentLengthLong" -> 0L;
                    case "getHeaderNames" -> Collections.enumeration(headers);
                    case "getHeaders" -> Collections.enumeration(List.of("x"));
                    default -> null;
                });
        output.isReady();
        filter.doFilter(request, response(), (passedRequest, passedResponse) -> passedOn = true);
    }

    private HttpServletResponse response() {
        return Fakes.of(HttpServletResponse.class, (self, called, arguments) -> {
            switch (called.getName()) {
                case "getOutputStream" -> {
                    return output;
                }
                case "flushBuffer" -> said.put("flushed", true);
                case "setStatus" -> said.put("status", arguments[0]);
                case "setHeader" -> said.put((String) arguments[0], arguments[1]);
                default -> {}
            }
            return null;
        });
    }

    @Test
    void oneHeaderMoreThan64Gets431() throws Exception {
        for (int i = 0; i < 65; i++) {
            headers.add("x-" + i);
        }

        ask("GET", "/");

        assertThat(said).containsEntry("status", 431);
        assertThat(passedOn).isFalse();
    }

    @Test
    void unknownMethodGets405AndIsToldTheOthers() throws Exception {
        ask("BREW", "/pot");
        assertThat(said)
                .containsEntry("status", 405)
                .containsEntry("Allow", "GET, HEAD, POST, PUT, PATCH, SOURCE, DELETE, OPTIONS");
        assertThat(new String(output.sent(), StandardCharsets.UTF_8)).startsWith("This method is unknown here");
        assertThat(passedOn).isFalse();
    }

    @Test
    void optionsAreToldWithoutABody() throws Exception {
        ask("OPTIONS", "/any");
        assertThat(said).containsEntry("status", 204).containsKeys("Allow", "Access-Control-Allow-Methods");
        assertThat(passedOn).isFalse();
    }

    @Test
    void whatIsNoStreamGoesOnAlongTheChain() throws Exception {
        ask("PUT", "/api/v1/mounts/live.mp3");
        assertThat(passedOn).isTrue();
        assertThat(said).isEmpty();
    }

    @Test
    void containerDoesNotReckonTheLengthOfWhatHeadLeavesOut() throws Exception {
        ask("GET", "/directory");
        assertThat(said).isEmpty();
        ask("HEAD", "/directory");
        assertThat(said).containsEntry("flushed", true);
    }

    private static final class NoAccounts implements AccountBook {
        @Override
        public Optional<Account> account(String username) {
            return Optional.empty();
        }

        @Override
        public Optional<Account> sourceOf(MountName mount) {
            return Optional.empty();
        }
    }
}
