package org.icefloe.api;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountSettingsBook;

/** Where fallbacks lead, as far as the settings say. */
final class Fallbacks {
    private Fallbacks() {}

    /** How the fallbacks of a mount lead back to it, such as {@code /a -> /b -> /a}; empty if they do not. */
    static Optional<String> loopFrom(MountName mount, MountSettingsBook book) {
        Set<MountName> passed = new LinkedHashSet<>();
        Optional<MountName> next = Optional.of(mount);
        while (next.isPresent() && passed.add(next.get())) {
            next = book.settingsOf(next.get()).fallbackMount().flatMap(MountName::parse);
        }
        return next.filter(mount::equals).map(end -> Stream.concat(passed.stream(), Stream.of(end))
                .map(MountName::value)
                .collect(Collectors.joining(" -> ")));
    }
}
