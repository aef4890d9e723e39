package org.icefloe.relay;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.icefloe.net.Origin;

/** Connections whose other ends are in the hands of a test. Everything is told by way of one executor. */
final class FakeNetwork implements Network {
    private final Executor loop;
    private final List<Call> calls = new ArrayList<>();
    private final Set<String> broken = new HashSet<>();
    private Consumer<Call> answering = call -> {};

    FakeNetwork(Executor loop) {
        this.loop = loop;
    }

    /** Has somebody answer every call from now on. */
    void answer(Consumer<Call> how) {
        answering = how;
    }

    /** The server itself fails whenever it connects to that host. */
    void breakFor(String host) {
        broken.add(host);
    }

    @Override
    public void connect(Origin server, Duration patience, Listener listener) {
        if (broken.contains(server.host())) {
            throw new IllegalStateException("a fault of the network");
        }
        Call call = new Call(server, patience, listener);
        calls.add(call);
        loop.execute(() -> answering.accept(call));
    }

    /** Every connection there ever was. */
    List<Call> calls() {
        return calls;
    }

    Call last() {
        return calls.get(calls.size() - 1);
    }

    /** Those of which nobody was told the end. */
    List<Call> open() {
        return calls.stream().filter(call -> !call.over).toList();
    }

    /** Whom the calls went to, from one of them on. */
    List<String> hosts(int from) {
        return calls.subList(from, calls.size()).stream()
                .map(call -> call.server.host())
                .toList();
    }

    /** One connection, seen from the other end. */
    final class Call implements Network.Link {
        final Origin server;
        final Duration patience;
        private final Listener listener;
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
        private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
        private boolean paused;
        private boolean closing;
        private boolean over;

        private Call(Origin server, Duration patience, Listener listener) {
            this.server = server;
            this.patience = patience;
            this.listener = listener;
        }

        /** The connection is there. */
        Call open() {
            listener.opened(this);
            return this;
        }

        /** It is there, and is answered with a head; lines end with CRLF. */
        Call answers(String... head) {
            return open().says(String.join("\r\n", head) + "\r\n\r\n");
        }

        Call says(String text) {
            return says(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        Call says(byte[] bytes) {
            waiting.writeBytes(bytes);
            deliver();
            return this;
        }

        /** Has the very bytes read that are in the buffer, which may be used again behind it. */
        void tells(ByteBuffer bytes) {
            listener.received(bytes);
        }

        private void deliver() {
            if (!paused && !closing && waiting.size() > 0) {
                byte[] bytes = waiting.toByteArray();
                waiting.reset();
                listener.received(ByteBuffer.wrap(bytes));
            }
        }

        /** It ends, or never came to be. */
        void ends(String reason) {
            if (!over) {
                paused = false;
                deliver();
                closing = true;
                over = true;
                listener.closed(reason);
            }
        }

        /** What was sent to the other end. */
        String heard() {
            return heard.toString(StandardCharsets.UTF_8);
        }

        /** A header of the request. */
        Optional<String> header(String name) {
            return heard().lines()
                    .filter(line -> line.toLowerCase().startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst();
        }

        boolean isPaused() {
            return paused;
        }

        boolean isOver() {
            return over;
        }

        boolean mayRest() {
            return listener.mayRest();
        }

        @Override
        public void send(byte[] bytes) {
            heard.writeBytes(bytes);
        }

        @Override
        public void pause() {
            paused = true;
        }

        @Override
        public void resume() {
            paused = false;
            loop.execute(this::deliver);
        }

        @Override
        public void close() {
            closing = true;
            loop.execute(() -> ends("it was closed"));
        }

        @Override
        public void catchUp(Runnable then) {
            loop.execute(() -> {
                deliver();
                then.run();
            });
        }
    }
}
