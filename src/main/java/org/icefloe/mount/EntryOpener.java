package org.icefloe.mount;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.icefloe.format.Opening;

/**
 * Makes of an entry, for formats whose frames lean on those before them, one that a decoder finds nothing wrong with.
 */
record EntryOpener(StreamBuffer buffer, Opening opening) {

    /** Begins as few frames earlier as the wanted one leans on; where those are gone, the wanted one is silent too. */
    StreamBuffer.Entry open(StreamBuffer.Entry wanted) {
        long position = wanted.cursor().position();
        Optional<StreamBuffer.Entry> earlier = Optional.of(wanted);
        while (earlier.isPresent() && position - earlier.get().cursor().position() <= opening.lookBack()) {
            StreamBuffer.Entry opened = openAt(earlier.get());
            if (opened.cursor().position() <= position) {
                return opened;
            }
            earlier = buffer.previous(earlier.get());
        }
        return openAt(wanted);
    }

    private StreamBuffer.Entry openAt(StreamBuffer.Entry entry) {
        Cursor cursor = entry.cursor().copy();
        ByteBuffer frames = ByteBuffer.wrap(cursor.peek(opening.lookBack(), buffer.head()));
        ByteBuffer opened = opening.open(frames);
        if (!opened.hasRemaining()) {
            return entry;
        }
        byte[] lead = new byte[opened.remaining()];
        opened.get(lead);
        cursor.skip(frames.position());
        return new StreamBuffer.Entry(cursor, lead);
    }
}
