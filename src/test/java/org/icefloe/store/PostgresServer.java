package org.icefloe.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.icefloe.testkit.FreePorts;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server for tests, run from Debian's package, on a free port of the loopback address. */
final class PostgresServer implements AutoCloseable {
    private static final String DEBIAN_PACKAGE = "postgresql";

    private final Process process;
    private final Path data;
    private final int port;

    private PostgresServer(Process process, Path data, int port) {
        this.process = process;
        this.data = data;
        this.port = port;
    }

    /** @throws AssertionError that names the package to install, if it is not */
    private static Path programs() {
        return newest().orElseThrow(() -> new AssertionError(
                "PostgreSQL is not installed, and this test needs it: apt-get install " + DEBIAN_PACKAGE));
    }

    private static Optional<Path> newest() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
    }

    static PostgresServer start() throws IOException {
        Path bin = programs();
        Path data =
                Path.of(run(List.of("mktemp", "-d", "/tmp/icefloe-pg-XXXXXX")).strip());
        run(List.of(bin.resolve("initdb").toString(), "-D", data.toString(), "-A", "trust", "-U", "icefloe", "-N"));
        int port = FreePorts.one();
        Process process = new ProcessBuilder(asUser(List.of(
                        bin.resolve("postgres").toString(),
                        "-D",
                        data.toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        PostgresServer server = new PostgresServer(process, data, port);
        Awaitility.await().ignoreExceptions().until(() -> server.execute("select 1"));
        return server;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    boolean execute(String sql) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setUser("icefloe");
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        run(List.of("rm", "-rf", data.toString()));
    }

    private static String run(List<String> command) throws IOException {
        Process process =
                new ProcessBuilder(asUser(command)).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(command + " failed: " + output);
        }
        return output;
    }

    /** PostgreSQL refuses to run as root. */
    private static List<String> asUser(List<String> command) {
        if (!System.getProperty("user.name").equals("root")) {
            return command;
        }
        List<String> whole = new ArrayList<>(List.of("runuser", "-u", "postgres", "--"));
        whole.addAll(command);
        return whole;
    }
}
