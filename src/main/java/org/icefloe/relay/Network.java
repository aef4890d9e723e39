package org.icefloe.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.icefloe.net.Origin;

/** Opens connections to other servers. Safe for any number of threads. */
@FunctionalInterface
public interface Network {
    /**
     * Begins to connect, and returns at once: names are looked up and handshakes made elsewhere. Of {@code https} the
     * certificate is checked, and that it is for this host.
     *
     * @param patience how long it may take until {@link Listener#opened}, the look-up and the handshake included
     */
    void connect(Origin server, Duration patience, Listener listener);

    /** Whom connections may go to. Asked on any thread, and never blocks. */
    @FunctionalInterface
    interface Gate {
        /** Lets everybody through. */
        Gate OPEN = address -> Optional.empty();

        /**
         * Asked directly before a connection is made to this very address.
         *
         * @param address resolved
         * @return why it is not made, in words like those of {@link Listener#closed}; the next address of the name is
         *     tried then
         */
        Optional<String> refusal(InetSocketAddress address);
    }

    /** A connection that is open. Any thread may call; what is asked of one that has closed has no effect. */
    interface Link {
        /** Sends bytes. */
        void send(byte[] bytes);

        /** Reads nothing more until {@link #resume()}; bytes on their way may still come. */
        void pause();

        void resume();

        /** Closes the connection; {@link Listener#closed} follows. */
        void close();

        /**
         * Reads what the other end has sent by now, if it still waits to be read, and then does something: in any case,
         * and on the thread of the listener's calls.
         */
        void catchUp(Runnable then);
    }

    /**
     * Whoever wants the connection. Called on one thread, one call at a time, and never blocks: {@link #opened}, then
     * {@link #received} any number of times, then {@link #closed}; or {@link #closed} alone.
     */
    interface Listener {
        void opened(Link link);

        /** @param bytes valid during the call */
        void received(ByteBuffer bytes);

        /**
         * Nothing comes any more.
         *
         * @param reason for people, without a full stop, such as {@code the connection was refused}, {@code no host is
         *     known by the name radio.example}, {@code it did not answer within 10 s}, {@code its certificate is for
         *     other.example}, {@code it has closed the connection}
         */
        void closed(String reason);

        /** Whether bytes may gather for a moment before they are read, which costs less. */
        boolean mayRest();
    }
}
