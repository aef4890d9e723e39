package org.icefloe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveSettingsTest {
    @TempDir
    Path home;

    private final KeptInMemory kept = new KeptInMemory();
    private final Map<String, String> commandLine = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void reloadAppliesWhatTheFileSaysNow() throws IOException {
        LiveSettings settings = settings();
        writeFile("icefloe.server.location=Oslo", "icefloe.mount.burst-size=32k");

        SettingsReport report = settings.reload();

        assertThat(report.applied()).containsExactly("icefloe.mount.burst-size", "icefloe.server.location");
        assertThat(report.needRestart()).isEmpty();
        assertThat(settings.get().server().location()).isEqualTo("Oslo");
        assertThat(settings.get().mount()).containsEntry("burst-size", "32k");
    }

    @Test
    void whatNeedsARestartStaysAndIsNamedUntilItIsAsItWas() throws IOException {
        LiveSettings settings = settings();
        writeFile("icefloe.stream.port=9000", "icefloe.limits.sources=3");

        SettingsReport report = settings.reload();

        assertThat(report.applied()).containsExactly("icefloe.limits.sources");
        // The SHOUTcast port follows the stream port, and would be another one too.
        assertThat(report.needRestart()).containsExactly("icefloe.stream.port", "icefloe.stream.shoutcast-port");
        assertThat(settings.get().stream().port()).isEqualTo(8000);
        assertThat(settings.get().stream().shoutcastPort()).isEqualTo(8001);
        assertThat(state(settings, "icefloe.stream.port").next()).contains("9000");
        assertThat(settings.reload().applied()).isEmpty();
        assertThat(settings.reload().needRestart()).hasSize(2);

        writeFile("icefloe.limits.sources=3");
        assertThat(settings.reload().needRestart()).isEmpty();
        assertThat(state(settings, "icefloe.stream.port").next()).isEmpty();
    }

    @Test
    void fileWithOneBadValueChangesNothing() throws IOException {
        LiveSettings settings = settings();
        writeFile("icefloe.server.location=Oslo", "icefloe.limits.clients=many");

        assertThatThrownBy(settings::reload)
                .isInstanceOf(SettingsException.class)
                .hasMessage("icefloe.limits.clients = many, from " + home.resolve("icefloe.properties")
                        + ", cannot be used: expected a whole number, 0 or more");
        assertThat(settings.get().server().location()).isEqualTo("Earth");
    }

    @Test
    void passwordOfAFreshHomeIsNoChangeThatARestartWouldBring() throws IOException {
        LiveSettings settings = settings();
        writeFile("icefloe.source.password=other");

        assertThat(settings.reload()).isEqualTo(new SettingsReport(List.of(), List.of()));
    }

    @Test
    void databaseGoesBeforeTheFileAndBehindTheEnvironment() throws IOException {
        environment.put("ICEFLOE_LIMITS_SOURCES", "5");
        writeFile("icefloe.limits.clients=10", "icefloe.limits.sources=10");
        kept.keep(Map.of("icefloe.limits.clients", Optional.of("20"), "icefloe.limits.sources", Optional.of("20")));

        LiveSettings settings = settings();

        assertThat(settings.get().limits().clients()).isEqualTo(20);
        assertThat(settings.get().limits().sources()).isEqualTo(5);
        assertThat(state(settings, "icefloe.limits.clients").origin()).isEqualTo(SettingOrigin.DATABASE);
        assertThat(state(settings, "icefloe.limits.sources").origin()).isEqualTo(SettingOrigin.ENVIRONMENT);
        assertThat(state(settings, "icefloe.server.location").origin()).isEqualTo(SettingOrigin.DEFAULT);
    }

    @Test
    void changeIsKeptAndAppliesAtOnce() {
        LiveSettings settings = settings();

        SettingsReport report = settings.change(Map.of(
                "icefloe.server.hostname", Optional.of("radio.example"), "icefloe.stream.port", Optional.of("9000")));

        assertThat(report.applied()).containsExactly("icefloe.server.hostname");
        assertThat(report.needRestart()).containsExactly("icefloe.stream.port", "icefloe.stream.shoutcast-port");
        assertThat(settings.get().server().hostname()).isEqualTo("radio.example");
        assertThat(settings().get().stream().port()).as("after a restart").isEqualTo(9000);
    }

    @Test
    void droppedChangeLeavesTheMatterToTheFile() throws IOException {
        writeFile("icefloe.server.location=Oslo");
        LiveSettings settings = settings();
        settings.change(Map.of("icefloe.server.location", Optional.of("Bergen")));

        settings.change(Map.of("icefloe.server.location", Optional.empty()));

        assertThat(settings.get().server().location()).isEqualTo("Oslo");
        assertThat(kept.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"commandLine", "environment"})
    void fixedKeyIsRefused(String place) {
        (place.equals("commandLine") ? commandLine : environment)
                .put(place.equals("commandLine") ? "icefloe.limits.clients" : "ICEFLOE_LIMITS_CLIENTS", "7");
        LiveSettings settings = settings();
        Map<String, Optional<String>> changes = new LinkedHashMap<>();
        changes.put("icefloe.server.location", Optional.of("Oslo"));
        changes.put("icefloe.limits.clients", Optional.of("8"));

        assertThatThrownBy(() -> settings.change(changes))
                .isInstanceOfSatisfying(SettingRefusedException.class, refused -> {
                    assertThat(refused.isFixed()).isTrue();
                    assertThat(refused.key()).isEqualTo("icefloe.limits.clients");
                    assertThat(refused).hasMessageContaining("it is fixed by the");
                });
        assertThat(settings.get().server().location()).isEqualTo("Earth");
        assertThat(kept.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "icefloe.home, /tmp, true, it is needed before the database is open",
        "icefloe.http.port, 80, true, it is needed before the database is open",
        "icefloe.db.password, x, true, it is needed before the database is open",
        "icefloe.admin.password, x, true, it is for the first start alone",
        "icefloe.limits.client, 80, false, there is no such setting. Was icefloe.limits.clients meant?",
        "icefloe.limits.clients, -1, false, 'expected a whole number, 0 or more'",
        "icefloe.mount.type, 17, false, expected a media type",
    })
    void whatCannotBeChangedIsRefused(String key, String value, boolean fixed, String sentence) {
        assertThatThrownBy(() -> settings().change(Map.of(key, Optional.of(value))))
                .isInstanceOfSatisfying(SettingRefusedException.class, refused -> assertThat(refused.isFixed())
                        .isEqualTo(fixed))
                .hasMessageStartingWith(sentence);
        assertThat(kept.all()).isEmpty();
    }

    @Test
    void valueThatDoesNotFitToAnotherIsRefused() {
        assertThatThrownBy(() -> settings().change(Map.of("icefloe.mount.queue-size", Optional.of("1k"))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("icefloe.mount.burst-size = 65536 cannot be used");
        assertThat(kept.all()).isEmpty();
    }

    @Test
    void whatCouldNotBeKeptDoesNotApply() {
        LiveSettings settings = settings();
        kept.failure = Optional.of(new IllegalStateException("disk full"));

        assertThatThrownBy(() -> settings.change(Map.of("icefloe.server.location", Optional.of("Oslo"))))
                .hasMessage("disk full");
        assertThat(settings.get().server().location()).isEqualTo("Earth");
    }

    @Test
    void whatIsKeptAppliesEvenIfKeepingItHasFailed() {
        LiveSettings settings = settings(new KeptSettings() {
            @Override
            public Map<String, String> all() {
                return kept.all();
            }

            @Override
            public void keep(Map<String, Optional<String>> changes) {
                kept.keep(changes);
                throw new IllegalStateException("perhaps not written");
            }
        });
        List<String> heard = new ArrayList<>();
        settings.onChange(() -> heard.add(settings.get().server().location()));

        assertThatThrownBy(() -> settings.change(Map.of("icefloe.server.location", Optional.of("Oslo"))))
                .hasMessage("perhaps not written");
        assertThat(heard).containsExactly("Oslo");
    }

    @Test
    void changeDoesNotReadTheFile() throws IOException {
        LiveSettings settings = settings();
        writeFile("icefloe.limits.clients=half writ");

        settings.change(Map.of("icefloe.server.location", Optional.of("Oslo")));

        assertThat(settings.get().server().location()).isEqualTo("Oslo");
    }

    @Test
    void observersHearOfChangesThatApplyAndOfNoOthers() throws IOException {
        LiveSettings settings = settings();
        List<String> heard = new ArrayList<>();
        settings.onChange(() -> heard.add(settings.get().server().location()));

        settings.reload();
        settings.change(Map.of("icefloe.stream.port", Optional.of("9000")));
        assertThat(heard).isEmpty();

        settings.change(Map.of("icefloe.server.location", Optional.of("Oslo")));
        assertThat(heard).containsExactly("Oslo");
    }

    @Test
    void observerThatFailsUndoesNoChangeAndKeepsNobodyElseFromIt() {
        LiveSettings settings = settings();
        List<String> heard = new ArrayList<>();
        settings.onChange(() -> {
            throw new IllegalStateException("the disk is gone");
        });
        settings.onChange(() -> heard.add(settings.get().server().location()));

        try (Log log = new Log(ChangeObservers.class)) {
            assertThat(settings.change(Map.of("icefloe.server.location", Optional.of("Oslo")))
                            .applied())
                    .containsExactly("icefloe.server.location");
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("A change was made, but part of it is not in force");
        }
        assertThat(heard).containsExactly("Oslo");
    }

    @Test
    void observerThatIsSlowPutsNothingOlderInForceAfterTheNewer() throws Exception {
        LiveSettings settings = settings();
        AtomicReference<String> inForce = new AtomicReference<>();
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch hasLooked = new CountDownLatch(1);
        settings.onChange(() -> {
            String seen = settings.get().server().location();
            looking.countDown();
            if (seen.equals("Oslo")) {
                await(hasLooked);
            }
            inForce.set(seen);
        });
        Thread older = changing(settings, "Oslo");
        await(looking);
        Thread newer = changing(settings, "Bergen");

        // It waits its turn, or else has had it.
        Awaitility.await().until(() -> newer.getState() == Thread.State.BLOCKED || !newer.isAlive());
        hasLooked.countDown();
        older.join();
        newer.join();

        assertThat(inForce).hasValue("Bergen");
    }

    private static Thread changing(LiveSettings settings, String location) {
        Thread thread = new Thread(() -> settings.change(Map.of("icefloe.server.location", Optional.of(location))));
        thread.start();
        return thread;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void secretsAreNotShown() throws IOException {
        writeFile(
                "icefloe.db.password=tiger",
                "icefloe.admin.password=lion",
                "icefloe.db.url=jdbc:postgresql://db/radio?password=puma",
                "icefloe.mount.auth-password=lynx",
                "icefloe.mount.auth-listener-add=http://floe:ocelot@backend.example/add");

        List<SettingState> all = settings().all();

        assertThat(all)
                .extracting(SettingState::key)
                .isSorted()
                .hasSize(SettingKey.all().size());
        assertThat(all.toString())
                .doesNotContain("tiger", "lion", "puma", "lynx", "ocelot")
                .contains("jdbc:postgresql://db/radio", "http://***@backend.example/add");
    }

    private static SettingState state(LiveSettings settings, String key) {
        return settings.all().stream()
                .filter(state -> state.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private LiveSettings settings() {
        return settings(kept);
    }

    private LiveSettings settings(KeptSettings database) {
        commandLine.put("icefloe.home", home.toString());
        return new LiveSettings(new SettingsLoader(commandLine, Map.of(), environment, Map.of()), database);
    }

    private void writeFile(String... lines) throws IOException {
        Files.write(home.resolve("icefloe.properties"), List.of(lines));
    }
}
