package org.icefloe.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A started process whose standard output and standard error go to files. */
final class ServerProcess implements Server {
    private static final Pattern READY =
            Pattern.compile("^Icefloe is ready: (?:(?:streams|directory) (\\S+) )?console (\\S+)$", Pattern.MULTILINE);

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final int TAIL = 6_000;

    private final Process process;
    private final Path home;
    private final Path output;
    private final Path errors;
    private final Thread reaper;

    private ServerProcess(Process process, Path home, Path output, Path errors) {
        this.process = process;
        this.home = home;
        this.output = output;
        this.errors = errors;
        this.reaper = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(reaper);
    }

    /** Starts it; files for its output are put beside its home. */
    static ServerProcess start(ProcessBuilder command, Path home) {
        try {
            Files.createDirectories(home);
            Path output = Files.createTempFile(home.getParent(), "output", ".log");
            Path errors = Files.createTempFile(home.getParent(), "errors", ".log");
            Process process = command.redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            process.getOutputStream().close();
            return new ServerProcess(process, home, output, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the ready line; the process is ended if it does not come. */
    ServerProcess awaitReady() {
        try {
            Awaitility.await()
                    .atMost(START_LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> ready().find() || !process.isAlive());
        } catch (ConditionTimeoutException e) {
            close();
            throw new AssertionError("not ready in time" + tail(), e);
        }
        if (!ready().find()) {
            throw new AssertionError("ended with exit code " + process.exitValue() + " before it was ready" + tail());
        }
        return this;
    }

    /** Waits for the process to end by itself. */
    int awaitEnd(Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().removeShutdownHook(reaper);
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new AssertionError("still alive after " + limit + tail());
    }

    @Override
    public URI httpUri() {
        URI console = URI.create(found(2));
        return URI.create("http://127.0.0.1:" + console.getPort() + console.getPath());
    }

    @Override
    public int streamPort() {
        return URI.create(found(1)).getPort();
    }

    private String found(int group) {
        Matcher ready = ready();
        if (!ready.find()) {
            throw new AssertionError("no ready line" + tail());
        }
        return ready.group(group);
    }

    private Matcher ready() {
        return READY.matcher(output());
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public String output() {
        return read(output);
    }

    String errors() {
        return read(errors);
    }

    @Override
    public String log() {
        return output() + errors();
    }

    private static String read(Path path) {
        try {
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String tail() {
        String log = log();
        return "; its log ends:\n" + log.substring(Math.max(0, log.length() - TAIL));
    }

    @Override
    public int stop() {
        process.destroy();
        return awaitEnd(STOP_LIMIT);
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        awaitEnd(STOP_LIMIT);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
