package org.icefloe.mount;

import java.util.List;
import java.util.Optional;
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
    private static final Logger log = LoggerFactory.getLogger(Fallbacks.class);

    private final Complaints complaints = new Complaints(log);
    private final MountRegistry mounts;
    private final MountSettingsBook book;
    private final FallbackFiles files;

    Fallbacks(MountRegistry mounts, MountSettingsBook book, FallbackFiles files) {
        this.mounts = mounts;
        this.book = book;
        this.files = files;
    }

    /** The fallbacks of a mount, in their order, whether they are on or not. */
    public List<MountName> chain(MountName from) {
        return chain(from, book);
    }

    private List<MountName> chain(MountName from, MountSettingsBook book) {
        FallbackChain chain = FallbackChain.of(from, book);
        chain.loop()
                .ifPresent(loop -> complaints.make("The fallback mounts of %s form a loop: %s".formatted(from, loop)));
        return chain.mounts();
    }

    /** What is wrong with the settings is said again. */
    void settingsChanged() {
        complaints.forget();
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
                : files.playerOf(name, accepted);
    }

    /** Where the listeners of a mount go on when it ends: what they hear there has to be of the same type. */
    Optional<Mount> heirOf(Mount mount) {
        // Its name is free by now; what it was given while it was on still counts.
        MountSettingsBook last = name -> name.equals(mount.name()) ? mount.settings() : book.settingsOf(name);
        return chain(mount.name(), last).stream()
                .flatMap(name -> at(name, type -> continues(mount, type)).stream())
                .findFirst();
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
        return chain(name).isEmpty() || isFile(name) ? Optional.empty() : firstOf(name);
    }

    /** The same for those who are known to want no file and no playlist; asks no file system. */
    public Optional<Mount> firstOf(MountName name) {
        return first(name, type -> true, fallback -> true);
    }

    /** Whether whoever asks for a mount that is off wants a file or a playlist of that name. Asks the file system. */
    public boolean isFile(MountName name) {
        return name.isPlaylist() || files.has(name);
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
