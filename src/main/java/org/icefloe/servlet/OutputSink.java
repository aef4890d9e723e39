package org.icefloe.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Objects;
import org.icefloe.listener.ListenerSession;
import org.icefloe.listener.ListenerSink;
import org.jspecify.annotations.Nullable;

/**
 * A listener's output at the servlet door.
 *
 * <pre>
 *   OPEN ── finish() ──> FINISHING ── everything is sent ──> DEAD
 *     └── abort(), client gone ──┴──────────────────────────> DEAD
 * </pre>
 *
 * <p>A servlet's output takes one write at a time and says by {@code isReady} whether it takes the next; what comes in
 * between waits here, by reference, for the arrays never change.
 *
 * <p>The fan-out's thread pushes while threads of the container report what became of earlier bytes. One lock for each
 * listener lies over both: it is held during a push, and taken by whoever finds the connection dead. After that nothing
 * here touches the output again, for the container may have given it to the next request. The connection is closed
 * outside the lock: containers call back from there.
 */
abstract class OutputSink implements ListenerSink, WriteListener {
    private final Object lock = new Object();

    private enum State {
        OPEN,
        FINISHING,
        DEAD
    }

    /** Guarded by {@code lock}, as are the three fields below. */
    private State state = State.OPEN;

    /** What the output did not take yet. Most listeners never have any, and are spared the queue. */
    @Nullable
    private ArrayDeque<Piece> waiting;

    private boolean flushDue;

    /** Whether the session was told that the output takes no more, and waits to hear when it does. */
    private boolean awaited;

    /** Set before the container knows of this sink, and not changed. */
    @Nullable
    private ListenerSession session;

    /** Set before the session begins, and not changed. */
    @Nullable
    private ServletOutputStream output;

    /** Confined to the container's calls of {@link #onWritePossible}, which come one at a time. */
    private boolean begun;

    /** Bytes that wait; the array is the stream's. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Piece(byte[] array, int offset, int length) {}

    /**
     * Sends the head of the response; the session begins behind it.
     *
     * @throws IOException if the client is gone by now, which the caller then tells the session
     */
    abstract void begin(ListenerSession session, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException;

    /** Says whom to tell what happens. To be called before {@link #open}. */
    final void serve(ListenerSession listener) {
        session = listener;
    }

    /** Lets the container call, which begins the session. */
    final void open(ServletOutputStream opened) {
        output = opened;
        opened.setWriteListener(this);
    }

    private ListenerSession session() {
        return Objects.requireNonNull(session);
    }

    private ServletOutputStream output() {
        return Objects.requireNonNull(output);
    }

    /**
     * Closes the connection, for everything has been sent. Called once at most, not after the other, and without the
     * lock.
     */
    abstract void closeFinished();

    /** Closes the connection with whatever it still holds. Called once at most, not after the other, and without it. */
    abstract void closeAborted();

    /** A dead sink is ready for anything: its session hears of the death in another way, and needs no wake-up. */
    @Override
    public final boolean ready() {
        synchronized (lock) {
            boolean ready = state == State.DEAD || isEmpty();
            awaited = !ready;
            return ready;
        }
    }

    /** Whether everything has been handed to the network; if not, the container will call. */
    private boolean isEmpty() {
        return !isWaiting() && !flushDue && output().isReady();
    }

    private boolean isWaiting() {
        return waiting != null && !waiting.isEmpty();
    }

    @Override
    public final void write(byte[] array, int offset, int length) {
        synchronized (lock) {
            if (state != State.DEAD) {
                push(new Piece(array, offset, length));
            }
        }
    }

    private void push(Piece piece) {
        try {
            if (!isWaiting() && output().isReady()) {
                output().write(piece.array(), piece.offset(), piece.length());
            } else {
                waiting = Objects.requireNonNullElseGet(waiting, ArrayDeque::new);
                waiting.add(piece);
            }
        } catch (IOException gone) {
            lose();
        }
    }

    @Override
    public final void flush() {
        synchronized (lock) {
            flushDue = true;
            pushWaiting();
        }
    }

    private void pushWaiting() {
        try {
            while (state != State.DEAD && waiting != null && !waiting.isEmpty() && output().isReady()) {
                Piece piece = waiting.remove();
                output().write(piece.array(), piece.offset(), piece.length());
            }
            if (state != State.DEAD && flushDue && !isWaiting() && output().isReady()) {
                flushDue = false;
                output().flush();
            }
        } catch (IOException gone) {
            lose();
        }
    }

    @Override
    public final void finish() {
        boolean finished;
        synchronized (lock) {
            state = state == State.OPEN ? State.FINISHING : state;
            finished = dieIfFinished();
        }
        if (finished) {
            closeFinished();
        }
    }

    private boolean dieIfFinished() {
        boolean finished = state == State.FINISHING && isEmpty();
        if (finished) {
            die();
        }
        return finished;
    }

    @Override
    public final void abort() {
        boolean alive;
        synchronized (lock) {
            alive = state != State.DEAD;
            die();
        }
        if (alive) {
            closeAborted();
        }
    }

    /**
     * A write has failed, on whichever thread: the container finds that out too and ends the request. To end it here
     * would be one time too many.
     */
    private void lose() {
        die();
        session().clientGone();
    }

    private void die() {
        state = State.DEAD;
        waiting = null;
    }

    /** The container has found that the connection is gone, or ends it. */
    final void gone() {
        synchronized (lock) {
            die();
        }
        session().clientGone();
    }

    @Override
    public final void onWritePossible() {
        if (begun) {
            goOn();
        } else {
            begun = true;
            session().begin();
        }
    }

    private void goOn() {
        boolean wake;
        boolean finished;
        synchronized (lock) {
            pushWaiting();
            wake = state == State.OPEN && awaited && isEmpty();
            awaited &= !wake;
            finished = dieIfFinished();
        }
        if (wake) {
            session().sinkReady();
        }
        if (finished) {
            closeFinished();
        }
    }
}
