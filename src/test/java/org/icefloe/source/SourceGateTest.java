package org.icefloe.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.icefloe.auth.Account;
import org.icefloe.auth.AccountBook;
import org.icefloe.auth.AuthenticationBusyException;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.Credentials;
import org.icefloe.auth.LoginThrottle;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.auth.Role;
import org.icefloe.config.MountSettings;
import org.icefloe.format.SampleStream;
import org.icefloe.format.parser.Parsers;
import org.icefloe.mount.Audience;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.testkit.Log;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceGateTest {
    private static final PasswordHasher HASHER = new PasswordHasher();
    private static final String HASH = HASHER.hash("hackme");
    private static final MountName LIVE = new MountName("/live");
    private static final Credentials GOOD = new Credentials("source", "hackme");

    private final MountRegistry mounts =
            new MountRegistry(2, name -> MountSettings.DEFAULT, FallbackFiles.NONE, Clock.systemUTC(), Ticker.system());
    private final List<String> closed = new ArrayList<>();
    private final ManualTimer timer = new ManualTimer();
    private final SourceGate gate = new SourceGate(mounts, authenticator(), Parsers.fresh(), () -> timer.nanos);
    private final Log log = new Log(LoginThrottle.class);

    @AfterEach
    void closeLog() {
        log.close();
    }

    private static Authenticator authenticator() {
        return new Authenticator(new OnePassword(), HASHER, Runnable::run, 9);
    }

    // Logging in

    @Test
    void goodCredentialsAreLetIn() {
        assertThat(refusalOf(gate.authenticate(request("/live", Optional.of(GOOD)))))
                .isEmpty();
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void probeWithoutCredentialsGets401AndLeavesNoTrace() {
        assertThat(refusalOf(gate.authenticate(request("/live", Optional.empty()))))
                .contains(Refusal.UNAUTHORIZED);
        assertThat(log.lines()).isEmpty();
        assertThat(mounts.all()).isEmpty();
    }

    @Test
    void wrongPasswordIsLoggedOnceInWordsForTheOperator() {
        Credentials wrong = new Credentials("source", "secret");

        assertThat(refusalOf(gate.authenticate(request("/live", Optional.of(wrong)))))
                .contains(Refusal.UNAUTHORIZED);

        assertThat(log.warnings())
                .containsExactly("Source login at /live from 192.0.2.1 is refused: wrong user or password"
                        + " (user \"source\")");
    }

    @Test
    void userNameOfAnAttackerBreaksNoLogLine() {
        Credentials hostile = new Credentials("x\") ok\r\n12:00 INFO all is well\u2028" + "y".repeat(5000), "z");

        gate.authenticate(request("/live", Optional.of(hostile)));

        assertThat(log.warnings()).singleElement().satisfies(line -> assertThat(line)
                .hasSizeLessThan(250)
                .doesNotContain("\r", "\n", "\u2028", "x\"")
                .endsWith("…\")"));
    }

    @Test
    void nameOfTheServerIsNobodysMount() {
        assertThat(refusalOf(gate.authenticate(request("/admin/x", Optional.of(GOOD)))))
                .contains(Refusal.MOUNT_RESERVED);
        assertThat(refusalOf(gate.authenticate(new ShoutcastLine(new MountName("/admin"), "hackme"), "192.0.2.1")))
                .contains(Refusal.MOUNT_RESERVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hackme", "source:hackme"})
    void shoutcastPasswordMayComeWithAUser(String login) {
        assertThat(refusalOf(gate.authenticate(new ShoutcastLine(LIVE, login), "192.0.2.1")))
                .isEmpty();
    }

    @Test
    void wrongShoutcastPasswordIsLoggedWithoutIt() {
        assertThat(refusalOf(gate.authenticate(new ShoutcastLine(LIVE, "guess"), "192.0.2.1")))
                .contains(Refusal.UNAUTHORIZED);

        assertThat(log.warnings()).singleElement().satisfies(line -> assertThat(line)
                .contains("/live", "192.0.2.1", "SHOUTcast")
                .doesNotContain("guess"));
    }

    @Test
    void crowdOfLoginsIsToldToComeAgain() {
        Authenticator busy = new Authenticator(
                new OnePassword(),
                HASHER,
                task -> {
                    throw new RejectedExecutionException("full");
                },
                9);
        SourceGate crowded = new SourceGate(mounts, busy, Parsers.fresh(), () -> 0);

        assertThatThrownBy(() -> crowded.authenticate(request("/live", Optional.of(GOOD)))
                        .toCompletableFuture()
                        .join())
                .hasCauseInstanceOf(AuthenticationBusyException.class);
    }

    // Being let in

    @Test
    void mountInUseIsRefused() {
        open("/live", Map.of());

        try (Log refused = new Log(SourceGate.class)) {
            assertThatThrownBy(() -> open("/live", Map.of())).hasMessage("Mountpoint in use");
            assertThat(refused.warnings())
                    .singleElement()
                    .asString()
                    .matches("Source \\S+ at /live is refused: Mountpoint in use");
        }
    }

    @Test
    void tooManySourcesAreRefused() {
        open("/1", Map.of());
        open("/2", Map.of());

        assertThatThrownBy(() -> open("/3", Map.of())).hasMessage("too many sources connected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/x-www-form-urlencoded", "image/png", "audio"})
    void typeThatIsNoStreamIsRefused(String type) {
        assertThatThrownBy(() -> open("/live", Map.of("content-type", type))).hasMessage("Content-type not supported");
        assertThat(mounts.all()).isEmpty();
    }

    @Test
    void putThatNamesNoTypeIsRefusedAndSourceIsTakenForMpeg() {
        SourceRequest put = new SourceRequest(LIVE, "PUT", Map.of(), Optional.of(GOOD), "192.0.2.1");
        SourceRequest source = new SourceRequest(LIVE, "SOURCE", Map.of(), Optional.of(GOOD), "192.0.2.1");

        assertThatThrownBy(() -> gate.open(put, () -> {})).hasMessage("No Content-type given");
        assertThat(gate.open(source, () -> {}).mount().profile().contentType().value())
                .isEqualTo("audio/mpeg");
    }

    @Test
    void sourceThatMultiplexesMetadataIsReadWithoutIt() {
        SourceSession session = open("/live", Map.of("content-type", "application/octet-stream", "icy-metaint", "4"));

        session.receive(ascii("abcd\u0002StreamTitle='Song';\0\0\0\0\0\0\0\0\0\0\0\0\0efgh\0"));

        assertThat(session.mount().buffer().head()).isEqualTo(8);
        assertThat(session.mount().titles().current().text()).isEqualTo("Song");
    }

    @Test
    void profileTellsWhoSends() {
        Mount mount = open("/live", Map.of("content-type", "audio/mpeg", "user-agent", "butt", "ice-name", "Radio"))
                .mount();

        assertThat(mount.profile().userAgent()).contains("butt");
        assertThat(mount.profile().header("icy-name")).contains("Radio");
        assertThat(mount.profile().address()).isEqualTo("192.0.2.1");
    }

    // Ending

    @Test
    void silentSourceIsReleasedAfterItsTimeout() {
        gate.watch(timer);
        SourceSession session = open("/live", Map.of());

        timer.pass(Duration.ofMillis(9_900));
        assertThat(session.isEnded()).isFalse();
        session.receive(ascii("x"));
        timer.pass(Duration.ofMillis(9_900));
        assertThat(session.isEnded()).isFalse();
        timer.pass(Duration.ofMillis(600));

        assertThat(session.isEnded()).isTrue();
        assertThat(mounts.all()).isEmpty();
        assertThat(closed).containsExactly("/live");
    }

    @Test
    void faultAtOneSilentSourceDoesNotKeepTheOthers() {
        gate.watch(timer);
        for (String name : List.of("/1", "/2")) {
            open(name, Map.of()).mount().join(new Audience() {
                @Override
                public void bytesArrived() {}

                @Override
                public void mountEnded(Optional<Mount> heir) {
                    throw new IllegalStateException("a fault");
                }
            });
        }

        timer.pass(Duration.ofSeconds(11));
        assertThat(mounts.all()).isEmpty();
        assertThat(closed).containsExactlyInAnyOrder("/1", "/2");
        SourceSession later = open("/later", Map.of());
        timer.pass(Duration.ofSeconds(11));

        assertThat(later.isEnded()).isTrue();
    }

    @Test
    void sessionEndsOnce() {
        SourceSession session = open("/live", Map.of());
        SourceSession next;

        session.end("one reason");
        next = open("/live", Map.of());
        session.end("another");
        session.receive(ascii("too late"));

        assertThat(closed).containsExactly("/live");
        assertThat(next.isEnded()).isFalse();
        assertThat(session.mount().buffer().head()).isZero();
    }

    @Test
    void bytesOfTheWrongTypeEndTheSessionAndTheLogSaysWhatToDo() {
        try (Log sessions = new Log(SourceSession.class)) {
            SourceSession session = open("/live", Map.of("content-type", "application/ogg"));

            session.receive(ByteBuffer.wrap(SampleStream.MP3_LOW_RATE.bytes()));

            assertThat(session.isEnded()).isTrue();
            assertThat(closed).containsExactly("/live");
            assertThat(sessions.warnings()).singleElement().satisfies(line -> assertThat(line)
                    .startsWith("Source 192.0.2.1 of /live is refused: it claims to send \"application/ogg\", but ")
                    .containsIgnoringCase("ogg"));
        }
    }

    @Test
    void sourceOfJunkGoesOnAndIsNamedInTheLogOnce() {
        try (Log sessions = new Log(SourceSession.class)) {
            SourceSession session = open("/live", Map.of("content-type", "audio/mpeg"));

            for (int i = 0; i < 200; i++) {
                session.receive(ascii("<html>502 Bad Gateway</html>".repeat(40)));
            }

            assertThat(session.isEnded()).isFalse();
            assertThat(sessions.warnings()).singleElement().satisfies(line -> assertThat(line)
                    .contains("/live", "\"audio/mpeg\"", "left out"));
        }
    }

    @Test
    void endOfTheServerEndsAllSources() {
        open("/1", Map.of());
        open("/2", Map.of());

        mounts.close("the server ends");

        assertThat(closed).containsExactlyInAnyOrder("/1", "/2");
        assertThat(mounts.all()).isEmpty();
    }

    private SourceSession open(String mount, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(Map.of("content-type", "application/octet-stream"));
        all.putAll(headers);
        return gate.open(
                new SourceRequest(new MountName(mount), "PUT", all, Optional.of(GOOD), "192.0.2.1"),
                () -> closed.add(mount));
    }

    private static SourceRequest request(String mount, Optional<Credentials> credentials) {
        return new SourceRequest(new MountName(mount), "PUT", Map.of(), credentials, "192.0.2.1");
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Why somebody was refused; empty if not. */
    private static Optional<Refusal> refusalOf(CompletionStage<Void> answer) {
        try {
            answer.toCompletableFuture().join();
            return Optional.empty();
        } catch (CompletionException refused) {
            return Optional.of(((RefusedException) refused.getCause()).refusal());
        }
    }

    /** One source account for all mounts. */
    private static final class OnePassword implements AccountBook {
        @Override
        public Optional<Account> account(String username) {
            return Optional.of(Account.of(Account.SOURCE_USER, Role.SOURCE, HASH))
                    .filter(account -> account.username().equals(username));
        }

        @Override
        public Optional<Account> sourceOf(MountName mount) {
            return Optional.empty();
        }
    }
}
