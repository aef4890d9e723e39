package org.icefloe.directory.mirror;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLContext;
import org.icefloe.bytes.Faults;
import org.icefloe.bytes.Printable;
import org.icefloe.config.Spans;
import org.icefloe.net.http.HttpFaults;
import org.icefloe.net.http.LazyClient;

/**
 * Asks over HTTP/1.1. A list has an end in bytes, as they are sent and as they are meant, and in time; redirects are
 * not followed, for who mirrors has said whom.
 */
public final class HttpDirectory implements OtherDirectory {
    /** 200,000 entries of some 600 bytes twice over. */
    private static final long MOST = 256L << 20;

    private static final long MOST_PACKED = 64L << 20;

    private static final int BUFFER = 64 * 1024;

    /** How long a connection, and the head of an answer, may take at most. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final String GZIP = "gzip";

    private static final Set<OpenOption> KEPT = Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);

    private final Path directory;
    private final ScheduledExecutorService timer;
    private final String userAgent;
    private final Duration patience;
    private final LazyClient client;

    @FunctionalInterface
    private interface DiskWork<T> {
        T done() throws IOException;
    }

    /**
     * @param directory where lists are kept while they come; made if it is not there
     * @param timer tells when something takes too long
     * @param userAgent this server's name
     * @param patience how long a list may take in all
     * @param trust says whom to believe by https; asked once, when a list is fetched first
     */
    public HttpDirectory(
            Path directory,
            Executor executor,
            ScheduledExecutorService timer,
            String userAgent,
            Duration patience,
            Supplier<SSLContext> trust) {
        this.directory = directory;
        this.timer = timer;
        this.userAgent = userAgent;
        this.patience = patience;
        this.client = new LazyClient(executor, trust);
    }

    @Override
    public Reply entries(URI list, Optional<String> tag) {
        HttpRequest.Builder request = HttpRequest.newBuilder(list)
                .timeout(silence())
                .header("User-Agent", userAgent)
                .header("Accept", "application/x-ndjson")
                .header("Accept-Encoding", GZIP);
        tag.ifPresent(known -> request.header("If-None-Match", known));
        try {
            return read(client.client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException silence) {
            throw new NoListException(HttpFaults.words(silence));
        } catch (CompletionException noTrust) {
            throw new NoListException(HttpFaults.words(noTrust.getCause()));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new NoListException("was not waited for: this server ends");
        }
    }

    private Reply read(HttpResponse<InputStream> response) throws IOException {
        InputStream body = response.body();
        Optional<String> tag = response.headers().firstValue("ETag");
        ScheduledFuture<?> late = timer.schedule(() -> close(body), patience.toMillis(), TimeUnit.MILLISECONDS);
        try (body) {
            if (response.statusCode() == 304) {
                return new Reply(false, tag, Collections.emptyIterator(), () -> {});
            }
            if (response.statusCode() != 200) {
                throw new NoListException(refusal(response));
            }
            boolean gzip = response.headers()
                    .firstValue("Content-Encoding")
                    .filter(GZIP::equalsIgnoreCase)
                    .isPresent();
            InputStream list = kept(body);
            return new Reply(true, tag, lines(list, gzip), () -> close(list));
        } catch (IOException broken) {
            if (late.getDelay(TimeUnit.NANOSECONDS) <= 0) {
                throw new NoListException("did not send its list within " + Spans.format(patience));
            }
            throw broken;
        } finally {
            late.cancel(false);
        }
    }

    /** All of it, in a file without a name: a slow sender costs no memory, and a server that is killed no room. */
    private InputStream kept(InputStream body) throws IOException {
        FileChannel file = onDisk(this::file);
        try {
            long all = 0;
            byte[] portion = new byte[BUFFER];
            for (int read = body.read(portion); read >= 0; read = body.read(portion)) {
                all += read;
                if (all > MOST_PACKED) {
                    throw new NoListException("sends more than " + MOST_PACKED + " bytes");
                }
                ByteBuffer bytes = ByteBuffer.wrap(portion, 0, read);
                while (bytes.hasRemaining()) {
                    onDisk(() -> file.write(bytes));
                }
            }
            return onDisk(() -> Channels.newInputStream(file.position(0)));
        } catch (IOException | RuntimeException fault) {
            close(file);
            throw fault;
        }
    }

    private FileChannel file() throws IOException {
        Files.createDirectories(directory);
        return FileChannel.open(directory.resolve("list-" + UUID.randomUUID()), KEPT);
    }

    /** A fault of our own disk is none of the other directory. */
    private <T> T onDisk(DiskWork<T> work) {
        try {
            return work.done();
        } catch (IOException fault) {
            throw notKept(fault);
        }
    }

    private NoListException notKept(IOException fault) {
        return new NoListException("could not be kept in " + directory + ": " + Faults.reason(fault));
    }

    private BoundedLines lines(InputStream list, boolean gzip) {
        try {
            InputStream bytes = gzip ? new GZIPInputStream(list, BUFFER) : list;
            return new BoundedLines(new BufferedInputStream(bytes, BUFFER), MOST);
        } catch (ZipException | EOFException plain) {
            close(list);
            throw new NoListException("sends something that is not compressed, though it says so");
        } catch (IOException disk) {
            close(list);
            throw notKept(disk);
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

    private static void close(Closeable body) {
        try {
            body.close();
        } catch (IOException gone) {
            // It is not wanted any more.
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private Duration silence() {
        return patience.compareTo(SILENCE) < 0 ? patience : SILENCE;
    }
}
