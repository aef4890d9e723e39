package org.icefloe.importer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** The files of addresses and agents that Icecast's settings name, one a line. */
interface AddressFiles {
    /** Finds no file. */
    AddressFiles NONE = path -> Optional.empty();

    /** The lines that are neither empty nor comments; empty if there is no such file to be read. */
    Optional<String> lines(String path);

    /** Those of the disk. */
    static Optional<String> onDisk(String path) {
        try (var lines = Files.lines(Path.of(path))) {
            return Optional.of(lines.map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .limit(10_000)
                    .collect(Collectors.joining("\n")));
        } catch (IOException | UncheckedIOException | InvalidPathException notThere) {
            return Optional.empty();
        }
    }
}
