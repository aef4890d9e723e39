package org.icefloe.testkit.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of a test run, under {@code target}, kept for whoever wants to know why a test failed. */
final class Workspace {
    private static final Path ROOT = Path.of("target").toAbsolutePath();

    private Workspace() {}

    /** A new empty file whose name begins and ends as told. */
    static Path file(String prefix, String suffix) throws IOException {
        return Files.createTempFile(Files.createDirectories(ROOT.resolve("clients")), prefix + "-", suffix);
    }

    /** A new file with {@code text} in it, readable by its owner alone. */
    static Path file(String prefix, String suffix, String text) throws IOException {
        return Files.writeString(file(prefix, suffix), text);
    }

    /** A new empty directory. */
    static Path directory(String prefix) throws IOException {
        return Files.createTempDirectory(Files.createDirectories(ROOT.resolve("clients")), prefix + "-");
    }

    /** Where the samples are kept from run to run. */
    static Path media() throws IOException {
        return Files.createDirectories(ROOT.resolve("media"));
    }
}
