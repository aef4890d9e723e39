package org.icefloe.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The Java installations of this machine. */
public final class JavaHomes {
    /** An option for servers that live for seconds: the second compiler would work for longer than its code runs. */
    static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private JavaHomes() {}

    /** The one the tests run on. */
    public static Path current() {
        return Path.of(System.getProperty("java.home"));
    }

    /** This one, and every newer one that lies where Linux distributions put them. */
    public static List<Path> supported() {
        try (Stream<Path> found = Stream.concat(Stream.of(current()), installed())) {
            return found.map(JavaHomes::real)
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(home -> version(home) >= 17)
                    .distinct()
                    .toList();
        }
    }

    private static Stream<Path> installed() {
        Path parent = Path.of("/usr/lib/jvm");
        try {
            return Files.isDirectory(parent) ? Files.list(parent) : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }

    /** The feature number that the installation's {@code release} file names, else 0. */
    private static int version(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("[^0-9.]", ""))
                    .flatMap(number -> Arrays.stream(number.split("\\.")).limit(1))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
