package org.icefloe.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The distributions of servlet containers as their makers publish them, unpacked by the build. */
public enum StockContainer {
    TOMCAT_10_1("apache-tomcat-10.1", StockContainer::tomcat),
    TOMCAT_11("apache-tomcat-11", StockContainer::tomcat),
    JETTY_12_0("jetty-home-12.0", installation -> jetty(installation, "ee10")),
    JETTY_12_1("jetty-home-12.1", installation -> jetty(installation, "ee11"));

    private static final Path UNPACKED = Path.of("target", "containers").toAbsolutePath();
    private static final Path WAR = Path.of("target", "icefloe.war").toAbsolutePath();

    private final String directoryPrefix;
    private final Preparation preparation;

    StockContainer(String directoryPrefix, Preparation preparation) {
        this.directoryPrefix = directoryPrefix;
        this.preparation = preparation;
    }

    /**
     * The WAR in a container that is not yet running.
     *
     * @param distribution the unpacked archive, shared by all tests and never written to
     * @param base of this server alone
     * @param war file name without the ending, and so the context path: {@code ROOT} for {@code /}
     * @param httpPort the container's own port
     */
    private record Installation(Path distribution, Path base, String war, int httpPort) {
        void deploy() throws IOException {
            Path webapps = Files.createDirectories(base.resolve("webapps"));
            Files.copy(WAR, webapps.resolve(war + ".war"));
        }
    }

    /** Makes the base directory and the command that starts the container in it. */
    private interface Preparation {
        ProcessBuilder prepare(Installation installation) throws IOException;
    }

    /** Product and version, as the unpacked directory names them, such as {@code Tomcat 11.0.24}. */
    public String productName() {
        try {
            String version = distribution().getFileName().toString().replaceFirst(".*-", "");
            return (isTomcat() ? "Tomcat " : "Jetty ") + version;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether {@code HttpServletRequest.upgrade} gives a raw connection here. */
    public boolean isTomcat() {
        return this == TOMCAT_10_1 || this == TOMCAT_11;
    }

    /** Starts the container with the WAR at {@code /} and returns when it is ready. */
    public Server start(Path directory) {
        return start(directory, "ROOT", Map.of());
    }

    /**
     * Starts the container and returns when the WAR is ready.
     *
     * @param directory for the container's base, the home and the log
     * @param name of the WAR file, and so of the context path: {@code ROOT} for {@code /}
     * @param environment settings beyond those of a test server
     */
    public Server start(Path directory, String name, Map<String, String> environment) {
        Path home = directory.resolve("home");
        int httpPort = FreePorts.one();
        Map<String, String> settings = new TreeMap<>(Environment.passwords());
        settings.put("JDK_JAVA_OPTIONS", JavaHomes.QUICK_START);
        settings.put("ICEFLOE_HOME", home.toString());
        settings.put("ICEFLOE_HTTP_PORT", Integer.toString(httpPort));
        settings.put("ICEFLOE_STREAM_PORT", Integer.toString(FreePorts.consecutive(2)));
        settings.putAll(environment);
        try {
            Installation installation = new Installation(distribution(), directory.resolve("base"), name, httpPort);
            installation.deploy();
            ProcessBuilder command = preparation.prepare(installation);
            Environment.set(command, settings);
            return ServerProcess.start(command, home).awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path distribution() throws IOException {
        if (!Files.isDirectory(UNPACKED)) {
            throw new AssertionError(UNPACKED + " is missing: mvn pre-integration-test fetches the containers");
        }
        try (Stream<Path> children = Files.list(UNPACKED)) {
            return children.filter(child -> child.getFileName().toString().startsWith(directoryPrefix))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + directoryPrefix + "* in " + UNPACKED));
        }
    }

    /** A base directory as Tomcat's RUNNING.txt describes it, with the two ports changed. */
    private static ProcessBuilder tomcat(Installation installation) throws IOException {
        Path home = installation.distribution();
        Path base = installation.base();
        for (String name : List.of("conf", "logs", "temp", "work")) {
            Files.createDirectories(base.resolve(name));
        }
        copyFiles(home.resolve("conf"), base.resolve("conf"));
        Path serverXml = base.resolve("conf/server.xml");
        String configuration = Files.readString(serverXml)
                .replace("port=\"8005\"", "port=\"-1\"")
                .replace("port=\"8080\"", "port=\"" + installation.httpPort() + "\"");
        Files.writeString(serverXml, configuration);
        ProcessBuilder command =
                new ProcessBuilder("sh", home.resolve("bin/catalina.sh").toString(), "run");
        command.environment().put("CATALINA_HOME", home.toString());
        command.environment().put("CATALINA_BASE", base.toString());
        command.environment().put("JAVA_HOME", JavaHomes.current().toString());
        return command;
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** The working directory is the base, with nothing in it but the WAR; the modules are named on the command line. */
    private static ProcessBuilder jetty(Installation installation, String environment) {
        return new ProcessBuilder(
                        JavaHomes.current().resolve("bin/java").toString(),
                        "-jar",
                        installation.distribution().resolve("start.jar").toString(),
                        // Before the modules: what follows one of an environment is taken for its own.
                        "jetty.http.port=" + installation.httpPort(),
                        "--module=server,http," + environment + "-deploy")
                .directory(installation.base().toFile());
    }
}
