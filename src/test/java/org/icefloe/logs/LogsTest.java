package org.icefloe.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.config.Settings;
import org.icefloe.config.SettingsLoader;
import org.icefloe.format.ContentType;
import org.icefloe.format.StreamTags;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.Source;
import org.icefloe.mount.StreamProfile;
import org.icefloe.net.AddressPrivacy;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

class LogsTest {
    @TempDir
    Path home;

    private final MovedClock clock = new MovedClock();
    private final LoggerContext loggers = new LoggerContext();
    private final AddressPrivacy addresses = new AddressPrivacy(clock, new SecureRandom());
    private Logs logs = new Logs(Path.of("/nowhere"), new NOPLoggerFactory(), LogDisk.SYSTEM, clock, addresses);

    @BeforeEach
    void startLogback() {
        loggers.setMDCAdapter(new LogbackMDCAdapter());
        loggers.start();
        loggers.getLogger("ROOT").setLevel(Level.INFO);
    }

    @AfterEach
    void close() {
        logs.close();
    }

    private Logs open(String... keysAndValues) {
        logs = new Logs(home, loggers, LogDisk.SYSTEM, clock, addresses);
        logs.apply(settings(keysAndValues));
        return logs;
    }

    private Settings.Log settings(String... keysAndValues) {
        Map<String, String> given = new HashMap<>(Map.of("icefloe.home", home.toString()));
        for (int at = 0; at < keysAndValues.length; at += 2) {
            given.put("icefloe.log." + keysAndValues[at], keysAndValues[at + 1]);
        }
        return new SettingsLoader(given, Map.of(), Map.of(), Map.of()).load().log();
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(home.resolve("log").resolve(name), StandardCharsets.ISO_8859_1);
    }

    private static AccessRecord get(String path) {
        return new AccessRecord(
                new AccessRecord.Request("GET", path, "HTTP/1.0", "", "", Optional.empty()),
                "192.0.2.43",
                Optional.empty(),
                200,
                7,
                Duration.ofSeconds(3));
    }

    private Mount mount(String name, String type, MountSettings settings) {
        MountRegistry mounts =
                new MountRegistry(1, mount -> settings, FallbackFiles.NONE, Clock.systemUTC(), Ticker.system());
        mounts.onBegin(logs.playlist()::mountBegan);
        StreamProfile profile = new StreamProfile(new ContentType(type), Map.of(), Optional.empty(), "192.0.2.1");
        return mounts.begin(new MountName(name), profile, new Silent()).mount();
    }

    private static final class Silent implements Source {
        @Override
        public void end(String reason) {}

        @Override
        public CompletionStage<Boolean> retitle(StreamTags tags) {
            return CompletableFuture.completedStage(false);
        }
    }

    @Test
    void accessLogIsInTheHomeAndThePlaylistLogIsOff() throws IOException {
        open();
        logs.access().ended(get("/m"));
        mount("/m", "audio/mpeg", MountSettings.DEFAULT).titles().announce("a title");
        logs.write();

        assertThat(lines("access.log"))
                .containsExactly("192.0.2.43 - - [20/Nov/2026:14:51:27 +0000] \"GET /m HTTP/1.0\" 200 7 \"-\" \"-\" 3");
        assertThat(home.resolve("log/playlist.log")).doesNotExist();
    }

    @Test
    void titlesAreLoggedAsTheyChange() throws IOException {
        open("playlist", "true");
        Mount mount = mount("/m1.mp3", "audio/mpeg", MountSettings.DEFAULT);
        mount.tryEnter();
        mount.titles().announce("Märchen|zz\n");
        mount.titles().announce("Märchen|zz");
        mount.titles().announce(new StreamTags("artist", "title"));
        logs.write();

        assertThat(lines("playlist.log"))
                .containsExactly(
                        "20/Nov/2026:14:51:27 +0000|/m1.mp3|1|M\u00c3\u00a4rchen|zz",
                        "20/Nov/2026:14:51:27 +0000|/m1.mp3|1|artist - title");
    }

    @Test
    void titlesAreInTheCharsetOfTheirListeners() throws IOException {
        open("playlist", "true");
        MountSettings latin = MountSettings.DEFAULT.with(MountSetting.CHARSET, StandardCharsets.ISO_8859_1);
        mount("/m1.mp3", "audio/mpeg", latin).titles().announce("é");
        mount("/m2.ogg", "application/ogg", latin).titles().announce("é");
        logs.write();

        assertThat(lines("playlist.log"))
                .satisfiesExactly(line -> assertThat(line).endsWith("|/m1.mp3|0|\u00e9"), line -> assertThat(line)
                        .endsWith("|/m2.ogg|0|\u00c3\u00a9"));
    }

    @Test
    void errorLogHasWhatIsSaidToSlf4j() throws IOException {
        open();
        loggers.getLogger("org.icefloe.Speaker").warn("Source of {} has ended", "/m");
        loggers.getLogger("org.icefloe.Speaker").debug("not told");
        logs.close();
        loggers.getLogger("org.icefloe.Speaker").warn("too late");

        assertThat(lines("error.log"))
                .singleElement()
                .asString()
                .matches("\\d{4}-\\d\\d-\\d\\dT\\S+ WARN  Speaker: Source of /m has ended");
    }

    @Test
    void clientWhoIsGoneIsNoErrorOfTheLog() throws IOException {
        open();
        Logger jersey = loggers.getLogger("org.glassfish.jersey.server.ServerRuntime$Responder");
        jersey.error("told of a client", new UncheckedIOException(new IOException("Broken pipe")));
        jersey.error("told of us", new IllegalStateException());
        logs.close();

        assertThat(lines("error.log"))
                .noneMatch(line -> line.endsWith("told of a client"))
                .anyMatch(line -> line.endsWith("us"));
        assertThat(loggers.getTurboFilterList()).isEmpty();
    }

    @Test
    void levelChangesWhileTheServerRuns() throws IOException {
        open();
        logs.apply(settings("level", "4"));
        loggers.getLogger("org.icefloe.Speaker").debug("now it is told");
        loggers.getLogger("org.library").debug("of libraries it is not");
        logs.apply(settings("level", "error"));
        loggers.getLogger("org.icefloe.Speaker").warn("now it is not");
        logs.apply(settings());
        loggers.getLogger("org.icefloe.Speaker").info("and again");
        logs.write();

        assertThat(lines("error.log"))
                .satisfiesExactly(line -> assertThat(line).endsWith("now it is told"), line -> assertThat(line)
                        .endsWith("and again"));
        assertThat(loggers.getLogger("org.icefloe").getLevel()).isNull();
    }

    @Test
    void everySettingChangesWhileTheServerRuns() throws IOException {
        open();
        logs.access().ended(get("/one"));
        logs.write();
        logs.apply(settings("addresses", "cut", "access-file", "elsewhere/a.log"));
        logs.access().ended(get("/two"));
        logs.write();
        logs.apply(settings("access", "false"));
        logs.access().ended(get("/three"));
        logs.write();

        assertThat(lines("access.log")).hasSize(1);
        assertThat(Files.readAllLines(home.resolve("elsewhere/a.log")))
                .singleElement()
                .asString()
                .startsWith("192.0.2.0 ")
                .contains("/two");
    }

    @Test
    void otherLogsAreToldTheSameAddress() {
        open("addresses", "cut");
        assertThat(logs.access().shown("192.0.2.43")).isEqualTo("192.0.2.0");
    }

    @Test
    void logsThatAreOffLeaveNoFile() {
        open("access", "false", "error", "false");
        logs.access().ended(get("/m"));
        loggers.getLogger("org.icefloe.Speaker").warn("not in a file");
        logs.write();

        assertThat(home.resolve("log")).doesNotExist();
    }

    @Test
    void anotherLoggerThanLogbackIsLeftAlone() {
        assertThat(LoggerFactory.getILoggerFactory()).isInstanceOf(LoggerContext.class);
        logs.apply(settings("level", "debug"));
        logs.write();
        assertThat(loggers.getLogger("ROOT").getLevel()).isEqualTo(Level.INFO);
    }
}
