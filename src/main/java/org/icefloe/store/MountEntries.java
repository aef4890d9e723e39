package org.icefloe.store;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icefloe.auth.Account;
import org.icefloe.config.MountOverrides;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountPattern;

/**
 * All entries of mounts at one moment, and which of them counts for whom. For the mount {@code /live/a.mp3}:
 *
 * <pre>
 *   /live/a.mp3      its own entry, or else
 *   /live/*.mp3      the most specific pattern, and no other; in what that leaves unset
 *   default          the template, and in what that leaves unset
 *   icefloe.mount.*  the server's defaults
 * </pre>
 *
 * <p>Immutable.
 */
final class MountEntries {
    private final MountSettings defaults;
    private final SortedMap<MountPattern, MountEntry> all;

    /** Those that can be for mounts of other names than their own; the most specific first. */
    private final List<MountEntry> patterns;

    MountEntries(MountSettings defaults, Collection<MountEntry> entries) {
        this.defaults = defaults;
        SortedMap<MountPattern, MountEntry> sorted = new TreeMap<>();
        entries.forEach(entry -> sorted.put(entry.pattern(), entry));
        this.all = Collections.unmodifiableSortedMap(sorted);
        this.patterns = sorted.keySet().stream()
                .filter(pattern -> !pattern.isExact() && !pattern.equals(MountPattern.TEMPLATE))
                .sorted(MountPattern.MOST_SPECIFIC_FIRST)
                .map(sorted::get)
                .toList();
    }

    /** With an entry in the place of any earlier one of its pattern. */
    MountEntries with(MountEntry entry) {
        SortedMap<MountPattern, MountEntry> changed = new TreeMap<>(all);
        changed.put(entry.pattern(), entry);
        return new MountEntries(defaults, changed.values());
    }

    MountEntries without(MountPattern pattern) {
        SortedMap<MountPattern, MountEntry> changed = new TreeMap<>(all);
        changed.remove(pattern);
        return new MountEntries(defaults, changed.values());
    }

    boolean hasDefaults(MountSettings others) {
        return defaults.equals(others);
    }

    /** The same entries over other defaults. */
    MountEntries under(MountSettings others) {
        return new MountEntries(others, all.values());
    }

    /** In the order of their patterns' texts. */
    Collection<MountEntry> all() {
        return all.values();
    }

    Optional<MountEntry> find(MountPattern pattern) {
        return Optional.ofNullable(all.get(pattern));
    }

    /** What a mount's settings are. */
    MountSettings settingsOf(MountName mount) {
        return over(closest(mount).map(MountEntry::overrides).orElse(MountOverrides.NONE));
    }

    /** What the settings of a mount are whose entry says this. */
    MountSettings over(MountOverrides overrides) {
        return overrides.over(template()
                .map(MountEntry::overrides)
                .orElse(MountOverrides.NONE)
                .over(defaults));
    }

    /** Every value that a setting has for some mount. */
    Set<String> valuesOf(MountSetting<Optional<String>> setting) {
        return Stream.concat(all.values().stream().map(MountEntry::overrides), Stream.of(MountOverrides.NONE))
                .flatMap(overrides -> over(overrides).get(setting).stream())
                .collect(Collectors.toSet());
    }

    /** The account that only sources of this mount, or of several such, need; empty if they share the server's. */
    Optional<Account> sourceOf(MountName mount) {
        return closest(mount).flatMap(MountEntry::source).or(() -> template().flatMap(MountEntry::source));
    }

    private Optional<MountEntry> template() {
        return find(MountPattern.TEMPLATE);
    }

    /** Its own entry, or that of the most specific pattern. */
    private Optional<MountEntry> closest(MountName mount) {
        return find(MountPattern.of(mount)).or(() -> patterns.stream()
                .filter(entry -> entry.pattern().matches(mount))
                .findFirst());
    }
}
