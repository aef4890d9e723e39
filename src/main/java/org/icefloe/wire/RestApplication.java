package org.icefloe.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;
import org.icefloe.mount.Refusal;
import org.icefloe.net.Origin;
import org.icefloe.net.Percent;
import org.icefloe.rest.ClientAddress;
import org.icefloe.rest.ContentType;
import org.icefloe.rest.LargeBody;
import org.icefloe.rest.Nobody;
import org.icefloe.rest.Way;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the JAX-RS application, which the servlet door runs too, for requests of the stream port: in this process,
 * without a servlet.
 */
final class RestApplication {
    private static final Logger log = LoggerFactory.getLogger(RestApplication.class);

    /** Files sent at a time: if none of their clients takes anything, 64 MiB wait for them. */
    private static final int MOST_FILES = 4096;

    private final ApplicationHandler application;
    private final Executor workers;
    private final FileLimit files = new FileLimit(MOST_FILES);
    private final Supplier<Origin> ownOrigin;

    /**
     * Makes the application ready.
     *
     * @param workers where resources run; they may block
     * @param ownOrigin where clients are taken to have come that do not say it
     */
    RestApplication(ResourceConfig config, Executor workers, Supplier<Origin> ownOrigin) {
        this.application = new ApplicationHandler(config);
        this.workers = workers;
        this.ownOrigin = ownOrigin;
    }

    /**
     * A whole answer.
     *
     * @param status HTTP status code
     * @param reason reason phrase
     * @param headers in the order of sending, {@code Content-Length} among them if it is known
     * @param body empty for {@code HEAD}
     * @param file what is to be sent behind the body; to be closed by whoever takes the answer
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, String reason, Map<String, String> headers, byte[] body, Optional<InputStream> file) {}

    /**
     * Answers a request on a worker's thread.
     *
     * @param body of the request
     * @param peer the IP address at the other end
     * @param answer called once, on the worker's thread
     */
    void handle(RequestHead head, byte[] body, String peer, Consumer<Answer> answer) {
        Writer writer = new Writer(answer);
        workers.execute(() -> {
            try {
                application.handle(request(head, body, peer, writer));
            } catch (Throwable fault) {
                writer.failure(fault);
            }
        });
    }

    /** Where resources run, and whatever else may block. */
    Executor workers() {
        return workers;
    }

    /** Room for files that are sent. */
    FileLimit files() {
        return files;
    }

    private ContainerRequest request(RequestHead head, byte[] body, String peer, Writer writer) {
        URI base = baseUri(head);
        ContainerRequest request = new ContainerRequest(
                base,
                base.resolve(target(head)),
                head.method(),
                new Nobody(),
                new MapPropertiesDelegate(
                        new HashMap<>(Map.of(ClientAddress.PROPERTY, peer, Way.PROPERTY, Way.STREAM_PORT))),
                application.getConfiguration());
        head.headers().forEach(request::header);
        if (!ContentType.isReadable(head.header("content-type").stream().toList())) {
            request.getHeaders().remove("content-type");
        }
        request.setEntityStream(new ByteArrayInputStream(body));
        request.setWriter(writer);
        return request;
    }

    /** A Host header that is none, or none at all, must not make the request fail: only links are built from it. */
    private URI baseUri(RequestHead head) {
        Origin origin =
                head.header("host").flatMap(host -> Origin.parse("http", host)).orElseGet(ownOrigin);
        return URI.create(origin + "/");
    }

    private static String target(RequestHead head) {
        String path = Percent.path(head.path());
        return head.query().isEmpty() ? path : path + "?" + head.query();
    }

    /** Gathers an answer and passes it on when it is complete. */
    private static final class Writer implements ContainerResponseWriter {
        private final Consumer<Answer> answer;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        /** Length of the body that is, or to a {@code HEAD} would be, sent, in bytes; negative if not known. */
        private long length = -1;

        @Nullable
        private ContainerResponse response;

        private boolean answered;

        Writer(Consumer<Answer> answer) {
            this.answer = answer;
        }

        @Override
        public OutputStream writeResponseStatusAndHeaders(long contentLength, ContainerResponse head) {
            response = head;
            length = contentLength;
            return body;
        }

        /** Refused: a worker waits for its answer, and nobody here would watch the time of one that comes later. */
        @Override
        public boolean suspend(long timeOut, TimeUnit unit, TimeoutHandler handler) {
            return false;
        }

        @Override
        public void setSuspendTimeout(long timeOut, TimeUnit unit) {
            throw new IllegalStateException("requests of the stream port are answered before their resource returns");
        }

        @Override
        public void commit() {
            ContainerResponse whole = Objects.requireNonNull(response, "committed without a status");
            Map<String, String> headers = new LinkedHashMap<>();
            whole.getStringHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
            // A 304 would tell the length of what it does not send (RFC 9110, 8.6).
            boolean openEnded = whole.getRequestContext().getProperty(LargeBody.OPEN_ENDED) != null;
            if ((length >= 0 || body.size() > 0) && whole.getStatus() != 304 && !openEnded) {
                headers.putIfAbsent("Content-Length", Long.toString(Math.max(length, body.size())));
            }
            try {
                send(new Answer(
                        whole.getStatus(),
                        whole.getStatusInfo().getReasonPhrase(),
                        headers,
                        body.toByteArray(),
                        file(whole)));
            } catch (IOException gone) {
                failure(gone);
            }
        }

        private static Optional<InputStream> file(ContainerResponse response) throws IOException {
            return response.getRequestContext().getProperty(LargeBody.PROPERTY) instanceof LargeBody found
                    ? Optional.of(found.open())
                    : Optional.empty();
        }

        @Override
        public void failure(Throwable fault) {
            log.error("A request of the stream port has failed because of a fault in the server", fault);
            Refusal refusal = Refusal.FAULT;
            send(new Answer(
                    refusal.status(),
                    refusal.reason(),
                    refusal.headers(),
                    refusal.message().getBytes(StandardCharsets.UTF_8),
                    Optional.empty()));
        }

        /** Jersey commits a page of its own behind a failure; only the first answer counts. */
        private void send(Answer whole) {
            if (!answered) {
                answered = true;
                answer.accept(whole);
            }
        }

        @Override
        public boolean enableResponseBuffering() {
            return true;
        }
    }
}
