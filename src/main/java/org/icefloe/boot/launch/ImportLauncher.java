package org.icefloe.boot.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntSupplier;

/**
 * Runs the web application's {@code ImportCommand} without a server. Its classes are in the WAR, and the jars it needs
 * are files in there, so the WAR is unpacked: in HOME/run, as for a server that starts, or for a dry run, which is to
 * leave HOME as it is, in a directory that is deleted behind it.
 */
final class ImportLauncher {
    private static final String COMMAND = "org.icefloe.boot.ImportCommand";

    private final Path home;
    private final Path file;
    private final Path war;

    /** Puts the command line where the web application looks for it. */
    ImportLauncher(CommandLine commandLine, Path war) {
        this.home = new LaunchSettings(commandLine.settings(), System.getProperties(), System.getenv()).home();
        this.file = Path.of(commandLine.file().orElseThrow()).toAbsolutePath().normalize();
        this.war = war;
        Main.publish(commandLine.settings(), home);
    }

    /**
     * Imports into HOME, on which no server may run meanwhile.
     *
     * @return the exit code
     */
    int run() throws IOException, ReflectiveOperationException {
        requireFile();
        try (RunDirectory run = RunDirectory.open(home)) {
            return call(run.unpack(war), false);
        }
    }

    /** Says what would be imported, and leaves nothing behind. */
    int dryRun() throws IOException, ReflectiveOperationException {
        requireFile();
        Path unpacked = Files.createTempDirectory("icefloe-import");
        try {
            RunDirectory.copyEntries(war, unpacked);
            return call(unpacked, true);
        } finally {
            RunDirectory.deleteTree(unpacked);
        }
    }

    /** Before a home is made for nothing. */
    private void requireFile() {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw LaunchException.failure("There is no file " + file + " that can be read.");
        }
    }

    private int call(Path unpacked, boolean dryRun) throws IOException, ReflectiveOperationException {
        URL[] urls = RunDirectory.applicationClassPath(unpacked).toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader("icefloe-import", urls, ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            Object command = loader.loadClass(COMMAND)
                    .getConstructor(Path.class, Boolean.class, PrintStream.class, PrintStream.class)
                    .newInstance(file, dryRun, System.out, System.err);
            return ((IntSupplier) command).getAsInt();
        }
    }
}
