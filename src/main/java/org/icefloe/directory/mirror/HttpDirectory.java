package org.icefloe.directory.mirror;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.icefloe.bytes.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Asks over HTTP/1.1. A list has an end in bytes, as they are sent and as they are meant, and in time; redirects are
 * not followed, for who mirrors has said whom.
 */
public final class HttpDirectory implements OtherDirectory {
    /** 200,000 entries of some 600 bytes twice over. */
    private static final long MOST = 256L << 20;

    private static final long MOST_PACKED = 64L << 20;

    private static final String GZIP = "gzip";

    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final String userAgent;
    private final Duration patience;

    /** Made when it is needed first: its thread is of no use to a server that mirrors nobody. */
    private @Nullable HttpClient client;

    /**
     * @param timer tells when something takes too long
     * @param userAgent this server's name
     * @param patience how long a list may take in all
     */
    public HttpDirectory(Executor executor, ScheduledExecutorService timer, String userAgent, Duration patience) {
        this.executor = executor;
        this.timer = timer;
        this.userAgent = userAgent;
        this.patience = patience;
    }

    @Override
    public Reply entries(URI list, Optional<String> tag) {
        HttpRequest.Builder request = HttpRequest.newBuilder(list)
                .timeout(patience)
                .header("User-Agent", userAgent)
                .header("Accept", "application/x-ndjson")
                .header("Accept-Encoding", GZIP);
        tag.ifPresent(known -> request.header("If-None-Match", known));
        try {
            return read(client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException silence) {
            throw new NoListException(words(silence));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new NoListException("was not waited for: this server ends");
        }
    }

    private Reply read(HttpResponse<InputStream> response) throws IOException {
        InputStream body = response.body();
        Optional<String> tag = response.headers().firstValue("ETag");
        ScheduledFuture<?> late = timer.schedule(() -> close(body), patience.toMillis(), TimeUnit.MILLISECONDS);
        Runnable end = () -> {
            late.cancel(false);
            close(body);
        };
        try {
            if (response.statusCode() == 304) {
                return new Reply(false, tag, Collections.emptyIterator(), end);
            }
            if (response.statusCode() != 200) {
                throw new NoListException(refusal(response));
            }
            InputStream packed = new Limited(body, MOST_PACKED);
            boolean gzip = response.headers()
                    .firstValue("Content-Encoding")
                    .filter(GZIP::equalsIgnoreCase)
                    .isPresent();
            InputStream lines = gzip ? new GZIPInputStream(packed) : packed;
            return new Reply(true, tag, new BoundedLines(new BufferedInputStream(lines), MOST), end);
        } catch (IOException | RuntimeException fault) {
            end.run();
            throw fault;
        }
    }

    private static String refusal(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Location")
                .map(to ->
                        "sends on to " + Printable.quote(to) + ", which is not followed: name that one, if it is meant")
                .orElseGet(() -> "answers with status " + response.statusCode()
                        + (response.statusCode() == 404
                                ? ": is it an Icefloe with icefloe.directory.serve=true?"
                                : ""));
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException gone) {
            // It is not wanted any more.
        }
    }

    /** What has gone wrong on the way, in words. */
    static String words(IOException fault) {
        if (fault instanceof HttpConnectTimeoutException) {
            return "cannot be reached: the connection took too long";
        }
        if (fault instanceof HttpTimeoutException) {
            return "did not answer in time";
        }
        return Optional.ofNullable(fault.getMessage())
                .map(Printable::oneLine)
                .orElse("cannot be reached (" + fault.getClass().getSimpleName() + ")");
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(patience)
                    .executor(executor)
                    .build();
        }
        return client;
    }

    /** Bytes as they were sent. */
    private static final class Limited extends FilterInputStream {
        private final long most;
        private long left;

        Limited(InputStream in, long most) {
            super(in);
            this.most = most;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] array, int offset, int length) throws IOException {
            int read = super.read(array, offset, length);
            left -= Math.max(0, read);
            if (left < 0) {
                throw new NoListException("sends more than " + most + " bytes");
            }
            return read;
        }
    }
}
