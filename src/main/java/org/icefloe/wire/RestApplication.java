package org.icefloe.wire;

import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;
import org.icefloe.bytes.Printable;
import org.icefloe.rest.ClientAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the JAX-RS application, which the servlet door runs too, for requests of the stream port: in this process,
 * without a servlet.
 */
final class RestApplication {
    private static final Logger log = LoggerFactory.getLogger(RestApplication.class);

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]+(?::[0-9]{1,5})?|\\[[0-9A-Fa-f:.]+](?::[0-9]{1,5})?");

    private static final String FAULT = "The server has failed at this request; its log says why";

    private final ApplicationHandler application;
    private final Executor workers;

    /** @param workers where resources run; they may block */
    RestApplication(ResourceConfig config, Executor workers) {
        this.application = new ApplicationHandler(config);
        this.workers = workers;
    }

    /**
     * A whole answer.
     *
     * @param status HTTP status code
     * @param reason reason phrase
     * @param headers in the order of sending, {@code Content-Length} among them if it is known
     * @param body empty for {@code HEAD}
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, String reason, Map<String, String> headers, byte[] body) {}

    /**
     * Answers a request on a worker's thread.
     *
     * @param body of the request
     * @param address the client's IP address
     * @param answer called once, on the worker's thread
     */
    void handle(RequestHead head, byte[] body, String address, Consumer<Answer> answer) {
        Writer writer = new Writer(answer);
        workers.execute(() -> {
            try {
                application.handle(request(head, body, address, writer));
            } catch (Throwable fault) {
                writer.failure(fault);
            }
        });
    }

    private ContainerRequest request(RequestHead head, byte[] body, String address, Writer writer) {
        URI base = baseUri(head);
        ContainerRequest request = new ContainerRequest(
                base,
                base.resolve(target(head)),
                head.method(),
                new Nobody(),
                new MapPropertiesDelegate(new HashMap<>(Map.of(ClientAddress.PROPERTY, address))),
                application.getConfiguration());
        head.headers().forEach(request::header);
        request.setEntityStream(new ByteArrayInputStream(body));
        request.setWriter(writer);
        return request;
    }

    /** A Host header that is none, or none at all, must not make the request fail: only links are built from it. */
    private static URI baseUri(RequestHead head) {
        return URI.create("http://"
                + head.header("host")
                        .filter(host -> HOST.matcher(host).matches())
                        .orElse("localhost") + "/");
    }

    private static String target(RequestHead head) {
        try {
            String path = new URI(null, null, head.path(), null).toASCIIString();
            return head.query().isEmpty() ? path : path + "?" + head.query();
        } catch (URISyntaxException noPath) {
            throw new BadRequestException("The path cannot be written as a URI: " + Printable.quote(head.path()));
        }
    }

    /** Nobody has logged in yet: a filter of the application sees to that. */
    private static final class Nobody implements SecurityContext {
        @Override
        public @Nullable Principal getUserPrincipal() {
            return null;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public @Nullable String getAuthenticationScheme() {
            return null;
        }
    }

    /** Gathers an answer and passes it on when it is complete. */
    private static final class Writer implements ContainerResponseWriter {
        private final Consumer<Answer> answer;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        /** Length of the body that is, or to a {@code HEAD} would be, sent, in bytes; negative if not known. */
        private long length = -1;

        @Nullable
        private ContainerResponse response;

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
            if (length >= 0 || body.size() > 0) {
                headers.put("Content-Length", Long.toString(Math.max(length, body.size())));
            }
            answer.accept(new Answer(
                    whole.getStatus(), whole.getStatusInfo().getReasonPhrase(), headers, body.toByteArray()));
        }

        @Override
        public void failure(Throwable fault) {
            log.error("A request of the stream port has failed because of a fault in the server", fault);
            byte[] text = FAULT.getBytes(StandardCharsets.UTF_8);
            Map<String, String> headers = Map.of(
                    "Content-Type", "text/plain; charset=utf-8", "Content-Length", Integer.toString(text.length));
            answer.accept(new Answer(500, "Internal Server Error", headers, text));
        }

        @Override
        public boolean enableResponseBuffering() {
            return true;
        }
    }
}
