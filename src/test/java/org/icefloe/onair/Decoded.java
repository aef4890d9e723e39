package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.icefloe.testkit.clients.Program;
import org.icefloe.testkit.clients.RunningProgram;

/**
 * What ffmpeg has decoded of one stream.
 *
 * @param sounds how many frames of sound
 * @param pictures how many pictures
 */
record Decoded(long sounds, long pictures) {
    /**
     * Decodes several streams, which are taken for pipes.
     *
     * @throws AssertionError that quotes what ffmpeg has to say, if anything
     */
    static List<Decoded> all(List<byte[]> streams, Path directory) throws IOException {
        List<Decoded> decoded = new ArrayList<>();
        for (int from = 0; from < streams.size(); from += Judge.AT_A_TIME) {
            int to = Math.min(streams.size(), from + Judge.AT_A_TIME);
            decoded.addAll(atOnce(streams.subList(from, to), directory));
        }
        return decoded;
    }

    private static List<Decoded> atOnce(List<byte[]> streams, Path directory) throws IOException {
        List<String> command = new ArrayList<>(List.of("-nostdin", "-y", "-v", "error"));
        for (byte[] stream : streams) {
            Path file = Files.write(Files.createTempFile(directory, "stream", ""), stream);
            command.addAll(List.of("-seekable", "0", "-i", "file:" + file));
        }
        List<Path> lists = new ArrayList<>();
        for (int number = 0; number < streams.size(); number++) {
            lists.add(Files.createTempFile(directory, "frames", ".txt"));
            command.addAll(List.of("-map", number + ":v?", "-map", number + ":a", "-af", "asetpts=N/SR/TB"));
            command.addAll(List.of("-f", "framecrc", lists.get(number).toString()));
        }
        assertThat(RunningProgram.run(Program.FFMPEG, command.toArray(String[]::new)))
                .as("what ffmpeg says of %d streams in %s", streams.size(), directory)
                .isEmpty();
        return counts(lists);
    }

    private static List<Decoded> counts(List<Path> lists) throws IOException {
        List<Decoded> decoded = new ArrayList<>();
        for (Path list : lists) {
            decoded.add(count(Files.readAllLines(list)));
        }
        return decoded;
    }

    /** One line a frame, {@code 0, 512, 512, 512, 28800, 0x…}, behind some that say of which kind each stream is. */
    private static Decoded count(List<String> lines) {
        boolean hasPictures = lines.contains("#media_type 0: video");
        long frames = lines.stream().filter(line -> !line.startsWith("#")).count();
        long first = lines.stream().filter(line -> line.startsWith("0,")).count();
        return hasPictures ? new Decoded(frames - first, first) : new Decoded(frames, 0);
    }
}
