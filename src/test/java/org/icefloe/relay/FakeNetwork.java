package org.icefloe.relay;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
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
import java.util.function.Function;
import org.icefloe.net.Origin;

/** Connections whose other ends are in the hands of a test. Everything is told by way of one executor. */
public final class FakeNetwork implements Network {
    private final Executor loop;
    private final List<Call> calls = new ArrayList<>();
    private final Set<String> broken = new HashSet<>();
    private Consumer<Call> answering = call -> {};

    public FakeNetwork(Executor loop) {
        this.loop = loop;
    }

    /** Has somebody answer every call from now on. */
    public void answer(Consumer<Call> how) {
        answering = how;
    }

    /** The server itself fails whenever it connects to that host. */
    public void breakFor(String host) {
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

    /**
     * The same, for addresses that a gate lets through.
     *
     * @param names the addresses of hosts
     */
    public Network through(Gate gate, Function<String, List<String>> names) {
        return (server, patience, listener) -> {
            Optional<String> refusal = Optional.empty();
            for (String address : names.apply(server.bareHost())) {
                Optional<String> why = gate.refusal(new InetSocketAddress(address, server.port()));
                if (why.isEmpty()) {
                    connect(server, patience, listener);
                    return;
                }
                refusal = refusal.or(() -> why);
            }
            String reason = refusal.orElse("no host is known by the name " + server.host());
            loop.execute(() -> listener.closed(reason));
        };
    }

    /** Every connection there ever was. */
    public List<Call> calls() {
        return calls;
    }

    public Call last() {
        return calls.get(calls.size() - 1);
    }

    /** Those of which nobody was told the end. */
    public List<Call> open() {
        return calls.stream().filter(call -> !call.over).toList();
    }

    /** Whom the calls went to, from one of them on. */
    public List<String> hosts(int from) {
        return calls.subList(from, calls.size()).stream()
                .map(call -> call.server.host())
                .toList();
    }

    /** One connection, seen from the other end. */
    public final class Call implements Network.Link {
        public final Origin server;
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
        public Call open() {
            listener.opened(this);
            return this;
        }

        /** It is there, and is answered with a head; lines end with CRLF. */
        public Call answers(String... head) {
            return open().says(String.join("\r\n", head) + "\r\n\r\n");
        }

        public Call says(String text) {
            return says(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        public Call says(byte[] bytes) {
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
        public void ends(String reason) {
            if (!over) {
                paused = false;
                deliver();
                closing = true;
                over = true;
                listener.closed(reason);
            }
        }

        /** What was sent to the other end. */
        public String heard() {
            return heard.toString(StandardCharsets.UTF_8);
        }

        /** A header of the request. */
        public Optional<String> header(String name) {
            return heard().lines()
                    .filter(line -> line.toLowerCase().startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst();
        }

        boolean isPaused() {
            return paused;
        }

        public boolean isOver() {
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
