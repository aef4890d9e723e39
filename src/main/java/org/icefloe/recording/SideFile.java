package org.icefloe.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A small file that is replaced as a whole: whoever opens it at any moment finds all of the last version. */
record SideFile(Path path) {

    /** The file beside a recording: its name, with another suffix. */
    static SideFile beside(Path recording, String suffix) {
        String name = recording.getFileName().toString();
        String stem = FileName.stem(name);
        return new SideFile(recording.resolveSibling((name.equals(stem + suffix) ? name : stem) + suffix));
    }

    void write(String text) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".part");
        try {
            Files.writeString(fresh, text);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException fault) {
            Files.deleteIfExists(fresh);
            throw fault;
        }
    }
}
