package org.icefloe.testkit.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program that has to be installed, and the Debian package that brings it. */
public enum Program {
    CHROMEDRIVER("chromedriver", "chromium-driver"),
    CHROMIUM("chromium", "chromium"),
    CURL("curl", "curl"),
    EZSTREAM("ezstream", "ezstream"),
    FFMPEG("ffmpeg", "ffmpeg"),
    FFPROBE("ffprobe", "ffmpeg"),
    ICECAST2("icecast2", "icecast2"),
    ICES2("ices2", "ices2"),
    IP("ip", "iproute2"),
    LIQUIDSOAP("liquidsoap", "liquidsoap"),
    MPG123("mpg123", "mpg123"),
    OGG123("ogg123", "vorbis-tools"),
    SHOUT("shout", "libshout-tools");

    private final String command;
    private final String debianPackage;

    Program(String command, String debianPackage) {
        this.command = command;
        this.debianPackage = debianPackage;
    }

    /**
     * The file to run.
     *
     * @throws AssertionError that names the package to install, if there is none
     */
    public Path path() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, command))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        command + " is not installed, and this test needs it: apt-get install " + debianPackage));
    }

    /** The version without epoch and Debian revision, or {@code unknown version} on other systems. */
    public String version() {
        try {
            Process query = new ProcessBuilder(
                            List.of("dpkg-query", "--show", "--showformat=${Version}", debianPackage))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String version = new String(query.getInputStream().readAllBytes());
            return version.isEmpty() ? "unknown version" : upstream(version);
        } catch (IOException noDpkg) {
            return "unknown version";
        }
    }

    private static String upstream(String version) {
        return version.replaceFirst("^\\d+:", "").replaceFirst("-[^-]*$", "");
    }

    /** The package that brings it. */
    String debianPackage() {
        return debianPackage;
    }

    /** The command. */
    @Override
    public String toString() {
        return command;
    }
}
