package org.icefloe.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * TCP ports nobody listens on, below those the system gives to outgoing connections, so that none is taken before the
 * test comes to it. This process gets none of them twice until all have been given.
 */
public final class FreePorts {
    /** Of each process that runs tests at the same time. */
    private static final int PORTS = 3_000;

    private static final int PROCESSES = 4;

    private static final int FIRST = 20_000 + Integer.getInteger("surefire.forkNumber", 0) % PROCESSES * PORTS;

    /** Counted from the first; each run begins elsewhere. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

    private FreePorts() {}

    public static int one() {
        return consecutive(1);
    }

    /** The first of several free ports in a row. */
    public static int consecutive(int count) {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int first = FIRST + NEXT.getAndAdd(count) % PORTS;
            if (first + count <= FIRST + PORTS && areFree(first, count)) {
                return first;
            }
        }
        throw new AssertionError("no " + count + " free ports in a row");
    }

    private static boolean areFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            if (!isFree(port)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
