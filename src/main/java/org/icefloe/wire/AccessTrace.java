package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icefloe.auth.Credentials;
import org.icefloe.listener.ListenerSession;
import org.icefloe.logs.AccessLog;
import org.icefloe.logs.AccessRecord;
import org.icefloe.time.Ticker;

/**
 * What the access log is told of a connection when it ends. It looks on as the answer goes out: the status is read off
 * the head that is sent, so that nobody who writes an answer can tell the log another, and bytes are counted when the
 * network has them. A listener's are counted by its session, which knows them anyway, so that the stream itself passes
 * here no more. While the log is off, nothing is looked at but who the client is, for the log of errors.
 *
 * <p>As with Icecast, who has sent no request, or has gone before there was an answer, is not in the log. Confined to
 * the connection's event loop.
 */
final class AccessTrace extends ChannelOutboundHandlerAdapter {
    private static final AttributeKey<AccessTrace> KEY = AttributeKey.valueOf(AccessTrace.class, "trace");

    /** A status line, or what a SHOUTcast source is told instead. */
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3}) |OK2");

    /** A source that waits for it is told this first. */
    private static final String CONTINUE = "HTTP/1.1 100 ";

    private static final int STATUS_LINE = 13;

    private static final String[] NO_REQUEST = {"", "", ""};

    private final AccessLog log;
    private final Ticker ticker;
    private final long beganNanos;
    private final boolean looksOn;
    private Optional<AccessRecord.Request> request = Optional.empty();
    private Optional<String> address = Optional.empty();
    private Optional<String> user = Optional.empty();
    private Optional<ListenerSession> listener = Optional.empty();
    private int status;
    private long sent;

    private AccessTrace(AccessLog log, boolean looksOn, Ticker ticker) {
        this.log = log;
        this.looksOn = looksOn;
        this.ticker = ticker;
        this.beganNanos = ticker.nanos();
    }

    /** Begins with a connection that has just been accepted; a log that is turned on later is not told of it. */
    static void begin(Channel channel, AccessLog log, Ticker ticker) {
        AccessTrace trace = new AccessTrace(log, log.isOn(), ticker);
        channel.attr(KEY).set(trace);
        if (trace.looksOn) {
            channel.pipeline().addLast(trace);
            channel.closeFuture().addListener(closed -> trace.end());
        }
    }

    /** That of a connection; one that leads nowhere, if the connection has none. */
    static AccessTrace of(Channel channel) {
        AccessTrace trace = channel.attr(KEY).get();
        return trace == null ? new AccessTrace(AccessLog.NONE, false, () -> 0) : trace;
    }

    /**
     * A request has come, which may be none.
     *
     * @param lines of its head, one character a byte
     */
    void asked(Channel channel, String[] lines) {
        if (!looksOn) {
            return;
        }
        // Of what is no request nothing is told: it may be a password.
        String[] words =
                RequestHeadParser.isRequestLine(lines[0]) ? lines[0].strip().split(" +") : NO_REQUEST;
        request = Optional.of(new AccessRecord.Request(
                words[0],
                words[1],
                words[2],
                header(lines, "referer:"),
                header(lines, "user-agent:"),
                Credentials.ofBasic(header(lines, "authorization:")).map(Credentials::user)));
        address = Optional.of(StreamProtocol.address(channel));
    }

    /** A SHOUTcast source has sent its headers; Icecast takes it for one that has asked so. */
    void asked(Channel channel, String mount, String[] lines) {
        lines[0] = "SOURCE " + mount + " HTTP/1.0";
        asked(channel, lines);
    }

    private static String header(String[] lines, String name) {
        String value = "";
        for (String line : lines) {
            if (line.regionMatches(true, 0, name, 0, name.length())) {
                // As in Icecast, blanks at the end are the client's.
                value = line.substring(name.length()).replaceFirst("\r+$", "").stripLeading();
            }
        }
        return value;
    }

    /** The client is not at the other end, but behind proxies. */
    void isOf(String client) {
        address = Optional.of(client);
    }

    /** The client, as a log may name it: most of them listen. */
    String client(Channel channel) {
        return log.shown(address.orElseGet(() -> StreamProtocol.address(channel)));
    }

    /** What is sent from now on is a stream, and the session counts it. */
    void listens(Channel channel, ListenerSession session) {
        if (looksOn) {
            listener = Optional.of(session);
            user = session.user();
            channel.pipeline().remove(this);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            int length = bytes.readableBytes();
            status = status == 0 ? statusOf(bytes) : status;
            ChannelPromise watched = promise.unvoid();
            context.write(message, watched);
            watched.addListener(written -> sent += written.isSuccess() ? length : 0);
        } else {
            context.write(message, promise);
        }
    }

    private static int statusOf(ByteBuf bytes) {
        String head = text(bytes, CONTINUE.length());
        if (head.equals(CONTINUE)) {
            head = bytes.toString(StandardCharsets.ISO_8859_1).replaceFirst("(?s).*?\r\n\r\n", "");
        } else {
            head = text(bytes, STATUS_LINE);
        }
        Matcher line = STATUS.matcher(head);
        if (!line.lookingAt()) {
            return 0;
        }
        return line.group(1) == null ? 200 : Integer.parseInt(line.group(1));
    }

    private static String text(ByteBuf bytes, int most) {
        return bytes.toString(bytes.readerIndex(), Math.min(bytes.readableBytes(), most), StandardCharsets.ISO_8859_1);
    }

    private void end() {
        if (request.isPresent() && status > 0) {
            long bytes = sent + listener.map(ListenerSession::bytesSent).orElse(0L);
            Duration connected = Duration.ofNanos(ticker.nanos() - beganNanos);
            log.ended(new AccessRecord(request.get(), address.orElse("unknown"), user, status, bytes, connected));
        }
    }
}
