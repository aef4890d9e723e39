package org.icefloe.onair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Listeners who come at random moments and leave as soon as they have had a burst. */
final class Newcomers {
    private static final int LEAST_BURST = 32 * 1024;

    /** The longest time between two of them: this part of a second, as the source sends it. */
    private static final int PART = 5;

    private final Stage stage;
    private final String mount;
    private final Tune tune;
    private final Random moments = new Random(200);

    Newcomers(Stage stage, String mount, Tune tune) {
        this.stage = stage;
        this.mount = mount;
        this.tune = tune;
    }

    /** What each is sent at once, in bytes, of a mount that has this as its {@code burstSize}: two seconds or more. */
    static int burst(Tune tune) {
        return Math.max(LEAST_BURST, 2 * tune.bytesPerSecond());
    }

    /**
     * The frames in the bursts of {@code count} of them. Of those who began at the same place there is one.
     *
     * @param between is done before each comes
     */
    List<byte[]> bursts(int count, Change between) throws IOException {
        List<Listener> listeners = new ArrayList<>();
        try (Listener present = stage.audience().join(mount)) {
            present.awaitMore(burst(tune));
            for (int number = 0; number < count; number++) {
                between.make(number);
                present.awaitMore(1 + moments.nextInt(tune.bytesPerSecond() / PART));
                listeners.add(stage.audience().join(mount));
                listeners.forEach(this::leavesWithBurst);
            }
            Stage.until("a burst for everybody").until(() -> listeners.stream().allMatch(this::leavesWithBurst));
        }
        return distinct(listeners);
    }

    /** Something that is done to a stream while listeners come. */
    @FunctionalInterface
    interface Change {
        void make(int number) throws IOException;
    }

    private boolean leavesWithBurst(Listener listener) {
        if (listener.size() >= burst(tune)) {
            listener.close();
        }
        return listener.size() >= burst(tune);
    }

    private List<byte[]> distinct(List<Listener> listeners) {
        return listeners.stream()
                .map(listener -> Judge.whole(Arrays.copyOf(listener.body(), burst(tune)), tune.format()))
                .map(ByteBuffer::wrap)
                .distinct()
                .map(ByteBuffer::array)
                .toList();
    }
}
