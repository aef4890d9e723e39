package org.icefloe.mount;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.icefloe.config.FallbackOverride;
import org.icefloe.format.ContentType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where listeners go on who find no source at a mount, or no room: to its fallback mount, that one's fallback mount,
 * and so on. At the end of a chain may stand a file.
 */
public final class Fallbacks {
    /** The longest chain; Icecast follows as many. */
    static final int LONGEST_CHAIN = 10;

    private static final Logger log = LoggerFactory.getLogger(Fallbacks.class);

    private final MountRegistry mounts;
    private final MountSettingsBook book;
    private final FallbackFiles files;

    Fallbacks(MountRegistry mounts, MountSettingsBook book, FallbackFiles files) {
        this.mounts = mounts;
        this.book = book;
        this.files = files;
    }

    /**
     * The names along the chain that begins at a mount, without its own. It ends at the mount that has no fallback, at
     * the tenth, or, with a line in the log, at the first that would come a second time. A mount that is its own
     * fallback, as one under a pattern may be, has none.
     */
    private List<MountName> chain(MountName from) {
        Set<MountName> seen = new LinkedHashSet<>(Set.of(from));
        Optional<MountName> next = fallbackOf(from);
        while (next.isPresent() && seen.size() <= LONGEST_CHAIN) {
            if (!seen.add(next.get())) {
                log.warn("The fallback mounts of {} form a loop: {} and again {}", from, seen, next.get());
                break;
            }
            next = fallbackOf(next.get());
        }
        List<MountName> chain = new ArrayList<>(seen);
        chain.remove(from);
        return chain;
    }

    private Optional<MountName> fallbackOf(MountName name) {
        return book.settingsOf(name)
                .fallbackMount()
                .flatMap(MountName::parse)
                .filter(fallback -> !fallback.equals(name));
    }

    private Optional<Mount> first(MountName from, Predicate<ContentType> accepted, Predicate<Mount> suitable) {
        return chain(from).stream()
                .flatMap(name -> at(name, accepted).stream())
                .filter(suitable)
                .findFirst();
    }

    private Optional<Mount> at(MountName name, Predicate<ContentType> accepted) {
        Optional<Mount> mount = mounts.find(name);
        return mount.isPresent()
                ? mount.filter(found -> accepted.test(found.contentType()))
                : files.typeOf(name).filter(accepted).flatMap(type -> files.play(name));
    }

    /** Where the listeners of a mount go on when it ends: what they hear there has to be of the same type. */
    Optional<Mount> heirOf(Mount mount) {
        return first(mount.name(), type -> continues(mount, type), fallback -> true);
    }

    private static boolean continues(Mount mount, ContentType type) {
        boolean continues = type.continues(mount.contentType());
        if (!continues) {
            log.warn(
                    "The listeners of {} cannot go on with a fallback of type {}: theirs is {}",
                    mount.name(),
                    type.essence(),
                    mount.contentType().essence());
        }
        return continues;
    }

    /**
     * What is heard by those who come to a mount that has no source. A fallback for all mounts of a form is none for
     * the files and playlists whose names are of that form too.
     */
    public Optional<Mount> insteadOf(MountName name) {
        return fallbackOf(name).isEmpty() || name.isPlaylist() || files.has(name)
                ? Optional.empty()
                : first(name, type -> true, fallback -> true);
    }

    /**
     * Lets a listener in at the first fallback of a mount that has room.
     *
     * @return which one; the listener has entered it
     */
    public Optional<Mount> tryEnter(MountName full) {
        return first(full, type -> true, Mount::tryEnter);
    }

    /** Calls listeners back to a mount that plays again, as its settings say. */
    void recall(Mount mount) {
        FallbackOverride override = mount.settings().fallbackOverride();
        if (override == FallbackOverride.NONE) {
            return;
        }
        log.info("{} plays again and calls its listeners back, as fallback-override {} says", mount.name(), override);
        boolean direct = true;
        for (MountName name : chain(mount.name())) {
            boolean everybody = direct && override == FallbackOverride.ALL;
            mounts.find(name)
                    .or(() -> files.playing(name))
                    .filter(fallback -> mount.contentType().continues(fallback.contentType()))
                    .ifPresent(fallback -> fallback.recall(mount, everybody));
            direct = false;
        }
    }
}
