package org.icefloe.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.icefloe.testkit.clients.Program;

/**
 * Hosts with wires between them, each a network namespace of this machine, which is at the switch itself.
 *
 * <pre>
 *   host 2 ── wire ──┐
 *   host 3 ── wire ──┤ switch ── this machine, host 1        10.x.y.0/24
 *   ...              ┘
 * </pre>
 *
 * <p>It needs Linux and root. Its names are its own, and all are gone when it is closed.
 */
public final class Hosts implements AutoCloseable {
    private final String name = "flo%05x".formatted(ThreadLocalRandom.current().nextInt(1 << 20));
    private final String network = "10.%d.%d."
            .formatted(
                    ThreadLocalRandom.current().nextInt(200, 250),
                    ThreadLocalRandom.current().nextInt(1, 255));
    private final Deque<List<String>> undoing = new ArrayDeque<>();
    private final Thread reaper = new Thread(this::removeAll);
    private int last = 1;

    /** One of them. */
    public final class Host {
        private final String namespace;
        private final String plug;
        private final String address;

        private Host(int number) {
            this.namespace = name + "n" + number;
            this.plug = name + "p" + number;
            this.address = network + number;
        }

        /** Where the others find it. */
        public String address() {
            return address;
        }

        /** What is to stand before a command that is to run there. */
        public List<String> command() {
            return List.of(Program.IP.path().toString(), "netns", "exec", namespace);
        }

        /** Pulls its plug at the switch: nothing goes in or out, and nobody is told. */
        public void cut() {
            ip("link", "set", plug, "down");
        }

        /** Puts it in again. */
        public void heal() {
            ip("link", "set", plug, "up");
        }
    }

    /** A switch without hosts. */
    public Hosts() {
        Runtime.getRuntime().addShutdownHook(reaper);
        try {
            make(List.of("link", "add", name, "type", "bridge"), List.of("link", "del", name));
            ip("addr", "add", network + "1/24", "dev", name);
            ip("link", "set", name, "up");
        } catch (RuntimeException | Error fault) {
            close();
            throw fault;
        }
    }

    /** The address of this machine at the switch. */
    public InetAddress here() {
        try {
            return InetAddress.getByName(network + "1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One more host, with a wire to the switch. */
    public Host add() {
        Host host = new Host(++last);
        make(List.of("netns", "add", host.namespace), List.of("netns", "del", host.namespace));
        make(
                List.of("link", "add", host.plug, "type", "veth", "peer", "name", "eth0", "netns", host.namespace),
                List.of("link", "del", host.plug));
        ip("link", "set", host.plug, "master", name, "up");
        ip("-n", host.namespace, "link", "set", "lo", "up");
        ip("-n", host.namespace, "addr", "add", host.address + "/24", "dev", "eth0");
        ip("-n", host.namespace, "link", "set", "eth0", "up");
        return host;
    }

    /** Cuts the way between two of them: nothing goes from one to the other, and nobody is told. Both reach us yet. */
    public void cut(Host one, Host other) {
        isolate(one, "on");
        isolate(other, "on");
    }

    /** Mends it. */
    public void heal(Host one, Host other) {
        isolate(one, "off");
        isolate(other, "off");
    }

    /** The switch passes nothing on between two plugs that are isolated. */
    private static void isolate(Host host, String whether) {
        ip("link", "set", "dev", host.plug, "type", "bridge_slave", "isolated", whether);
    }

    private void make(List<String> doing, List<String> undone) {
        undoing.push(undone);
        ip(doing.toArray(String[]::new));
    }

    private static void ip(String... arguments) {
        String complaint = complaint(List.of(arguments));
        if (!complaint.isEmpty()) {
            throw new AssertionError("ip " + String.join(" ", arguments) + ", which needs root: " + complaint);
        }
    }

    private static String complaint(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Program.IP.path().toString()));
        command.addAll(arguments);
        try {
            Process ip = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return ip.waitFor(10, TimeUnit.SECONDS) && ip.exitValue() == 0 ? "" : "it has failed: " + said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /** The last first; what is gone with another needs no removal. */
    private synchronized void removeAll() {
        while (!undoing.isEmpty()) {
            complaint(undoing.pop());
        }
    }

    @Override
    public void close() {
        removeAll();
        Runtime.getRuntime().removeShutdownHook(reaper);
    }
}
