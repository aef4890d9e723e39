package org.icefloe.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.icefloe.mount.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A body that is read as it comes. The container has its thread back meanwhile, and sends the request through its
 * filters once more when the body is whole, or will never be.
 *
 * <p>A request that is refused at once takes the same way: of one whose body was not to be read like this, Tomcat reads
 * what is left of it by itself, on a thread that waits.
 */
final class PendingBody implements ReadListener, AsyncListener {
    private static final Logger log = LoggerFactory.getLogger(PendingBody.class);

    private static final String ATTRIBUTE = "org.icefloe.request-body";

    private static final int PORTION = 4 * 1024;

    private final HttpServletRequest request;
    private final BodyLimits limits;
    private final Consumer<PendingBody> atEnd;

    /** Touched by one thread of the container at a time, each after the other. */
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);

    /** All below is guarded by this object. */
    private Optional<AsyncContext> waiting = Optional.empty();

    private Optional<Refusal> refusal = Optional.empty();
    private boolean decided;

    /** @param atEnd what to do when it is whole or refused, or the client has gone; perhaps more than once */
    PendingBody(HttpServletRequest request, BodyLimits limits, Consumer<PendingBody> atEnd) {
        this.request = request;
        this.limits = limits;
        this.atEnd = atEnd;
    }

    /** That which a request has waited for. */
    static Optional<PendingBody> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof PendingBody body ? Optional.of(body) : Optional.empty();
    }

    /** Why the request is not answered, if it is not. */
    synchronized Optional<Refusal> refusal() {
        return refusal;
    }

    /** The request with the whole of its body. */
    HttpServletRequest whole(HttpServletRequest comeBack) {
        return new WholeRequest(comeBack, bytes.toByteArray());
    }

    /** Takes the request away from the container's thread. */
    void begin() {
        try {
            ServletInputStream input = request.getInputStream();
            request.setAttribute(ATTRIBUTE, this);
            AsyncContext begun = request.startAsync();
            begun.setTimeout(Math.max(1, limits.time().toMillis()));
            begun.addListener(this);
            input.setReadListener(this);
            if (isDecidedBefore(begun)) {
                goOn(begun);
            }
        } catch (IOException | RuntimeException noAsync) {
            atEnd.accept(this);
            throw new IllegalStateException("A request's body cannot be read", noAsync);
        }
    }

    private synchronized boolean isDecidedBefore(AsyncContext begun) {
        waiting = Optional.of(begun);
        return decided;
    }

    /** Has the request come back for this answer, unless it does already. */
    void refuse(Refusal why) {
        decide(Optional.of(why));
    }

    private void decide(Optional<Refusal> why) {
        take(why).ifPresent(this::goOn);
    }

    /** Whom to send back, for the first who decides. */
    private synchronized Optional<AsyncContext> take(Optional<Refusal> why) {
        if (decided) {
            return Optional.empty();
        }
        decided = true;
        refusal = why;
        return waiting;
    }

    private synchronized boolean isDecided() {
        return decided;
    }

    private void goOn(AsyncContext context) {
        atEnd.accept(this);
        try {
            context.dispatch();
        } catch (IllegalStateException gone) {
            log.debug("A client has gone with the end of its request's body", gone);
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        ServletInputStream input = request.getInputStream();
        byte[] portion = new byte[PORTION];
        int length = 0;
        while (length >= 0 && !isDecided() && input.isReady()) {
            length = input.read(portion);
            bytes.write(portion, 0, Math.max(0, length));
            if (bytes.size() > limits.bytes()) {
                refuse(Refusal.bodyTooLarge(limits.bytes()));
            }
        }
    }

    @Override
    public void onAllDataRead() {
        decide(Optional.empty());
    }

    /** The client has gone, or has sent nothing for so long that the container gives it up. */
    @Override
    public void onError(Throwable fault) {
        log.debug("A request's body has not come whole", fault);
        Optional<AsyncContext> mine = take(Optional.of(Refusal.badRequest("The request's body has not come whole")));
        atEnd.accept(this);
        mine.ifPresent(PendingBody::complete);
    }

    private static void complete(AsyncContext context) {
        try {
            if (context.getResponse() instanceof HttpServletResponse response) {
                response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
                response.setHeader("Connection", "close");
            }
            context.complete();
        } catch (IllegalStateException over) {
            log.debug("The container has completed a request itself", over);
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        refuse(Refusal.bodyTooSlow(limits.time()));
    }

    @Override
    public void onError(AsyncEvent event) {
        onError(event.getThrowable());
    }

    @Override
    public void onComplete(AsyncEvent event) {
        atEnd.accept(this);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
