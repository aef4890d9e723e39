package org.icefloe.mount;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The mounts that the settings name as fallbacks of a mount, of its fallback, and so on. A mount that is its own
 * fallback, as one under a pattern may be, has none.
 *
 * @param from where it begins
 * @param mounts in their order, at most {@value #LONGEST}
 * @param again the mount that would come a second time, where the chain is a loop; it ends before that
 */
public record FallbackChain(MountName from, List<MountName> mounts, Optional<MountName> again) {
    /** Icecast follows as many. */
    static final int LONGEST = 10;

    /** What the settings say now. */
    public static FallbackChain of(MountName from, MountSettingsBook book) {
        Set<MountName> seen = new LinkedHashSet<>(Set.of(from));
        Optional<MountName> next = fallbackOf(from, book);
        while (next.isPresent() && seen.size() <= LONGEST && seen.add(next.get())) {
            next = fallbackOf(next.get(), book);
        }
        List<MountName> mounts = new ArrayList<>(seen);
        mounts.remove(from);
        return new FallbackChain(from, List.copyOf(mounts), next.filter(seen::contains));
    }

    private static Optional<MountName> fallbackOf(MountName name, MountSettingsBook book) {
        return book.settingsOf(name)
                .fallbackMount()
                .flatMap(MountName::parse)
                .filter(fallback -> !fallback.equals(name));
    }

    /** The loop in words, such as {@code /a -> /b -> /a}, if it is one. */
    public Optional<String> loop() {
        return again.map(end -> Stream.concat(Stream.concat(Stream.of(from), mounts.stream()), Stream.of(end))
                .map(MountName::value)
                .collect(Collectors.joining(" -> ")));
    }
}
