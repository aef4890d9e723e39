package org.icefloe.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.icefloe.auth.Account;
import org.icefloe.auth.AccountBook;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.auth.Role;
import org.icefloe.config.MountSettings;
import org.icefloe.format.parser.Parsers;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.net.TrustedProxies;
import org.icefloe.source.SourceGate;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.Test;

/** Sources whose logins take their time, each on a thread of the container. */
class SourceDoorTest {
    private final BlockingQueue<Runnable> comparisons = new LinkedBlockingQueue<>();
    private final MountRegistry mounts =
            new MountRegistry(1, name -> MountSettings.DEFAULT, FallbackFiles.NONE, Clock.systemUTC(), Ticker.system());
    private final SourceGate gate = new SourceGate(
            mounts,
            new Authenticator(new OneSource(), new PasswordHasher(), comparisons::add, 100),
            Parsers.fresh(),
            Ticker.system());
    private final SourceDoor door = new SourceDoor(gate, false, () -> TrustedProxies.NONE, 0);
    private final List<CompletableFuture<Integer>> answers = new ArrayList<>();

    private static final class OneSource implements AccountBook {
        private final Account source = Account.of("source", Role.SOURCE, new PasswordHasher().hash("hackme"));

        @Override
        public Optional<Account> account(String username) {
            return Optional.of(source);
        }

        @Override
        public Optional<Account> sourceOf(MountName mount) {
            return Optional.empty();
        }
    }

    /** A source that asks whether it might stream, on a thread of its own. */
    private CompletableFuture<Integer> ask(String mount, String password) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        answers.add(answer);
        new Thread(() -> answer(answer, mount, password)).start();
        return answer;
    }

    private void answer(CompletableFuture<Integer> answer, String mount, String password) {
        try {
            answer.complete(serve(mount, password));
        } catch (Exception fault) {
            answer.completeExceptionally(fault);
        }
    }

    private int serve(String mount, String password) throws Exception {
        String login = Base64.getEncoder().encodeToString(("source:" + password).getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = Map.of("authorization", "Basic " + login, "content-length", "0");
        HttpServletRequest request =
                Fakes.of(HttpServletRequest.class, (self, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> "PUT";
                    case "getServletPath" -> mount;
                    case "getRemoteAddr" -> "192.0.2.7";
                    case "getHeaderNames" -> Collections.enumeration(headers.keySet());
                    case "getHeaders" -> Collections.enumeration(List.of(headers.get((String) arguments[0])));
                    default -> null;
                });
        AtomicInteger status = new AtomicInteger();
        FakeOutput output = new FakeOutput();
        output.isReady();
        door.serve(request, Fakes.of(HttpServletResponse.class, (self, called, arguments) -> {
            if (called.getName().equals("setStatus")) {
                status.set((int) arguments[0]);
            }
            return called.getName().equals("getOutputStream") ? output : null;
        }));
        return status.get();
    }

    private void compareAll() {
        for (Runnable next = comparisons.poll(); next != null; next = comparisons.poll()) {
            next.run();
        }
    }

    private void awaitTold(int status, int count) {
        await().untilAsserted(() -> assertThat(
                        answers.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
                .hasSize(count)
                .containsOnly(status));
    }

    @Test
    void fewThreadsWaitAtAMountAndInAll() {
        for (int i = 0; i < LoginPlaces.AT_A_MOUNT + 1; i++) {
            ask("/one", "wrong" + i);
        }
        awaitTold(503, 1);
        for (int i = 0; i < LoginPlaces.IN_ALL; i++) {
            ask("/other" + i, "wrong too " + i);
        }
        awaitTold(503, 1 + LoginPlaces.AT_A_MOUNT);

        compareAll();
        await().until(() -> answers.stream().allMatch(CompletableFuture::isDone));
        assertThat(answers.stream().map(CompletableFuture::join).filter(status -> status == 401))
                .hasSize(LoginPlaces.IN_ALL);
        answers.clear();
        CompletableFuture<Integer> next = ask("/one", "wrong again");
        await().until(() -> !comparisons.isEmpty());
        compareAll();
        assertThat(next.join()).as("a place is free again").isEqualTo(401);
    }

    @Test
    void loginThatIsKnownTakesNoPlace() {
        CompletableFuture<Integer> first = ask("/one", "hackme");
        await().until(() -> !comparisons.isEmpty());
        compareAll();
        assertThat(first.join()).isEqualTo(200);
        answers.clear();
        for (int i = 0; i < LoginPlaces.AT_A_MOUNT + 1; i++) {
            ask("/one", "wrong" + i);
        }
        awaitTold(503, 1);

        assertThat(ask("/one", "hackme").join()).isEqualTo(200);
        compareAll();
    }
}
