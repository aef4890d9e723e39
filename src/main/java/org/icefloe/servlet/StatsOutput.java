package org.icefloe.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;
import org.icefloe.stats.StatsGate;
import org.icefloe.stats.StatsSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the statistics to one client. What its connection does not take waits here, up to a limit; behind that the
 * client is given up. The lock is held while bytes are pushed to the container, and nothing touches the output when it
 * is dead, for the container may have given it to the next request.
 */
final class StatsOutput implements WriteListener, StatsSink {
    private static final Logger log = LoggerFactory.getLogger(StatsOutput.class);

    private final Object lock = new Object();
    private final ServletOutputStream output;
    private final Exchange exchange;
    private final Function<StatsSink, Runnable> follow;

    /** Guarded by {@code lock}, as is all that follows. */
    private final Queue<byte[]> waiting = new ArrayDeque<>();

    /** How much more may wait, in bytes. */
    private long room = StatsGate.QUEUE;

    private boolean flushDue;
    private boolean dead;

    /** To be run when the client is gone; none before it is followed. */
    private Runnable whenGone = () -> {};

    /** Confined to the container's calls of {@link #onWritePossible}, which come one at a time. */
    private boolean begun;

    StatsOutput(ServletOutputStream output, Exchange exchange, Function<StatsSink, Runnable> follow) {
        this.output = output;
        this.exchange = exchange;
        this.follow = follow;
    }

    static void begin(StatsGate gate, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/plain");
        response.setHeader("Connection", "close");
        response.setHeader("Cache-Control", "no-cache, no-store");
        response.flushBuffer();
        Exchange exchange = new Exchange();
        String path = Requests.path(request);
        StatsOutput sink = new StatsOutput(response.getOutputStream(), exchange, own -> gate.follow(path, own));
        exchange.atEnd(sink::gone);
        exchange.begin(request);
        sink.output.setWriteListener(sink);
    }

    private void followed(Runnable leave) {
        boolean late;
        synchronized (lock) {
            late = dead;
            whenGone = leave;
        }
        if (late) {
            gone();
        }
    }

    @Override
    public void begin(byte[] everything) {
        synchronized (lock) {
            room += everything.length;
        }
        send(everything);
    }

    @Override
    public void send(byte[] lines) {
        boolean tooSlow;
        synchronized (lock) {
            if (dead) {
                return;
            }
            waiting.add(lines);
            room -= lines.length;
            tooSlow = room < 0;
            if (!tooSlow) {
                push();
            }
        }
        if (tooSlow) {
            close();
        }
    }

    @Override
    public void close() {
        gone();
        exchange.abort();
    }

    /** Nothing may be sent before the container has called for the first time. */
    @Override
    public void onWritePossible() {
        if (!begun) {
            begun = true;
            followed(follow.apply(this));
        }
        synchronized (lock) {
            push();
        }
    }

    private void push() {
        try {
            while (!dead && !waiting.isEmpty() && output.isReady()) {
                byte[] next = waiting.remove();
                room += next.length;
                flushDue = true;
                output.write(next);
            }
            if (!dead && flushDue && waiting.isEmpty() && output.isReady()) {
                flushDue = false;
                output.flush();
            }
        } catch (IOException lost) {
            // The container finds that out too, and ends the request.
            dead = true;
            log.debug("Somebody who followed the statistics is gone", lost);
        }
    }

    @Override
    public void onError(Throwable fault) {
        gone();
        exchange.complete();
    }

    /** The client is gone, or given up. */
    private void gone() {
        Runnable leave;
        synchronized (lock) {
            dead = true;
            waiting.clear();
            leave = whenGone;
            whenGone = () -> {};
        }
        leave.run();
    }
}
