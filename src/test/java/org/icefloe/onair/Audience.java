package org.icefloe.onair;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Listeners on plain sockets, read by one thread as fast as they are sent to. */
public final class Audience implements AutoCloseable {
    private final InetSocketAddress server;
    private final Selector selector;
    private final Queue<Listener> arriving = new ConcurrentLinkedQueue<>();
    private final ByteBuffer portion = ByteBuffer.allocateDirect(64 * 1024);

    /** Nobody as yet, at a server on this machine. */
    public Audience(int port) {
        this(InetAddress.getLoopbackAddress().getHostAddress(), port);
    }

    /** Nobody as yet. */
    public Audience(String host, int port) {
        try {
            server = new InetSocketAddress(host, port);
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread reader = new Thread(this::readAll, "audience");
        reader.setDaemon(true);
        reader.start();
    }

    /** One more, who asks for {@code path} with further headers, each a whole line. */
    public Listener join(String path, String... headers) throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        String request = "GET " + path + " HTTP/1.0\r\n" + lines + "\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
        channel.configureBlocking(false);
        Listener listener = new Listener(channel);
        arriving.add(listener);
        selector.wakeup();
        return listener;
    }

    /** Several more. */
    public List<Listener> join(int count, String path) throws IOException {
        List<Listener> listeners = new ArrayList<>();
        while (listeners.size() < count) {
            listeners.add(join(path));
        }
        return listeners;
    }

    private void readAll() {
        try {
            while (selector.isOpen()) {
                selector.select(key -> read((Listener) key.attachment()));
                for (Listener next = arriving.poll(); next != null; next = arriving.poll()) {
                    next.channel().register(selector, SelectionKey.OP_READ, next);
                }
            }
        } catch (ClosedChannelException | ClosedSelectorException over) {
            // Whoever closed it wants no more.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Listener listener) {
        portion.clear();
        listener.read(portion);
    }

    /** All leave; more than once does no harm. */
    @Override
    public void close() {
        if (!selector.isOpen()) {
            return;
        }
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
