package org.icefloe.net.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes no interest in a body: a short one is read to its end, for the sake of the connection, a longer one is not. */
final class Drain implements BodySubscriber<Void> {
    /** In bytes: more than a page of error costs more to read than a new connection. */
    private static final long ENOUGH = 64 * 1024;

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final CompletableFuture<Flow.Subscription> body = new CompletableFuture<>();
    private long read;

    @Override
    public CompletionStage<Void> getBody() {
        return end;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        body.complete(subscription);
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        read += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (read > ENOUGH) {
            cutOff();
        } else {
            body.join().request(1);
        }
    }

    /** Reads no more, which closes the connection, unless the body has ended. Any thread. */
    void cutOff() {
        if (end.complete(null)) {
            body.thenAccept(Flow.Subscription::cancel);
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
