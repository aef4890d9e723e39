package org.icefloe.auth.url;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes no interest in a body: a short one is read to its end, for the sake of the connection, a longer one is not. */
final class Drain implements BodySubscriber<Void> {
    /** In bytes: more than a page of error costs more to read than a new connection. */
    private static final long ENOUGH = 64 * 1024;

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long read;

    @Override
    public CompletionStage<Void> getBody() {
        return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription body) {
        subscription = body;
        body.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        read += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (read > ENOUGH) {
            Objects.requireNonNull(subscription).cancel();
            end.complete(null);
        } else {
            Objects.requireNonNull(subscription).request(1);
        }
    }

    @Override
    public void onError(Throwable fault) {
        end.completeExceptionally(fault);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }
}
