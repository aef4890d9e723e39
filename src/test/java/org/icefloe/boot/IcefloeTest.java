package org.icefloe.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.icefloe.config.SettingsException;
import org.icefloe.config.SettingsLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IcefloeTest {
    @TempDir
    Path directory;

    @Test
    void startThatFailsLeavesTheHomeUnlocked() throws IOException {
        SettingsLoader settings = settings("icefloe.admin.password", "far too long ".repeat(10));

        assertThatThrownBy(() -> new Icefloe(settings, "id"))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("icefloe.admin.password cannot be used");

        // H2 holds this lock as long as somebody has the database open.
        Path file = directory.resolve("home/db/icefloe.mv.db");
        try (FileChannel database = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = database.tryLock()) {
            assertThat(lock.isValid()).isTrue();
        }
    }

    @Test
    void everyThreadEndsWithIt() {
        Icefloe icefloe = new Icefloe(settings("icefloe.admin.password", "hackme"), "id");
        icefloe.start();
        assertThat(threads()).isNotEmpty();

        icefloe.close();
        icefloe.close();

        await().untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    @Test
    void databaseThatHangsDoesNotHoldUpTheEnd() throws SQLException, IOException {
        try (FrozenDatabase database = new FrozenDatabase(directory)) {
            Icefloe icefloe = new Icefloe(settings("icefloe.db.url", database.url()), "id");
            icefloe.start();
            database.freeze();

            assertTimeoutPreemptively(Duration.ofSeconds(5), icefloe::close);
        }
        await().untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "/dev/zero"})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void loginsThatWouldBeReadWithoutEndHinderNoStart(String users) throws IOException, InterruptedException {
        Path home = Files.createDirectories(directory.resolve("home"));
        assertThat(new ProcessBuilder("mkfifo", home.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        Icefloe icefloe = new Icefloe(settings("icefloe.mount.auth-htpasswd-file", users), "id");
        try {
            icefloe.start();
        } finally {
            icefloe.close();
        }
        await().untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    private static String[] threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("icefloe-"))
                .toArray(String[]::new);
    }

    private SettingsLoader settings(String key, String value) {
        Map<String, String> given = new HashMap<>();
        given.put("icefloe.home", directory.resolve("home").toString());
        given.put("icefloe.stream.port", "0");
        given.put("icefloe.admin.password", "hackme");
        given.put("icefloe.source.password", "hackme");
        given.put("icefloe.relay.password", "hackme");
        given.put(key, value);
        return new SettingsLoader(given, Map.of(), Map.of(), Map.of());
    }
}
