package org.icefloe.onair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.icefloe.testkit.clients.Program;
import org.icefloe.testkit.clients.RunningProgram;

/**
 * Two minutes of one pitch, so that it can be heard who plays. Made by ffmpeg when it is first asked for, and kept
 * under {@code target}.
 */
public final class Tune {
    public static final int SECONDS = 120;
    private static final Path DIRECTORY = Path.of("target", "media", "tunes");

    private final Format format;
    private final byte[] bytes;

    private Tune(Format format, byte[] bytes) {
        this.format = format;
        this.bytes = bytes;
    }

    /** A tone in a format. */
    public static Tune of(Format format, int hertz) throws IOException {
        Path file = Files.createDirectories(DIRECTORY).resolve(format + "-" + hertz);
        if (!Files.exists(file)) {
            make(format, hertz, file);
        }
        return new Tune(format, Files.readAllBytes(file));
    }

    public Format format() {
        return format;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** How long one pass takes at {@code speed} times the speed at which it is to be heard. */
    public Duration length(double speed) {
        return Duration.ofNanos((long) (SECONDS * 1e9 / speed));
    }

    /** In real time. */
    public int bytesPerSecond() {
        return bytes.length / SECONDS;
    }

    private static void make(Format format, int hertz, Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        List<String> command = new ArrayList<>(List.of("-nostdin", "-v", "error", "-y"));
        if (format.hasPictures()) {
            command.addAll(List.of("-f", "lavfi", "-i", "testsrc=size=160x120:rate=20:duration=" + SECONDS));
        }
        String tone = "aevalsrc=0.4*sin(2*PI*%d*t)+0.01*random(0):s=48000:d=%d".formatted(hertz, SECONDS);
        command.addAll(List.of("-f", "lavfi", "-i", tone));
        command.addAll(List.of(format.encoding().split(" ")));
        command.addAll(List.of("-metadata", "title=" + hertz + " Hz", "-f", format.muxer(), part.toString()));
        String printed = RunningProgram.run(Program.FFMPEG, command.toArray(String[]::new));
        if (!printed.isBlank()) {
            throw new IOException("ffmpeg made no " + file + ": " + printed);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
