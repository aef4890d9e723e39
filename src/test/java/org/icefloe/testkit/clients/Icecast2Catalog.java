package org.icefloe.testkit.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Debian's icecast2, which has no servlet door. */
public final class Icecast2Catalog implements ServerCatalog {
    private final String mounts;

    /** Without settings of mounts. */
    public Icecast2Catalog() {
        this("");
    }

    /** @param mounts further elements of its configuration */
    public Icecast2Catalog(String mounts) {
        this.mounts = mounts;
    }

    @Override
    public RunningServer standalone(Duration sourceTimeout) {
        try {
            return Icecast2.start(sourceTimeout, mounts);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start icecast2", e);
        }
    }

    /** Starts one where another was before. */
    public RunningServer standalone(Duration sourceTimeout, int port) {
        try {
            return Icecast2.start(port, sourceTimeout, mounts);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start icecast2 again", e);
        }
    }

    /** The program of a server that was started here. */
    public static RunningProgram program(RunningServer icecast) {
        return ((Icecast2) icecast).program();
    }

    /** The access log of a server that was started here. */
    public static Path accessLog(RunningServer icecast) {
        return ((Icecast2) icecast).logs().resolve("access.log");
    }

    /** What a server that was started here has written into its error log. */
    public static String errorLog(RunningServer icecast) {
        try {
            return Files.readString(((Icecast2) icecast).logs().resolve("error.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Container> containers() {
        return List.of();
    }
}
