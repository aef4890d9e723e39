package org.icefloe.stats.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.icefloe.config.Settings;
import org.icefloe.config.SettingsLoader;
import org.icefloe.store.Database;
import org.icefloe.store.HistoryRepository;

/**
 * Another process that keeps a history in a home, of three mounts with a listener each, by a clock that shows a minute
 * as soon as the last one is kept. It says "kept 1", "kept 2" … on its standard output as minutes are.
 */
final class HistoryProcess implements AutoCloseable {
    static final String BEGAN = "2026-11-28T22:30:00Z";
    static final int MOUNTS = 3;

    private final Process process;
    private final BufferedReader output;

    private HistoryProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static HistoryProcess start(Path home) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new HistoryProcess(new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HistoryProcess.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits until it has said that this many minutes are kept. */
    void awaitKept(int number) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("kept " + number)) {
                return;
            }
        }
        throw new IOException("the other process ended before it had kept " + number);
    }

    /** Ends it with SIGKILL. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    static Settings settings(Path home) {
        return new SettingsLoader(Map.of("icefloe.home", home.toString()), Map.of(), Map.of(), Map.of()).load();
    }

    static History open(Database database, HandClock time) {
        Retention forEver = new Retention(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        return new History(
                new HistoryRepository(database), () -> forEver, Runnable::run, time, time, new SecureRandom());
    }

    public static void main(String[] arguments) {
        HandClock time = new HandClock(BEGAN);
        History history = open(Database.open(settings(Path.of(arguments[0]))), time);
        for (int mount = 0; mount < MOUNTS; mount++) {
            Visitor who = new Visitor("192.0.2." + mount, Optional.of("VLC/3"));
            history.collector().joined(mount, new FakeFeed("/" + mount), who);
        }
        for (int minute = 1; minute < 1_000_000; minute++) {
            time.passSeconds(60);
            history.tick();
            System.out.println("kept " + minute);
        }
    }
}
