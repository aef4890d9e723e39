package org.icefloe.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.icefloe.testkit.clients.Program;
import org.icefloe.testkit.clients.RunningProgram;

/**
 * A stream that ffmpeg makes when it is first asked for, kept under {@code target}. It is a sweep with noise in it, so
 * that no two frames of it are alike.
 */
public final class Encoded {
    private static final Path DIRECTORY = Path.of("target", "media", "encoded");

    private Encoded() {}

    /** Sound alone, 20 seconds of it. */
    public static byte[] sound(String file, String arguments) throws IOException {
        return made(file, "", arguments);
    }

    /** The same sound, with pictures. */
    public static byte[] pictures(String file, String arguments) throws IOException {
        return made(file, "-f lavfi -i testsrc=size=160x120:rate=25:duration=20", arguments);
    }

    private static byte[] made(String file, String pictures, String arguments) throws IOException {
        Path made = Files.createDirectories(DIRECTORY).resolve(file);
        if (!Files.exists(made)) {
            make(made, pictures, arguments);
        }
        return Files.readAllBytes(made);
    }

    private static void make(Path file, String pictures, String arguments) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        List<String> command = new ArrayList<>(List.of("-nostdin", "-v", "error", "-y"));
        command.addAll(words(pictures));
        command.addAll(List.of("-f", "lavfi", "-i"));
        command.add("aevalsrc=0.3*sin(2*PI*(200*t+90*t*t))+0.2*random(0):s=48000:d=20");
        command.addAll(words(arguments));
        command.add(part.toString());
        String printed = RunningProgram.run(Program.FFMPEG, command.toArray(String[]::new));
        if (!printed.isBlank()) {
            throw new IOException("ffmpeg made no " + file + ": " + printed);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> words(String line) {
        return line.isEmpty() ? List.of() : List.of(line.split(" "));
    }
}
