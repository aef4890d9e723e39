package org.icefloe.listener.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.icefloe.auth.Account;
import org.icefloe.auth.AccountBook;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.Credentials;
import org.icefloe.auth.LoginThrottle;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.auth.Role;
import org.icefloe.auth.htpasswd.CryptHash;
import org.icefloe.auth.htpasswd.HtpasswdFiles;
import org.icefloe.auth.htpasswd.HtpasswdUsers;
import org.icefloe.auth.token.ListenerTokens;
import org.icefloe.auth.url.FakeBackends;
import org.icefloe.config.MountSettings;
import org.icefloe.listener.Grant;
import org.icefloe.listener.ListenerRequest;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountPattern;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenerAccessTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final MountName CLUB = new MountName("/club.mp3");
    private static final Optional<Credentials> NOBODY = Optional.empty();
    private static final Map<String, String> YES = Map.of("icecast-auth-user", "1");

    @TempDir
    private Path home;

    private final AtomicLong nanos = new AtomicLong();
    private final Map<MountName, MountSettings> settings = new HashMap<>();
    private final FakeBackends backends = new FakeBackends();
    private LoginThrottle.Limit limit = new LoginThrottle.Limit(3, Duration.ofMinutes(1));
    private final LoginThrottle throttle = new LoginThrottle(() -> limit, nanos::get);
    private final ListenerTokens tokens =
            new ListenerTokens(new byte[ListenerTokens.KEY_BYTES], Clock.fixed(NOW, ZoneOffset.UTC));
    private final AtomicInteger compared = new AtomicInteger();
    private ListenerAccess access;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(home.resolve("users"), "anna:23b4222d2613a2765d4d432d2d65e88e\n");
        HtpasswdFiles files = new HtpasswdFiles(home, () -> Set.of("users"), Runnable::run);
        files.refresh();
        HtpasswdUsers htpasswd =
                new HtpasswdUsers(files, new CryptHash(new SecureRandom()), this::compare, 100, throttle);
        Authenticator accounts = new Authenticator(new Station(), Station.HASHER, this::compare, 100, throttle);
        access = new ListenerAccess(
                name -> settings.getOrDefault(name, MountSettings.DEFAULT),
                new ListenerAccess.Ways(htpasswd, backends.authenticator(), accounts, tokens),
                address -> "somebody",
                nanos::get);
    }

    /** Accounts, whose passwords are their names. */
    private static final class Station implements AccountBook {
        private static final PasswordHasher HASHER = new PasswordHasher();
        private static final Map<String, Account> ACCOUNTS = Stream.of(
                        account("admin", Role.ADMIN), account("relay", Role.RELAY), account("lisa", Role.LISTENER))
                .collect(Collectors.toMap(Account::username, Function.identity()));

        private static Account account(String name, Role role) {
            return Account.of(name, role, HASHER.hash(name));
        }

        @Override
        public Optional<Account> account(String username) {
            return Optional.ofNullable(ACCOUNTS.get(username));
        }

        @Override
        public Optional<Account> sourceOf(MountName mount) {
            return Optional.empty();
        }
    }

    /** Where passwords are compared, and counted. */
    private void compare(Runnable comparison) {
        compared.incrementAndGet();
        comparison.run();
    }

    private void set(String... pairs) {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            texts.put(pairs[i], pairs[i + 1]);
        }
        settings.put(CLUB, MountSettings.from(texts));
    }

    private void setHtpasswd(String... more) {
        String[] pairs = Stream.concat(
                        Stream.of("auth-type", "htpasswd", "auth-htpasswd-file", "users"), Stream.of(more))
                .toArray(String[]::new);
        set(pairs);
    }

    private void setUrl(String... more) {
        String[] pairs = Stream.concat(
                        Stream.of(
                                "auth-type",
                                "url",
                                "auth-listener-add",
                                "http://b.example/add",
                                "auth-listener-remove",
                                "http://b.example/remove"),
                        Stream.of(more))
                .toArray(String[]::new);
        set(pairs);
    }

    private static Optional<Credentials> as(String user, String password) {
        return Optional.of(new Credentials(user, password));
    }

    private CompletableFuture<Grant> ask(Optional<Credentials> credentials, String query, String agent) {
        ListenerRequest request =
                new ListenerRequest(CLUB, query, Map.of("user-agent", agent), credentials, "192.0.2.7");
        return access.authenticate(request, 1).toCompletableFuture();
    }

    private CompletableFuture<Grant> ask(Optional<Credentials> credentials) {
        return ask(credentials, "", "VLC/3");
    }

    private CompletableFuture<Grant> askWith(String token) {
        return ask(NOBODY, "x=1&token=" + token, "VLC/3");
    }

    private static Refusal refusal(CompletableFuture<Grant> answer) {
        assertThat(answer).isCompletedExceptionally();
        try {
            throw new AssertionError("is let in: " + answer.join());
        } catch (CompletionException refused) {
            return ((RefusedException) refused.getCause()).refusal();
        }
    }

    @Test
    void everybodyMayListenWhereNothingIsSaid() {
        assertThat(ask(NOBODY)).isCompleted();
        assertThat(ask(as("who", "ever"), "token=nonsense", "x")).isCompleted();
        assertThat(ask(NOBODY).join().user()).isEmpty();
    }

    @Test
    void addressesAreDeniedAndAllowed() {
        set("deny-addresses", "192.0.2.0/24");
        assertThat(refusal(ask(NOBODY)).status()).isEqualTo(403);
        set("allow-addresses", "10.0.0.0/8");
        assertThat(refusal(ask(NOBODY)).status()).isEqualTo(403);
        set("allow-addresses", "10.0.0.0/8, 192.0.2.7", "deny-addresses", "192.0.2.8");
        assertThat(ask(NOBODY)).isCompleted();
        set("allow-addresses", "192.0.2.7", "deny-addresses", "192.0.2.7");
        assertThat(refusal(ask(NOBODY)).message()).contains("address");
    }

    @Test
    void agentsAreDenied() {
        set("deny-agents", "*bot*\ncurl/*");

        assertThat(refusal(ask(NOBODY, "", "GoogleBot/2")).status()).isEqualTo(403);
        assertThat(refusal(ask(NOBODY, "", "curl/8")).message()).contains("player");
        assertThat(ask(NOBODY, "", "VLC/3")).isCompleted();
    }

    @Test
    void usersOfAFileAreLetIn() {
        setHtpasswd();

        assertThat(ask(as("anna", "hackme")).join().user()).contains("anna");
        assertThat(refusal(ask(NOBODY))).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(refusal(ask(as("anna", "wrong"))).status()).isEqualTo(401);
        assertThat(refusal(ask(as("lisa", "lisa"))).status()).isEqualTo(401);
    }

    @Test
    void fileThatIsNotThereLetsNobodyIn() {
        set("auth-type", "htpasswd", "auth-htpasswd-file", "missing");
        assertThat(refusal(ask(as("anna", "hackme"))).status()).isEqualTo(401);
        set("auth-type", "htpasswd");
        assertThat(refusal(ask(as("anna", "hackme"))).status()).isEqualTo(401);
    }

    @Test
    void accountsAreLetIn() {
        set("auth-type", "accounts");

        assertThat(ask(as("lisa", "lisa")).join().user()).contains("lisa");
        assertThat(refusal(ask(as("lisa", "x"))).status()).isEqualTo(401);
        assertThat(refusal(ask(NOBODY)).status()).isEqualTo(401);
    }

    @Test
    void adminsAndRelaysAreLetInEverywhere() {
        setHtpasswd("auth-allow-duplicate-users", "false");

        assertThat(ask(as("admin", "admin"))).isCompleted();
        assertThat(ask(as("relay", "relay"))).isCompleted();
        assertThat(ask(as("relay", "relay"))).isCompleted();
        assertThat(refusal(ask(as("admin", "x"))).status()).isEqualTo(401);
        setUrl();
        assertThat(ask(as("relay", "relay"))).isCompleted();
        assertThat(backends.bodies()).isEmpty();
    }

    @Test
    void wrongPasswordCostsAsManyComparisonsWhoseverNameItBears() {
        limit = new LoginThrottle.Limit(0, Duration.ofMinutes(1));
        for (String type : List.of("htpasswd", "accounts")) {
            set("auth-type", type, "auth-htpasswd-file", "users");
            int strangers = comparisons("nobody", type);

            assertThat(strangers).isPositive();
            for (String name : List.of("admin", "relay", "lisa", "anna", "somebody")) {
                assertThat(comparisons(name, type)).as(type + " " + name).isEqualTo(strangers);
            }
        }
    }

    private int comparisons(String user, String password) {
        int before = compared.get();
        refusal(ask(as(user, password)));
        return compared.get() - before;
    }

    @Test
    void adminWhoseLoginIsKnownIsLetInWhoeverElseGuesses() {
        setHtpasswd();
        assertThat(ask(as("admin", "admin"))).isCompleted();
        IntStream.range(0, 3).forEach(i -> refusal(ask(as("anna", "wrong" + i))));

        assertThat(refusal(ask(as("relay", "relay"))).status()).isEqualTo(429);
        assertThat(ask(as("admin", "admin"))).isCompleted();
    }

    @Test
    void guessAtAnAdminCountsThoughTheBackendKnowsAnotherOfThatName() {
        setUrl();
        for (int i = 0; i < 2; i++) {
            CompletableFuture<Grant> guess = ask(as("admin", "wrong" + i));
            backends.answer(i, 200, YES);
            assertThat(guess).isCompleted();
        }
        assertThat(throttle.refusal("192.0.2.7")).isEmpty();

        assertThat(refusal(ask(as("relay", "wrong"))).status()).isEqualTo(429);
        assertThat(backends.bodies()).hasSize(2);
    }

    @Test
    void guessThatTheBackendRefusesTooCountsOnce() {
        setUrl();
        for (int i = 0; i < 2; i++) {
            CompletableFuture<Grant> guess = ask(as("admin", "wrong" + i));
            backends.answer(i, 200, Map.of());
            assertThat(refusal(guess)).isEqualTo(Refusal.UNAUTHORIZED);
        }
        assertThat(throttle.refusal("192.0.2.7")).isEmpty();
    }

    @Test
    void listenerOfABackendCostsNoComparison() {
        setUrl();
        ask(as("anna", "x"));
        assertThat(compared).hasValue(0);
    }

    @Test
    void failedLoginsAreNotHeardAfterAWhile() {
        setHtpasswd();
        IntStream.range(0, 3).forEach(i -> refusal(ask(as("anna", "wrong" + i))));

        assertThat(refusal(ask(as("anna", "wrong"))))
                .extracting(Refusal::status)
                .isEqualTo(429);
        setUrl();
        assertThat(refusal(ask(as("anna", "wrong"))).status()).isEqualTo(429);
        assertThat(backends.bodies()).as("a backend is not asked").isEmpty();

        nanos.addAndGet(TimeUnit.MINUTES.toNanos(3));
        setHtpasswd();
        assertThat(ask(as("anna", "hackme"))).isCompleted();
    }

    @Test
    void whoWasLetInByTheBackendIsNotKeptFromItByThoseWhoGuess() {
        setUrl();
        ask(as("anna", "right"));
        backends.answer(0, 200, YES);
        for (int i = 1; i <= 3; i++) {
            ask(as("anna", "wrong" + i));
            backends.answer(i, 200, Map.of("icecast-auth-message", "no"));
        }

        assertThat(refusal(ask(as("anna", "other"))).status()).isEqualTo(429);
        CompletableFuture<Grant> anna = ask(as("anna", "right"));
        assertThat(anna).as("the backend is asked").isNotDone();
        backends.answer(4, 200, YES);
        assertThat(anna).isCompleted();
    }

    @Test
    void tokenOfABackendsOwnGoesOnToIt() {
        setUrl();
        CompletableFuture<Grant> answer = askWith("eyJhbGciOiJIUzI1NiJ9.e30.x");
        backends.answer(0, 200, YES);

        assertThat(answer).isCompleted();
        assertThat(backends.bodies().get(0)).contains("token%3DeyJ");
        assertThat(refusal(askWith("1.forged.x")).status()).isEqualTo(403);
        assertThat(backends.bodies()).hasSize(1);
    }

    @Test
    void tokensLetIn() {
        setHtpasswd();
        MountPattern mount = MountPattern.of(CLUB);
        String good = tokens.issue(mount, NOW.plusSeconds(60), Optional.of("otto"));

        assertThat(askWith(good).join().user()).contains("otto");
        assertThat(askWith(tokens.issue(mount, NOW.plusSeconds(1), Optional.empty())))
                .isCompleted();
        assertThat(refusal(askWith(tokens.issue(mount, NOW, Optional.empty()))).message())
                .contains("expired");
        assertThat(refusal(askWith(tokens.issue(MountPattern.parse("/x"), NOW.plusSeconds(60), Optional.empty()))))
                .extracting(Refusal::status, Refusal::message)
                .containsExactly(403, "This link is for another stream");
        assertThat(refusal(askWith(good.replace("1.", "2."))).status()).isEqualTo(403);
        assertThat(refusal(askWith("")).status()).isEqualTo(403);
        setUrl();
        assertThat(askWith(good)).isCompleted();
        assertThat(backends.bodies()).isEmpty();
    }

    @Test
    void oneUserListensOnceAtATime() {
        setHtpasswd("auth-allow-duplicate-users", "false");
        Grant first = ask(as("anna", "hackme")).join();
        Refusal second = refusal(ask(as("anna", "hackme")));
        String link = tokens.issue(MountPattern.of(CLUB), NOW.plusSeconds(60), Optional.of("anna"));

        assertThat(second.status()).isEqualTo(401);
        assertThat(second.message()).contains("already");
        assertThat(refusal(askWith(link))).isEqualTo(second);

        first.release();
        assertThat(ask(as("anna", "hackme"))).isCompleted();
    }

    @Test
    void ofManyAtOnceOneGetsIn() {
        setHtpasswd("auth-allow-duplicate-users", "false");

        List<CompletableFuture<Grant>> answers = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> ask(as("anna", "hackme")))
                .toList();

        assertThat(answers.stream().filter(answer -> !answer.isCompletedExceptionally()))
                .hasSize(1);
    }

    @Test
    void backendLetsInForAWhileAndHearsOfTheEnd() {
        setUrl();
        CompletableFuture<Grant> answer = ask(as("anna", "x"));
        assertThat(answer).isNotDone();

        backends.answer(0, 200, Map.of("icecast-auth-user", "1", "icecast-auth-timelimit", "3600"));

        Grant grant = answer.join();
        assertThat(grant.user()).contains("anna");
        assertThat(grant.timeLimit()).contains(Duration.ofHours(1));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(77));
        grant.release();
        assertThat(backends.bodies())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("action=listener_remove&")
                .contains("&user=anna&", "&duration=77&");
    }

    @Test
    void backendIsAskedAboutThoseWithoutANameToo() {
        setUrl("auth-allow-duplicate-users", "false");
        CompletableFuture<Grant> one = ask(NOBODY);
        CompletableFuture<Grant> other = ask(NOBODY);
        backends.answer(0, 200, YES);
        backends.answer(1, 200, YES);

        assertThat(one.join().user()).isEmpty();
        assertThat(other).isCompleted();
    }

    @Test
    void backendRefusesInItsOwnWords() {
        setUrl();
        CompletableFuture<Grant> blocked = ask(NOBODY);
        CompletableFuture<Grant> wrong = ask(as("anna", "x"));
        CompletableFuture<Grant> forbidden = ask(as("anna", "x"));
        backends.answer(0, 200, Map.of("icecast-auth-user", "0", "icecast-auth-message", "geo\u0001blocked"));
        backends.answer(1, 200, Map.of());
        backends.answer(2, 200, Map.of("x-icecast-auth-result", "forbidden"));

        assertThat(refusal(blocked))
                .extracting(Refusal::status, Refusal::message)
                .containsExactly(401, "geo blocked");
        assertThat(refusal(wrong)).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(refusal(forbidden).status()).isEqualTo(403);
    }

    @Test
    void logHearsOfThoseWhomTheBackendRefusesOneLineInFiveSecondsWithoutTheirAddress() {
        setUrl();
        try (Log log = new Log(LoginThrottle.class)) {
            for (int i = 0; i < 50; i++) {
                CompletableFuture<Grant> bot = ask(NOBODY);
                backends.answer(i, 200, Map.of("icecast-auth-message", "no bots"));
                assertThat(refusal(bot).message()).isEqualTo("no bots");
            }
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));
            CompletableFuture<Grant> anna = ask(as("anna", "x"));
            backends.answer(50, 200, Map.of("icecast-auth-message", "has not paid"));
            refusal(anna);

            assertThat(log.lines())
                    .containsExactly(
                            "Listener somebody of /club.mp3 is refused by the backend; the backend says \"no bots\"",
                            "Listener login at /club.mp3 from 192.0.2.7 is refused: wrong user or password (user"
                                    + " \"anna\"; the backend says \"has not paid\"); and 49 more from there since"
                                    + " the last such line");
        }
    }

    @Test
    void backendThatFailsDeniesUnlessToldOtherwise() {
        setUrl();
        CompletableFuture<Grant> denied = ask(as("anna", "x"));
        setUrl("auth-on-failure", "allow");
        CompletableFuture<Grant> allowed = ask(as("anna", "x"));
        backends.fail(0);
        backends.fail(1);

        assertThat(refusal(denied).status()).isEqualTo(503);
        assertThat(allowed).isCompleted();
        allowed.join().release();
        assertThat(backends.bodies())
                .as("who was not let in by the backend is none it has to forget")
                .hasSize(2);
    }

    @Test
    void duplicateUserOfABackendIsTakenBack() {
        setUrl("auth-allow-duplicate-users", "false");
        ask(as("anna", "x"));
        CompletableFuture<Grant> second = ask(as("anna", "x"));
        backends.answer(0, 200, YES);
        backends.answer(1, 200, YES);

        assertThat(refusal(second).message()).contains("already");
        assertThat(backends.bodies()).last().asString().contains("listener_remove", "duration=0");
    }
}
