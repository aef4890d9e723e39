package org.icefloe.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.util.Jetty;
import org.icefloe.testkit.clients.RunningServer;
import org.icefloe.testkit.clients.ServerCatalog;
import org.icefloe.testkit.clients.Target;

/** This server in every shape: {@code java -jar}, and the WAR in the stock containers. */
public final class IcefloeCatalog implements ServerCatalog {
    @Override
    public RunningServer standalone(Duration sourceTimeout) {
        Path directory = temporaryDirectory();
        Server server = JarServer.in(directory)
                .option("--mount.source-timeout=" + sourceTimeout.toMillis() + "ms")
                .start();
        return new Running("java -jar", server, directory);
    }

    @Override
    public List<Container> containers() {
        List<Container> containers = new ArrayList<>(List.of(new Embedded()));
        Arrays.stream(StockContainer.values()).map(Stock::new).forEach(containers::add);
        return containers;
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("icefloe-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Jetty that {@code java -jar} brings along. */
    private record Embedded() implements Container {
        @Override
        public String name() {
            return "java -jar (Jetty " + Jetty.VERSION + ")";
        }

        @Override
        public boolean takesUndelimitedBodies() {
            return false;
        }

        @Override
        public boolean takesEmptyHost() {
            return false;
        }

        @Override
        public RunningServer start() {
            Path directory = temporaryDirectory();
            return new Running(name(), JarServer.in(directory).start(), directory);
        }
    }

    private record Stock(StockContainer container) implements Container {
        @Override
        public String name() {
            return container.productName();
        }

        @Override
        public boolean takesUndelimitedBodies() {
            return container.isTomcat();
        }

        @Override
        public boolean takesEmptyHost() {
            return container.isTomcat();
        }

        @Override
        public RunningServer start() {
            Path directory = temporaryDirectory();
            return new Running(name(), container.start(directory), directory);
        }
    }

    private record Running(String product, Server server, Path directory) implements RunningServer {
        @Override
        public Target streamDoor() {
            return new Door(product + ", stream port", server.streamPort(), server.streamPort() + 1);
        }

        @Override
        public Target servletDoor() {
            int port = server.httpUri().getPort();
            return new Door(product + ", servlet door", port, port);
        }

        @Override
        public void close() {
            server.close();
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record Door(String name, int streamPort, int shoutcastPort) implements Target {
        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public String sourcePassword() {
            return Server.PASSWORD;
        }
    }
}
