package org.icefloe.auth.url;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.icefloe.mount.MountName;

/** A {@link Lane} for each mount, as long as it is in use. */
final class Lanes {
    private final Map<MountName, Lane> lanes = new ConcurrentHashMap<>();
    private final Executor executor;
    private final int width;
    private final int mostWaiting;

    Lanes(Executor executor, int width, int mostWaiting) {
        this.executor = executor;
        this.width = width;
        this.mostWaiting = mostWaiting;
    }

    /** Adds a call to the lane of a mount; tells whether there was room. */
    boolean add(MountName mount, Supplier<? extends CompletionStage<?>> call) {
        AtomicBoolean added = new AtomicBoolean();
        // Under the lock of the map's bin, so that no lane is dropped that has just been given something.
        lanes.compute(mount, (name, present) -> {
            Lane lane = present == null ? new Lane(executor, width, mostWaiting, () -> tidy(name)) : present;
            added.set(lane.add(call));
            return lane;
        });
        return added.get();
    }

    private void tidy(MountName mount) {
        lanes.computeIfPresent(mount, (name, lane) -> lane.isIdle() ? null : lane);
    }

    /** How many mounts have a lane. */
    int size() {
        return lanes.size();
    }

    /** Whether nothing is under way or waits. */
    boolean areIdle() {
        return lanes.values().stream().allMatch(Lane::isIdle);
    }
}
