package org.icefloe.stats.history;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Listeners that come all at once, as many to one mount as to another; every one is somebody else. */
record Crowd(int listeners, List<FakeFeed> mounts) {
    static Crowd of(int listeners, int mounts) {
        return new Crowd(
                listeners,
                IntStream.range(0, mounts)
                        .mapToObj(i -> new FakeFeed("/mount-" + i))
                        .toList());
    }

    void arrive(Collector collector) {
        mounts.forEach(collector::began);
        for (int i = 0; i < listeners; i++) {
            // As requests bring them: each with strings of its own.
            Visitor who = new Visitor(
                    "198.51." + i / 250 + "." + i % 250, Optional.of("VLC/3.0." + i % 20 + " LibVLC/3.0." + i % 20));
            collector.joined(i, mounts.get(i % mounts.size()), who);
        }
    }
}
