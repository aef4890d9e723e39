package org.icefloe.testkit.clients;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that runs, with its output kept in a file. It is bounded twice: {@code timeout} ends it even when this
 * virtual machine dies, and {@link #close} ends it together with its children.
 */
public final class RunningProgram implements RunningSource {
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Process process;
    private final Path output;

    private RunningProgram(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts {@code program} with nothing on its standard input. */
    public static RunningProgram start(Program program, String... arguments) throws IOException {
        return startReading(program, Path.of("/dev/null"), arguments);
    }

    /** Starts {@code program}; {@link #input} feeds it. */
    public static RunningProgram startFed(Program program, String... arguments) throws IOException {
        return start(program, ProcessBuilder.Redirect.PIPE, arguments);
    }

    /** Starts {@code program} with a file on its standard input. */
    static RunningProgram startReading(Program program, Path input, String... arguments) throws IOException {
        return start(program, ProcessBuilder.Redirect.from(input.toFile()), arguments);
    }

    /**
     * Runs {@code program} to its end and returns what it printed.
     *
     * @throws AssertionError if it does not end in time
     */
    public static String run(Program program, String... arguments) throws IOException {
        try (RunningProgram running = start(program, arguments)) {
            running.awaitExit(Duration.ofMinutes(1));
            return running.output();
        }
    }

    private static RunningProgram start(Program program, ProcessBuilder.Redirect input, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "timeout",
                "--kill-after=5",
                LONGEST_RUN.toSeconds() + "s",
                program.path().toString()));
        command.addAll(List.of(arguments));
        Path output = Workspace.file(program.toString(), ".log");
        Process process = new ProcessBuilder(command)
                .redirectInput(input)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new RunningProgram(process, output);
    }

    /** The standard input of a program started with {@link #startFed}. */
    public OutputStream input() {
        return process.getOutputStream();
    }

    /**
     * Waits for the end.
     *
     * @return the exit status
     * @throws AssertionError with the output, if it does not end in time
     */
    public int awaitExit(Duration longest) {
        if (!endsWithin(longest)) {
            throw new AssertionError("still running after " + longest + ": " + this);
        }
        return process.exitValue();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public String output() {
        try {
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the output of a program is gone: " + output, e);
        }
    }

    @Override
    public void kill() {
        family().forEach(ProcessHandle::destroyForcibly);
        endsWithin(GRACE);
    }

    /** Stops it where it is, as {@code kill -STOP} does: its connections stay open, and nothing comes. */
    public void freeze() throws IOException {
        signal("-STOP");
    }

    /** Lets it go on. */
    public void thaw() throws IOException {
        signal("-CONT");
    }

    private void signal(String which) throws IOException {
        List<String> command = new ArrayList<>(List.of("kill", which));
        process.descendants().map(child -> Long.toString(child.pid())).forEach(command::add);
        Process kill = new ProcessBuilder(command).start();
        try {
            if (kill.waitFor() != 0) {
                throw new IOException(command + " has failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> family = family();
        family.forEach(ProcessHandle::destroy);
        endsWithin(GRACE);
        family.forEach(ProcessHandle::destroyForcibly);
        endsWithin(GRACE);
    }

    /** Children first, and taken while the parent lives: an orphan cannot be found any more. */
    private List<ProcessHandle> family() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
    }

    /** Waits for the end, and tells whether it came. */
    public boolean endsWithin(Duration longest) {
        try {
            return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    @Override
    public String toString() {
        return process.info().commandLine().orElse("an ended program") + ", which printed:\n" + output();
    }
}
