package org.icefloe.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code java -jar target/icefloe.war}. Made ready by {@code JarServer.in(directory).option("--key=value").start()}.
 */
public final class JarServer {
    private static final Path WAR = Path.of("target", "icefloe.war").toAbsolutePath();

    private final Path home;
    private Path java = JavaHomes.current();
    private final List<String> jvmOptions = new ArrayList<>();
    private List<String> httpPort = List.of("--http-port=0");
    private final List<String> options = new ArrayList<>();
    private Optional<List<String>> script = Optional.empty();
    private List<String> wrapper = List.of();
    private final Map<String, String> environment = new TreeMap<>(Environment.passwords());

    private JarServer(Path directory) {
        this.home = directory.resolve("home");
    }

    /** @param directory for the home and the log, most often one of JUnit's temporary directories */
    public static JarServer in(Path directory) {
        return new JarServer(directory);
    }

    /** @param home of a Java installation */
    public JarServer java(Path home) {
        this.java = home;
        return this;
    }

    /** An option of the Java machine, such as {@code -Xmx256m}. */
    public JarServer jvmOption(String option) {
        jvmOptions.add(option);
        return this;
    }

    /** Overrides what is set by default: {@code --http-port}, {@code --stream-port} and {@code --home}. */
    public JarServer option(String option) {
        options.add(option);
        return this;
    }

    /** Leaves the HTTP port to the environment or the home's file; else it is any free one. */
    public JarServer withoutHttpPort() {
        httpPort = List.of();
        return this;
    }

    public JarServer environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Starts it by a shell script, which is told by {@code ICEFLOE_WAR} where the WAR is. */
    public JarServer script(Path path) {
        script = Optional.of(List.of("/bin/sh", path.toString()));
        return environment("ICEFLOE_WAR", WAR.toString());
    }

    /** Has another program start it, such as {@code ip netns exec NAME}; that has to become it. */
    public JarServer by(List<String> program) {
        wrapper = List.copyOf(program);
        return this;
    }

    /** Starts the server and returns when it is ready. */
    public Server start() {
        return launch().awaitReady();
    }

    /** Starts a server that is expected to give up by itself within 30 s. */
    public FailedLaunch fail() {
        ServerProcess process = launch();
        int exitCode = process.awaitEnd(Duration.ofSeconds(30));
        return new FailedLaunch(exitCode, process.output(), process.errors());
    }

    private ServerProcess launch() {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(script.orElseGet(this::javaCommand));
        command.addAll(List.of("--stream-port=" + FreePorts.consecutive(2), "--home=" + home));
        command.addAll(httpPort);
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command);
        Environment.set(builder, environment);
        return ServerProcess.start(builder, home);
    }

    private List<String> javaCommand() {
        List<String> command = new ArrayList<>();
        command.add(java.resolve("bin/java").toString());
        command.add(JavaHomes.QUICK_START);
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", WAR.toString()));
        return command;
    }
}
