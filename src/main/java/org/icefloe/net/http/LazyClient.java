package org.icefloe.net.http;

import java.net.http.HttpClient;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Java's client for HTTP/1.1, made when it is needed first: its thread is of no use to a server that calls nobody.
 * Redirects are not followed. Any thread.
 */
public final class LazyClient implements AutoCloseable {
    private final Executor executor;
    private final Supplier<SSLContext> trust;
    private @Nullable HttpClient client;
    private boolean closed;

    /**
     * @param executor where answers are read; must not reject
     * @param trust says whom to believe by https; asked once, when the client is made
     */
    public LazyClient(Executor executor, Supplier<SSLContext> trust) {
        this.executor = executor;
        this.trust = trust;
    }

    /** @throws IllegalStateException if it is closed */
    public synchronized HttpClient client() {
        if (closed) {
            throw new IllegalStateException("the server ends");
        }
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .sslContext(trust.get())
                    .executor(executor)
                    .build();
        }
        return client;
    }

    /** Since Java 21 a client can be told to end its thread; before, it does so when nobody holds it any more. */
    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            try {
                HttpClient.class.getMethod("shutdownNow").invoke(client);
            } catch (ReflectiveOperationException olderJava) {
                // The thread ends by itself, when nothing is under way.
            }
            client = null;
        }
    }
}
