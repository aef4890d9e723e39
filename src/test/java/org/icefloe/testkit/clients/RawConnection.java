package org.icefloe.testkit.clients;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A socket that says what it is told, remembers what it hears, and can play a sample. */
public final class RawConnection implements RunningSource {
    private final Duration longestReply;
    private final StringBuffer heard = new StringBuffer();
    private Socket socket;
    private Optional<PacedSound> sound = Optional.empty();

    /**
     * Connects.
     *
     * @param longestReply how long a reply is waited for
     */
    public RawConnection(String host, int port, Duration longestReply) throws IOException {
        this.longestReply = longestReply;
        this.socket = connect(host, port);
    }

    /** Leaves for another port. */
    void reconnect(String host, int port) throws IOException {
        socket.close();
        socket = connect(host, port);
    }

    private Socket connect(String host, int port) throws IOException {
        Socket connection = new Socket();
        connection.setTcpNoDelay(true);
        connection.setSoTimeout((int) longestReply.toMillis());
        connection.connect(new InetSocketAddress(host, port), (int) longestReply.toMillis());
        return connection;
    }

    /** Sends {@code text} as it stands. */
    public void say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a head up to its empty line.
     *
     * @throws IOException that quotes it, if its first line is no {@code pattern}
     */
    public void expect(String pattern) throws IOException {
        String head = head();
        if (!head.split("\r?\n", 2)[0].matches(pattern)) {
            throw new IOException("expected " + pattern + " but was told: " + (head.isEmpty() ? "nothing" : head));
        }
    }

    /** Reads up to an empty line or the end, whichever comes first. */
    public String head() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            if (next == '\n' && head.toString(StandardCharsets.UTF_8).matches("(?s).*\n\r?\n")) {
                break;
            }
        }
        heard.append(head.toString(StandardCharsets.UTF_8));
        return head.toString(StandardCharsets.UTF_8);
    }

    /** Reads to the end. */
    public String rest() throws IOException {
        String rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        heard.append(rest);
        return rest;
    }

    /**
     * Returns when the server has closed the connection, whatever it sent before; bytes it left unread make it a reset.
     */
    public void awaitClosed() throws IOException {
        try {
            rest();
        } catch (SocketException reset) {
            heard.append(reset.getMessage());
        }
    }

    /** Begins to send {@code sample} in real time. */
    void play(Sample sample) throws IOException {
        sound = Optional.of(PacedSound.play(sample, socket.getOutputStream()));
    }

    /**
     * Begins to send {@code bytes}, over and over.
     *
     * @param length how long one pass takes
     */
    public void play(byte[] bytes, Duration length) throws IOException {
        sound = Optional.of(PacedSound.play(bytes, length, socket.getOutputStream()));
    }

    /** Sends {@code bytes} as fast as they are taken. */
    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Sends no more, but keeps the connection, as a source does whose input has dried up. */
    public void fallSilent() {
        sound.ifPresent(PacedSound::close);
    }

    @Override
    public boolean isAlive() {
        return !socket.isClosed();
    }

    @Override
    public String output() {
        return heard.toString();
    }

    /** Closes with RST, as a machine does that has forgotten the connection. */
    @Override
    public void kill() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyClosed) {
            heard.append("[closed before it could be killed]");
        }
        close();
    }

    @Override
    public void close() {
        sound.ifPresent(PacedSound::close);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a socket", e);
        }
    }
}
