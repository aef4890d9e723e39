package org.icefloe.importer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files of addresses and agents that Icecast's settings name, one a line. */
interface AddressFiles {
    /** Finds no file. */
    AddressFiles NONE = path -> Optional.empty();

    /** All lines, or one more than are taken; empty if there is no such file to be read. */
    Optional<List<String>> lines(String path);

    /** Those of the disk, in UTF-8; a comment may be in anything. */
    static Optional<List<String>> onDisk(String path) {
        try (var lines = new BufferedReader(
                new InputStreamReader(Files.newInputStream(Path.of(path)), StandardCharsets.UTF_8))) {
            return Optional.of(lines.lines().limit(AddressLines.MOST + 1).toList());
        } catch (IOException | UncheckedIOException | InvalidPathException notThere) {
            return Optional.empty();
        }
    }
}
