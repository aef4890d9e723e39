package org.icefloe.relay;

import java.util.Optional;
import java.util.function.Supplier;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamParser;
import org.icefloe.time.Ticker;

/** The sound of one relay, over all its connections. */
final class RelayedSound {
    private final Ticker ticker;

    RelayedSound(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * How many bytes of sound stand between two blocks of ICY metadata.
     *
     * @return 0 if there are no blocks
     * @throws StreamFormatException if the header says what cannot be; the message follows on the upstream's address
     */
    static int metaint(ResponseHead head) {
        throw new UnsupportedOperationException();
    }

    /**
     * Begins another connection: what it sends goes by the parser that is returned, which is for its session. What a
     * former connection sends from now on is left alone. Any thread.
     *
     * @param metaint bytes of sound between two blocks of ICY metadata; 0 if it sends none
     * @param fresh makes a parser for the sound alone, without ICY metadata; called under this object's monitor, here
     *     or while bytes are read
     */
    synchronized StreamParser next(int metaint, Supplier<StreamParser> fresh) {
        throw new UnsupportedOperationException();
    }

    /**
     * Has the present connection begin anew, as if nothing had been heard: for a mount that is another one now, or a
     * stream of another type. To be called before its first byte is read.
     */
    synchronized void forget() {
        throw new UnsupportedOperationException();
    }

    /** Why the present connection's bytes were refused, in words that follow on the upstream's address. */
    synchronized Optional<String> fault() {
        throw new UnsupportedOperationException();
    }
}
