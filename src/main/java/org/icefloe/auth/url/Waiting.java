package org.icefloe.auth.url;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.icefloe.mount.MountName;

/** How many logins wait for a backend, at each mount. */
final class Waiting {
    private final Map<MountName, Integer> counts = new ConcurrentHashMap<>();
    private final int most;

    /** @param most at one mount */
    Waiting(int most) {
        this.most = most;
    }

    /** Counts one more, if there is room; then it has to {@link #leave}. */
    boolean tryEnter(MountName mount) {
        AtomicBoolean entered = new AtomicBoolean();
        counts.compute(mount, (name, count) -> {
            int present = count == null ? 0 : count;
            entered.set(present < most);
            return entered.get() ? (Integer) (present + 1) : count;
        });
        return entered.get();
    }

    void leave(MountName mount) {
        counts.computeIfPresent(mount, (name, count) -> count == 1 ? null : (Integer) (count - 1));
    }
}
