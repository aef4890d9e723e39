package org.icefloe.boot.launch;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The main class of {@code icefloe.war}: {@code java -jar icefloe.war --help} tells what it understands.
 *
 * <p>Standard output carries what a program that starts the server waits for: the ready line, and the passwords of a
 * fresh home; or the report of an import. Everything else goes to standard error. Exit codes: 0 or 143 after SIGTERM, 1
 * if the server cannot be started or the file not imported, 2 if the command is wrong.
 */
public final class Main {
    private static final String SERVER = "org.icefloe.boot.launch.EmbeddedJetty";
    private static final String PORT_KEY = "icefloe.http.port";

    /** Held for as long as the process lives: with it, its channel would be collected, and the lock be gone. */
    @SuppressWarnings({"FieldCanBeLocal", "unused"})
    private static @Nullable RunDirectory running;

    private Main() {}

    /** Starts the server and returns when it runs; its threads keep the process alive. */
    public static void main(String... arguments) {
        try {
            CommandLine commandLine = CommandLine.parse(arguments);
            switch (commandLine.request()) {
                case HELP -> System.out.print(CommandLine.HELP);
                case VERSION -> System.out.println("Icefloe " + version());
                case START -> start(commandLine);
                case IMPORT -> System.exit(new ImportLauncher(commandLine, war()).run());
                case DRY_IMPORT -> System.exit(new ImportLauncher(commandLine, war()).dryRun());
            }
        } catch (LaunchException e) {
            exit(e.exitCode(), e.getMessage());
        } catch (IOException | ReflectiveOperationException | URISyntaxException e) {
            exit(1, "Icefloe could not be started: " + e);
        }
    }

    private static void start(CommandLine commandLine)
            throws IOException, ReflectiveOperationException, URISyntaxException {
        LaunchSettings settings = new LaunchSettings(commandLine.settings(), System.getProperties(), System.getenv());
        RunDirectory run = RunDirectory.open(settings.home());
        running = run;
        Path unpacked = run.unpack(war());
        publish(commandLine.settings(), settings.home());
        Object server = open(settings, classLoader(unpacked), unpacked, run.temporary());
        // The port is known from here on, even if any free one was asked for.
        System.setProperty(PORT_KEY, server.toString());
        Runtime.getRuntime().addShutdownHook(new Shutdown((AutoCloseable) server).hook());
        run((Runnable) server);
    }

    /** Puts the command line where the web application looks for settings, and above all other system properties. */
    static void publish(Map<String, String> commandLine, Path home) {
        System.setProperty("icefloe.command-line", String.join(",", commandLine.keySet()));
        commandLine.forEach(System::setProperty);
        System.setProperty("icefloe.home", home.toString());
    }

    /**
     * Its parent is the platform's loader, not the one that loaded this class: so the embedded container is loaded anew
     * from the unpacked WAR, next to the jars it needs.
     */
    private static ClassLoader classLoader(Path unpacked) throws IOException {
        URL[] urls = RunDirectory.classPath(unpacked).toArray(URL[]::new);
        ClassLoader loader = new URLClassLoader("icefloe-launcher", urls, ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        return loader;
    }

    /** The container, its port open and nothing behind it yet. Only types of the JDK are common to both loaders. */
    private static Object open(LaunchSettings settings, ClassLoader loader, Path unpacked, Path temporary)
            throws ReflectiveOperationException {
        InetSocketAddress address = new InetSocketAddress(settings.httpBind(), settings.httpPort());
        try {
            return loader.loadClass(SERVER)
                    .getConstructor(Path.class, Path.class, InetSocketAddress.class)
                    .newInstance(unpacked, temporary, address);
        } catch (InvocationTargetException e) {
            if (rootCause(e) instanceof BindException) {
                throw LaunchException.failure(portInUse(address));
            }
            throw LaunchException.failure("Cannot listen on " + address + ": " + rootCause(e));
        }
    }

    private static String portInUse(InetSocketAddress address) {
        return "Cannot listen on " + address.getHostString() + ":" + address.getPort()
                + ", another program has this port: stop it, or choose another with --http-port (0 takes any free one).";
    }

    /** An exception of our own explains itself; of any other the whole trace is worth having. */
    private static void run(Runnable server) {
        try {
            server.run();
        } catch (RuntimeException e) {
            String known = causes(e)
                    .filter(cause -> cause.getClass().getName().startsWith("org.icefloe."))
                    .map(Throwable::getMessage)
                    .findFirst()
                    .orElse("");
            if (known.isEmpty()) {
                e.printStackTrace();
            }
            throw LaunchException.failure("Icefloe could not be started: " + (known.isEmpty() ? e.toString() : known));
        }
    }

    private static Throwable rootCause(Throwable thrown) {
        return causes(thrown).reduce((first, second) -> second).orElse(thrown);
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
    }

    private static Path war() throws URISyntaxException {
        return Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }

    private static void exit(int code, String message) {
        System.err.println(message);
        System.exit(code);
    }
}
