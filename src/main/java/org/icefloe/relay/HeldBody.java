package org.icefloe.relay;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A response's body that waits for somebody to take it. What comes before that, with the head or on its way to a
 * connection that pauses, is kept: as much as one read. Confined to the connection's thread, but for {@link #take} and
 * {@link #mayRest}.
 */
final class HeldBody {
    /** Who takes it. */
    private record Taker(Consumer<ByteBuffer> content, BooleanSupplier mayRest) {}

    private final ResponseBody body;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    private volatile @Nullable Taker taker;

    /** @throws NoAnswerException if nobody here can read it */
    HeldBody(ResponseHead head) {
        this.body = ResponseBody.of(head);
    }

    /** Has what comes from now on, and what is {@linkplain #deliverKept kept}, brought to somebody. */
    void take(Consumer<ByteBuffer> content, BooleanSupplier mayRest) {
        taker = new Taker(content, mayRest);
    }

    /** Whether more may gather before it is read. */
    boolean mayRest() {
        Taker present = taker;
        return present != null && present.mayRest().getAsBoolean();
    }

    /** @throws NoAnswerException if it is not delimited as the head said */
    void read(ByteBuffer bytes) {
        deliverKept();
        if (taker != null) {
            deliver(bytes);
        } else if (bytes.hasRemaining()) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            kept.writeBytes(copy);
        }
    }

    /**
     * Brings what has come before it was taken.
     *
     * @throws NoAnswerException if it is not delimited as the head said
     */
    void deliverKept() {
        if (taker != null && kept.size() > 0) {
            ByteBuffer bytes = ByteBuffer.wrap(kept.toByteArray());
            kept.reset();
            deliver(bytes);
        }
    }

    private void deliver(ByteBuffer bytes) {
        if (!body.isComplete()) {
            body.read(bytes, Objects.requireNonNull(taker).content());
        }
    }

    /** Whether all of it has come, and was taken. */
    boolean isComplete() {
        return taker != null && kept.size() == 0 && body.isComplete();
    }

    /** Whether all of it has come if the other end has closed the connection. */
    boolean isWholeAtTheEnd() {
        return body.endsWithConnection() || isComplete();
    }
}
