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

    static MasterList parse(String text, Master master) {
        Map<MountName, Upstream> mounts = new TreeMap<>();
        int junk = 0;
        int more = 0;
        for (String line :
                (Iterable<String>) text.lines().map(String::strip).filter(line -> !line.isEmpty())::iterator) {
            Optional<Upstream> upstream = upstream(line, master);
            Optional<MountName> mount = upstream.flatMap(from -> mount(line));
            if (mount.isEmpty()) {
                junk++;
            } else if (mounts.size() < MOST) {
                mounts.putIfAbsent(mount.get(), upstream.get());
            } else {
                more++;
            }
        }
        return new MasterList(mounts, junk, more);
    }

    private static Optional<Upstream> upstream(String line, Master master) {
        if (line.startsWith("/")) {
            return Optional.of(master.at(Percent.path(line)));
        }
        try {
            Upstream stranger = Upstream.parse(line, Optional.empty(), true);
            return Optional.of(stranger.server().equals(master.server()) ? master.at(stranger.target()) : stranger);
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static Optional<MountName> mount(String line) {
        String path = line.startsWith("/") ? line : URI.create(line).getPath();
        return MountName.parse(path).filter(name -> !name.isReserved());
    }
}
