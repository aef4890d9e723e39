package org.icefloe.boot;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * What has been opened so far, to be closed from the last to the first: after a whole life, or where the start broke
 * off. Closing again closes nothing twice.
 */
final class Opened implements AutoCloseable {
    private final Deque<Closing> closings = new ArrayDeque<>();

    /** How one thing is closed. */
    @FunctionalInterface
    interface Closing {
        void close();
    }

    /** @return the part, which is to be closed in that way */
    <T> T with(T part, Consumer<T> close) {
        then(() -> close.accept(part));
        return part;
    }

    void then(Closing closing) {
        closings.push(closing);
    }

    /** Closes everything, though one or another fails; what the first of them threw is thrown at the end. */
    @Override
    public void close() {
        if (!closings.isEmpty()) {
            try {
                closings.pop().close();
            } finally {
                close();
            }
        }
    }
}
