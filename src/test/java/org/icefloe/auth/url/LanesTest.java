package org.icefloe.auth.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.icefloe.mount.MountName;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final MountName LIVE = new MountName("/live");

    private final Queue<Runnable> queue = new ArrayDeque<>();

    @Test
    void laneIsForgottenWithItsLastCallThoughAnotherThreadIsQuickToTidyUp() {
        CompletableFuture<String> call = new CompletableFuture<>();
        // What follows the end of a call is run in the midst of it, as a thread that is free does.
        Lanes lanes = new Lanes(
                task -> {
                    if (call.isDone()) {
                        task.run();
                    } else {
                        queue.add(task);
                    }
                },
                1,
                9);
        lanes.add(LIVE, () -> call);
        queue.remove().run();
        assertThat(lanes.size()).isOne();

        call.complete("done");

        assertThat(lanes.areIdle()).isTrue();
        assertThat(lanes.size()).isZero();
    }
}
