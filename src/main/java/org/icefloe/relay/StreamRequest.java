package org.icefloe.relay;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One stream that is asked for at another server. */
final class StreamRequest {
    /** Told on the thread of the connection, one call at a time. */
    interface Events {
        /** The answer is there, and not that the stream is elsewhere. Its body waits until it is taken. */
        void answered(ResponseHead head);

        /**
         * Nothing comes any more: told once, last of all, whether there was an answer or not, and also after
         * {@link StreamRequest#close}.
         *
         * @param reason words that follow on the upstream's address, such as {@code did not answer within 10 s}
         */
        void ended(String reason);
    }

    /** Has the body's bytes brought to somebody, chunks taken off. Any thread, once, after the answer. */
    void take(Consumer<ByteBuffer> body, BooleanSupplier mayRest) {
        throw new UnsupportedOperationException();
    }

    /** Ends it. Any thread; more than once does no harm. */
    void close() {
        throw new UnsupportedOperationException();
    }

    /** Reads what has come by now and then does something. Any thread. */
    void catchUp(Runnable then) {
        throw new UnsupportedOperationException();
    }
}
