package org.icefloe.mount;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import org.icefloe.format.Frame;

/**
 * Where decoders can begin in the queue, and which headers they need there. Not safe for several threads; the buffer's
 * lock guards it.
 */
final class EntryIndex {
    private static final byte[] NO_HEADERS = {};

    /** Positions of entries in ascending order: a ring, {@code count} of them from {@code first} on. */
    private long[] positions = new long[64];

    private int first;
    private int count;

    /** Whether the newest frame is an entry. */
    private boolean endsWithEntry;

    /** The links that still have a byte in the queue, oldest first; empty for formats without headers. */
    private final ArrayDeque<Link> links = new ArrayDeque<>();

    /** A stretch of the stream under one set of headers. */
    private static final class Link {
        final long start;
        private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
        private byte[] headers = NO_HEADERS;

        Link(long start) {
            this.start = start;
        }

        void keep(ByteBuffer header) {
            byte[] bytes = new byte[header.remaining()];
            header.duplicate().get(bytes);
            gathered.writeBytes(bytes);
        }

        /** Put together once, when the first listener joins, and shared by everybody who does. */
        byte[] headers() {
            if (headers.length != gathered.size()) {
                headers = gathered.toByteArray();
            }
            return headers;
        }
    }

    /** An entry and what comes before it. */
    record Found(long position, byte[] headers) {}

    void add(Frame frame, long position) {
        endsWithEntry = frame.kind() == Frame.Kind.ENTRY;
        switch (frame.kind()) {
            case LINK_START -> {
                links.addLast(new Link(position));
                links.getLast().keep(frame.bytes());
            }
            case HEADER -> {
                if (links.isEmpty()) {
                    links.addLast(new Link(position));
                }
                links.getLast().keep(frame.bytes());
            }
            case ENTRY -> addEntry(position);
            case CONTINUATION -> {}
        }
    }

    private void addEntry(long position) {
        if (count == positions.length) {
            long[] larger = new long[count * 2];
            for (int i = 0; i < count; i++) {
                larger[i] = entry(i);
            }
            positions = larger;
            first = 0;
        }
        positions[(first + count) % positions.length] = position;
        count++;
    }

    private long entry(int index) {
        return positions[(first + index) % positions.length];
    }

    void dropBefore(long tail) {
        while (count > 0 && entry(0) < tail) {
            first = (first + 1) % positions.length;
            count--;
        }
        while (links.size() > 1 && secondLinkStart() <= tail) {
            links.removeFirst();
        }
    }

    private long secondLinkStart() {
        var iterator = links.iterator();
        iterator.next();
        return iterator.next().start;
    }

    /** The first entry at or behind {@code wanted}, or else the last one before it. */
    Optional<Found> nearest(long wanted) {
        if (count == 0) {
            return Optional.empty();
        }
        return Optional.of(found(Math.min(indexAtOrBehind(wanted), count - 1)));
    }

    /**
     * The first entry at or behind {@code wanted}. If there is none yet, it is worth waiting for the next, but not
     * where entries are rare, as keyframes are: then the last one.
     */
    Optional<Found> since(long wanted) {
        int index = indexAtOrBehind(wanted);
        if (index < count) {
            return Optional.of(found(index));
        }
        return count == 0 || endsWithEntry ? Optional.empty() : Optional.of(found(count - 1));
    }

    private Found found(int index) {
        long position = entry(index);
        return new Found(position, headersAt(position));
    }

    /** The newest entry, or {@code otherwise} if there is none. */
    long last(long otherwise) {
        return count == 0 ? otherwise : entry(count - 1);
    }

    private int indexAtOrBehind(long wanted) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entry(middle) < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private byte[] headersAt(long position) {
        byte[] headers = NO_HEADERS;
        for (Link link : links) {
            if (link.start <= position) {
                headers = link.headers();
            }
        }
        return headers;
    }
}
