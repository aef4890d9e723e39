package org.icefloe.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.icefloe.format.Frame;

/** The index against one that keeps everything in lists and looks through all of it. */
class EntryIndexTest {
    /**
     * One step of a stream: a frame is added, the queue's tail moves up, and somebody asks.
     *
     * @param tail how far behind the new head the queue now ends
     * @param burst how far behind the new head somebody wants to begin
     */
    record Step(Frame.Kind kind, int length, int tail, int burst) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Frame.Kind> kinds = Arbitraries.frequency(
                Tuple.of(20, Frame.Kind.ENTRY),
                Tuple.of(5, Frame.Kind.CONTINUATION),
                Tuple.of(2, Frame.Kind.HEADER),
                Tuple.of(1, Frame.Kind.LINK_START));
        Arbitrary<Integer> distances = Arbitraries.integers().between(0, 2000);
        return Combinators.combine(kinds, Arbitraries.integers().between(1, 20), distances, distances)
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(400);
    }

    @Property(tries = 200)
    void answersAsOneThatLooksThroughEverything(@ForAll("steps") List<Step> steps) {
        EntryIndex index = new EntryIndex();
        Naive naive = new Naive();
        long head = 0;
        for (Step step : steps) {
            Frame frame = new Frame(step.kind(), ByteBuffer.wrap(bytes(head, step.length())));
            index.add(frame, head);
            naive.add(frame, head);
            head += step.length();
            index.dropBefore(head - step.tail());
            naive.dropBefore(head - step.tail());

            assertSame(index.nearest(head - step.burst()), naive.nearest(head - step.burst()));
        }
    }

    private static void assertSame(Optional<EntryIndex.Found> found, Optional<EntryIndex.Found> expected) {
        assertThat(found.map(EntryIndex.Found::position)).isEqualTo(expected.map(EntryIndex.Found::position));
        assertThat(found.map(EntryIndex.Found::headers).orElse(new byte[0]))
                .isEqualTo(expected.map(EntryIndex.Found::headers).orElse(new byte[0]));
    }

    private static byte[] bytes(long position, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = Frames.at(position + i);
        }
        return bytes;
    }

    private static final class Naive {
        private final List<Long> entries = new ArrayList<>();
        private final List<Frame> frames = new ArrayList<>();
        private final List<Long> positions = new ArrayList<>();

        void add(Frame frame, long position) {
            frames.add(frame);
            positions.add(position);
            if (frame.kind() == Frame.Kind.ENTRY) {
                entries.add(position);
            }
        }

        void dropBefore(long tail) {
            entries.removeIf(position -> position < tail);
        }

        Optional<EntryIndex.Found> nearest(long wanted) {
            if (entries.isEmpty()) {
                return Optional.empty();
            }
            long position = entries.stream()
                    .filter(entry -> entry >= wanted)
                    .findFirst()
                    .orElse(entries.get(entries.size() - 1));
            return Optional.of(new EntryIndex.Found(position, headersAt(position)));
        }

        /**
         * Of the last link that began before: its first header, and all that came until the next link. The very first
         * header begins a link, whatever its kind.
         */
        private byte[] headersAt(long position) {
            List<Byte> headers = new ArrayList<>();
            boolean linked = false;
            boolean passed = false;
            for (int i = 0; i < frames.size() && !passed; i++) {
                Frame frame = frames.get(i);
                boolean begins = frame.kind() == Frame.Kind.LINK_START || frame.kind() == Frame.Kind.HEADER && !linked;
                linked |= begins;
                passed = begins && positions.get(i) > position;
                if (begins && !passed) {
                    headers.clear();
                }
                if ((begins || frame.kind() == Frame.Kind.HEADER) && !passed) {
                    for (byte next : frame.bytes().array()) {
                        headers.add(next);
                    }
                }
            }
            byte[] bytes = new byte[headers.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = headers.get(i);
            }
            return bytes;
        }
    }
}
