package org.icefloe.auth.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.icefloe.auth.AuthenticationBusyException;
import org.icefloe.auth.Credentials;
import org.icefloe.config.MountSettings;
import org.icefloe.mount.MountName;
import org.junit.jupiter.api.Test;

class UrlAuthenticatorTest {
    private static final Map<String, String> YES = Map.of("icecast-auth-user", "1");
    private static final MountName CLUB = new MountName("/club.mp3");

    private final FakeBackends backends = new FakeBackends();
    private final UrlAuthenticator urls = new UrlAuthenticator(backends, Runnable::run, () -> "radio.example", 8000);

    private static MountSettings settings(String... pairs) {
        Map<String, String> texts = new HashMap<>(Map.of(
                "auth-type", "url",
                "auth-listener-add", "http://backend.example/add",
                "auth-listener-remove", "http://backend.example/remove",
                "auth-stream-auth", "http://backend.example/source",
                "auth-mount-add", "http://backend.example/on",
                "auth-mount-remove", "http://backend.example/off"));
        for (int i = 0; i < pairs.length; i += 2) {
            texts.put(pairs[i], pairs[i + 1]);
        }
        return MountSettings.from(texts);
    }

    private static Visitor visitor(MountName mount) {
        return new Visitor(1, mount, "", Map.of(), Optional.of(new Credentials("anna", "secret")), "192.0.2.7");
    }

    private CompletableFuture<UrlVerdict> login(MountSettings settings) {
        return urls.listenerAdd(visitor(CLUB), settings).toCompletableFuture();
    }

    @Test
    void backendSaysWhoMayListen() {
        CompletableFuture<UrlVerdict> yes = login(settings());
        CompletableFuture<UrlVerdict> no = login(settings());
        assertThat(yes).isNotDone();

        backends.answer(1, 404, Map.of("icecast-auth-message", "geo-blocked"));
        backends.answer(0, 404, YES);

        assertThat(yes.join().allowed()).isTrue();
        assertThat(no.join().allowed()).isFalse();
        assertThat(no.join().message()).contains("geo-blocked");
        assertThat(backends.calls.get(0).url()).hasToString("http://backend.example/add");
        assertThat(backends.calls.get(0).patience()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void mountWithoutListenerAddLetsEverybodyIn() {
        assertThat(login(settings("auth-listener-add", "")).join().allowed()).isTrue();
        assertThat(login(settings("auth-type", "none")).join().allowed()).isTrue();
        assertThat(backends.calls).isEmpty();
    }

    @Test
    void credentialsAreTheAddressOnesOrTheServersOrTheClients() {
        login(settings());
        login(settings("auth-user", "icefloe", "auth-password", "pw"));
        login(settings("auth-user", "icefloe", "auth-listener-add", "http://us%40er:p%3Aw@backend.example/add"));
        urls.mountAdd(CLUB, settings());

        assertThat(backends.calls)
                .extracting(Call::credentials)
                .containsExactly(
                        Optional.of(new Credentials("anna", "secret")),
                        Optional.of(new Credentials("icefloe", "pw")),
                        Optional.of(new Credentials("us@er", "p:w")),
                        Optional.empty());
        assertThat(backends.calls.get(2).url().address()).hasToString("http://backend.example/add");
    }

    @Test
    void serverErrorWithoutAVerdictIsNoAnswer() {
        CompletableFuture<UrlVerdict> broken = login(settings());
        CompletableFuture<UrlVerdict> sane = login(settings());
        CompletableFuture<UrlVerdict> dead = login(settings());

        backends.answer(0, 502, Map.of());
        backends.answer(1, 502, YES);
        backends.answers.get(2).completeExceptionally(new IOException("Connection refused"));

        assertThatThrownBy(broken::join).hasCauseInstanceOf(BackendException.class);
        assertThat(sane.join().allowed()).isTrue();
        assertThatThrownBy(dead::join)
                .hasCauseInstanceOf(BackendException.class)
                .hasMessageContaining("Connection refused");
    }

    @Test
    void onlySoManyOfAMountWait() {
        for (int i = 0; i < UrlAuthenticator.MOST_WAITING; i++) {
            login(settings());
        }

        CompletableFuture<UrlVerdict> oneTooMany = login(settings());
        assertThatThrownBy(oneTooMany::join).hasCauseInstanceOf(AuthenticationBusyException.class);
        assertThat(urls.listenerAdd(visitor(new MountName("/other.mp3")), settings())
                        .toCompletableFuture())
                .isNotDone();

        backends.answer(0, 200, YES);
        assertThat(login(settings())).isNotDone();
    }

    @Test
    void mountsAreToldOfInTheirOrderOneAfterTheOther() {
        urls.mountAdd(CLUB, settings());
        urls.mountRemove(CLUB, settings());
        urls.mountAdd(CLUB, settings());
        urls.mountAdd(new MountName("/other.mp3"), settings());
        assertThat(backends.bodies()).hasSize(2);
        assertThat(urls.isIdle()).isFalse();

        backends.answers.get(0).completeExceptionally(new IOException("dead"));
        backends.answer(2, 200, Map.of());
        backends.answer(1, 200, Map.of());
        backends.answer(3, 200, Map.of());

        assertThat(backends.bodies())
                .extracting(body -> body.substring(0, body.indexOf("&server")))
                .containsExactly(
                        "action=mount_add&mount=%2Fclub.mp3",
                        "action=mount_add&mount=%2Fother.mp3",
                        "action=mount_remove&mount=%2Fclub.mp3",
                        "action=mount_add&mount=%2Fclub.mp3");
        assertThat(urls.isIdle()).isTrue();
    }

    @Test
    void departuresGoOutSomeAtATime() {
        for (int i = 0; i < 100; i++) {
            urls.listenerRemove(visitor(CLUB), Duration.ofSeconds(i), settings());
        }
        assertThat(backends.calls).hasSize(32);

        for (int i = 0; i < 100; i++) {
            backends.answer(i, 200, Map.of());
        }
        assertThat(backends.bodies()).hasSize(100).last().asString().contains("&duration=99&");
        assertThat(urls.isIdle()).isTrue();
    }

    @Test
    void sourcesAreAskedForWhereAnAddressIsSet() {
        CompletableFuture<UrlVerdict> verdict =
                urls.streamAuth(visitor(CLUB), true, settings()).toCompletableFuture();
        backends.answer(0, 200, YES);

        assertThat(verdict.join().allowed()).isTrue();
        assertThat(backends.bodies())
                .containsExactly("action=stream_auth&mount=%2Fclub.mp3&ip=192.0.2.7"
                        + "&server=radio.example&port=8000&user=anna&pass=secret&admin=1");
        assertThat(UrlAuthenticator.decidesOnSources(settings())).isTrue();
        assertThat(UrlAuthenticator.decidesOnSources(settings("auth-stream-auth", "")))
                .isFalse();
        assertThat(UrlAuthenticator.decidesOnSources(settings("auth-type", "htpasswd")))
                .isFalse();
    }

    @Test
    void nothingIsToldWhereNoAddressIsSet() {
        urls.listenerRemove(visitor(CLUB), Duration.ZERO, settings("auth-listener-remove", ""));
        urls.mountAdd(CLUB, settings("auth-mount-add", ""));
        urls.mountRemove(CLUB, MountSettings.DEFAULT);

        assertThat(backends.bodies()).isEqualTo(List.of());
    }
}
