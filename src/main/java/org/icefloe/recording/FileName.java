package org.icefloe.recording;

import java.nio.file.Path;

/** The parts of a file's name. */
final class FileName {
    private FileName() {}

    /** What stands before the last dot; all of it if there is none, or only one at the beginning. */
    static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** The name of the next file where one is taken: {@code live.mp3}, {@code live-2.mp3}, {@code live-3.mp3}. */
    static Path numbered(Path path, int number) {
        String name = path.getFileName().toString();
        String stem = stem(name);
        return number == 1 ? path : path.resolveSibling(stem + '-' + number + name.substring(stem.length()));
    }
}
