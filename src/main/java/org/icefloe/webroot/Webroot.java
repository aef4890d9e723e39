package org.icefloe.webroot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.icefloe.bytes.FilePaths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory whose files may be looked up by whoever sends a path. Nothing is found outside of it, whatever the path
 * says and wherever links lead; nor is anything whose name begins with a dot. Every look-up asks the file system, so
 * files may come and go while the server runs. Safe for any number of threads.
 */
public final class Webroot {
    private static final Logger log = LoggerFactory.getLogger(Webroot.class);

    private final Path directory;

    private Webroot(Path directory) {
        this.directory = directory;
    }

    /** Makes the directory if it is not there. If that fails there are just no files, and the log says why. */
    public static Webroot at(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            log.warn(
                    "The directory {} cannot be made ({}), so no files are served: make it, or choose another with"
                            + " icefloe.web.root.",
                    directory,
                    e.toString());
        }
        return new Webroot(directory);
    }

    /**
     * The file under a path; empty if there is none that can be read. Directories are no files.
     *
     * @param path decoded, such as {@code /intro/hello.mp3}; the slash it begins with may be left out
     */
    public Optional<WebFile> find(String path) {
        String name = path.startsWith("/") ? path.substring(1) : path;
        if (FilePaths.isTreacherous(name)) {
            return Optional.empty();
        }
        try {
            return look(directory.resolve(name), MediaTypes.of(name));
        } catch (InvalidPathException | IOException notThere) {
            return Optional.empty();
        }
    }

    private Optional<WebFile> look(Path named, String contentType) throws IOException {
        Path file = named.toRealPath();
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        boolean ours = file.startsWith(directory.toRealPath());
        return ours && found.isRegularFile() && Files.isReadable(file)
                ? Optional.of(
                        new WebFile(file, found.size(), found.lastModifiedTime().toInstant(), contentType))
                : Optional.empty();
    }
}
