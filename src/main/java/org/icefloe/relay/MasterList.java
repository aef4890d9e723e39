package org.icefloe.relay;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.icefloe.mount.MountName;
import org.icefloe.net.Percent;

/**
 * The mounts that a master names, one a line:
 *
 * <pre>
 *   /live.mp3                          one of its own, decoded
 *   http://b.example:8000/other.ogg    one of another server's, as a URI
 * </pre>
 *
 * @param mounts where each comes from, by its name here
 * @param junk how many lines were none of these
 * @param more how many mounts there were beyond the first {@value #MOST}
 */
record MasterList(Map<MountName, Upstream> mounts, int junk, int more) {
    /** How many mounts are mirrored at most. */
    static final int MOST = 4096;

    static final MasterList EMPTY = new MasterList(Map.of(), 0, 0);

    MasterList {
        mounts = Collections.unmodifiableMap(new TreeMap<>(mounts));
    }

    /**
     * Reads a list. Where there is more of one kind than anybody could want, the rest is counted and not looked at:
     * whoever reads it must not be held up by what a master has sent.
     */
    static MasterList parse(String text, Master master) {
        Map<MountName, Upstream> mounts = new TreeMap<>();
        int junk = 0;
        int more = 0;
        for (String line :
                (Iterable<String>) text.lines().map(String::strip).filter(line -> !line.isEmpty())::iterator) {
            if (mounts.size() == MOST) {
                more++;
            } else if (junk >= MOST || !add(line, master, mounts)) {
                junk++;
            }
        }
        return new MasterList(mounts, junk, more);
    }

    /** @return whether the line names a mount */
    private static boolean add(String line, Master master, Map<MountName, Upstream> mounts) {
        Optional<Upstream> elsewhere = line.startsWith("/") ? Optional.empty() : elsewhere(line, master);
        Optional<MountName> mount = line.startsWith("/") ? mount(line) : elsewhere.flatMap(from -> mount(pathOf(line)));
        mount.ifPresent(name ->
                mounts.computeIfAbsent(name, own -> elsewhere.orElseGet(() -> master.at(Percent.path(own.value())))));
        return mount.isPresent();
    }

    private static Optional<Upstream> elsewhere(String line, Master master) {
        try {
            Upstream stranger = Upstream.parse(line, Optional.empty(), true);
            return Optional.of(stranger.server().equals(master.server()) ? master.at(stranger.target()) : stranger);
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static String pathOf(String address) {
        return URI.create(address).getPath();
    }

    private static Optional<MountName> mount(String path) {
        return MountName.parse(path).filter(name -> !name.isReserved());
    }
}
