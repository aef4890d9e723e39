package org.icefloe.rest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;

/** An application that is asked in this process, as the stream port asks it. */
public final class InProcess {
    private final ApplicationHandler application;
    private final URI base;

    private InProcess(RestConfig application, URI base) {
        this.application = new ApplicationHandler(application);
        this.base = base;
    }

    /** @param base where clients believe the application to be, with a slash at the end */
    public static InProcess of(RestConfig application, String base) {
        return new InProcess(application, URI.create(base));
    }

    /** What came back. Header names are in lower case; a body that came compressed is unpacked. */
    public record Reply(int status, String reason, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** A request to be made. */
    public final class Request {
        private final ContainerRequest request;

        private Request(String method, String target) {
            request = new ContainerRequest(
                    base,
                    base.resolve(target),
                    method,
                    new Nobody(),
                    new MapPropertiesDelegate(new HashMap<>(Map.of(ClientAddress.PROPERTY, "192.0.2.7"))),
                    application.getConfiguration());
        }

        public Request header(String name, String value) {
            request.header(name, value);
            return this;
        }

        /** What a door would note. */
        public Request property(String name, Object value) {
            request.setProperty(name, value);
            return this;
        }

        public Request login(String userAndPassword) {
            byte[] bytes = userAndPassword.getBytes(StandardCharsets.UTF_8);
            return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
        }

        public Reply send() {
            return send("");
        }

        public Reply send(String body) {
            request.setEntityStream(new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ContainerResponse response = await(application.apply(request, bytes));
            Map<String, String> headers = new HashMap<>();
            response.getStringHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            if (request.getProperty(LargeBody.OPEN_ENDED) != null) {
                headers.remove("content-length");
            }
            if (request.getProperty(LargeBody.PROPERTY) instanceof LargeBody large) {
                copy(large, bytes);
                large.size().ifPresent(size -> headers.put("content-length", Long.toString(size)));
            }
            return new Reply(
                    response.getStatus(),
                    response.getStatusInfo().getReasonPhrase(),
                    headers,
                    text(bytes.toByteArray(), headers));
        }
    }

    private static String text(byte[] body, Map<String, String> headers) {
        if (body.length == 0 || !headers.getOrDefault("content-encoding", "").equals("gzip")) {
            return new String(body, StandardCharsets.UTF_8);
        }
        try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a door does it. */
    private static void copy(LargeBody body, OutputStream to) {
        try (InputStream from = body.open()) {
            from.transferTo(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T await(Future<T> answer) {
        try {
            return answer.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new AssertionError("no answer", failed);
        }
    }

    /** @param target relative to the base, as a client would write it */
    public Request get(String target) {
        return new Request("GET", target);
    }

    public Request head(String target) {
        return new Request("HEAD", target);
    }

    public Request patch(String target) {
        return request("PATCH", target);
    }

    public Request request(String method, String target) {
        return new Request(method, target);
    }

    public Request post(String target) {
        return new Request("POST", target);
    }
}
