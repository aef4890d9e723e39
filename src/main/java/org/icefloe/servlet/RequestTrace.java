package org.icefloe.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Objects;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.listener.ListenerSession;
import org.icefloe.logs.AccessLog;
import org.icefloe.logs.AccessRecord;
import org.icefloe.time.Ticker;

/**
 * What the access log is told of a request when it is over: at the end of the filter, or, if a stream or a file is sent
 * on behind it, when that ends. Told once, whoever says so first. Safe for any number of threads.
 *
 * <p>The container writes the head of the response, and does not say how long it is; what is known of it is counted.
 */
final class RequestTrace {
    private static final String ATTRIBUTE = "org.icefloe.request-trace";

    private static final String STATUS_LINE = "HTTP/1.1 200 OK\r\n";

    /** Colon, blank and the end of the line. */
    private static final int AROUND_A_HEADER = 4;

    private final AccessLog log;
    private final Ticker ticker;
    private final long beganNanos;
    private final AccessRecord.Request request;
    private final String address;

    /** All below is guarded by this object. */
    private Optional<ListenerSession> listener = Optional.empty();

    private Optional<CountedResponse> response = Optional.empty();
    private long headBytes;
    private int status;
    private boolean inFilter = true;
    private boolean goesOn;
    private boolean over;
    private boolean told;

    private RequestTrace(HttpServletRequest request, String address, AccessLog log, Ticker ticker) {
        this.log = log;
        this.ticker = ticker;
        this.beganNanos = ticker.nanos();
        this.address = address;
        this.request = new AccessRecord.Request(
                request.getMethod(),
                target(request),
                request.getProtocol(),
                header(request, "Referer"),
                header(request, "User-Agent"),
                Credentials.ofBasic(header(request, "Authorization")).map(Credentials::user));
    }

    /** Without the context path: the same stream has the same name at both doors. */
    private static String target(HttpServletRequest request) {
        String context = Objects.requireNonNullElse(request.getContextPath(), "");
        return request.getRequestURI().substring(context.length());
    }

    /** Of several the last, as at the stream port. */
    private static String header(HttpServletRequest request, String name) {
        Enumeration<String> values = request.getHeaders(name);
        String last = "";
        while (values != null && values.hasMoreElements()) {
            last = values.nextElement();
        }
        return last;
    }

    /** Begins with a request, or goes on with one that the container has sent through its filters once more. */
    static RequestTrace enter(HttpServletRequest request, String address, AccessLog log, Ticker ticker) {
        RequestTrace trace = of(request).orElseGet(() -> new RequestTrace(request, address, log, ticker));
        request.setAttribute(ATTRIBUTE, trace);
        trace.enter();
        return trace;
    }

    private synchronized void enter() {
        inFilter = true;
        goesOn = false;
    }

    /** That of a request, if it has one. */
    static Optional<RequestTrace> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestTrace trace ? Optional.of(trace) : Optional.empty();
    }

    /** What is sent is a stream, and the session counts it. */
    synchronized void listens(ListenerSession session) {
        listener = Optional.of(session);
    }

    /** The end of the filter will not be that of the request. */
    synchronized void goesOn() {
        goesOn = true;
    }

    /**
     * The filter ends here. Nothing of the response is looked at later: the container may have given it away.
     *
     * @param waits whether the request comes back for its answer
     */
    synchronized void leave(CountedResponse answer, boolean waits) {
        if (!waits) {
            response = Optional.of(answer);
            status = answer.getStatus();
            headBytes = headBytes(answer);
        }
        inFilter = false;
        if (over || !goesOn && !waits) {
            tell();
        }
    }

    /** The filter has failed, and the container answers for it. */
    synchronized void fail() {
        status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        inFilter = false;
        tell();
    }

    /** The stream or the file has ended, or the client has gone. */
    synchronized void end() {
        over = true;
        if (!inFilter) {
            tell();
        }
    }

    private void tell() {
        if (!told && status > 0) {
            told = true;
            long body = listener.map(ListenerSession::bytesSent)
                    .orElseGet(() -> response.map(CountedResponse::bytes).orElse(0L));
            Optional<String> user = listener.flatMap(ListenerSession::user);
            Duration connected = Duration.ofNanos(ticker.nanos() - beganNanos);
            log.ended(new AccessRecord(request, address, user, status, headBytes + body, connected));
        }
    }

    private static long headBytes(HttpServletResponse response) {
        long bytes = STATUS_LINE.length() + "\r\n".length();
        for (String name : response.getHeaderNames()) {
            for (String value : response.getHeaders(name)) {
                bytes += name.length() + value.length() + AROUND_A_HEADER;
            }
        }
        return bytes;
    }
}
