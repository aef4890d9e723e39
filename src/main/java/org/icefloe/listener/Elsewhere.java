package org.icefloe.listener;

import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.Refusal;
import org.icefloe.net.Origin;
import org.icefloe.net.Percent;

/**
 * Where listeners are sent for whom there is no room here, or no stream.
 *
 * <pre>
 *   no room     a slave, if the mount is on and slaves can know it; else the mount's redirect-to
 *   no stream   the mount's redirect-to, unless a file or a playlist is wanted
 * </pre>
 *
 * Never back here. Safe for any number of threads.
 */
public final class Elsewhere {
    private static final Pattern ADDRESS = Pattern.compile("(https?)://([^/]+)(/[^?#]*)?.*");
    private static final String MOUNT = "${mount}";

    private final MountRegistry mounts;
    private final Slaves slaves;
    private final IntSupplier mostSlaves;
    private final Predicate<Origin> isHere;

    /**
     * Sends listeners of these mounts.
     *
     * @param mostSlaves how many slaves listeners are sent to; asked whenever somebody finds no room
     * @param isHere whether an address is this server's own
     */
    public Elsewhere(MountRegistry mounts, Slaves slaves, IntSupplier mostSlaves, Predicate<Origin> isHere) {
        this.mounts = mounts;
        this.slaves = slaves;
        this.mostSlaves = mostSlaves;
        this.isHere = isHere;
    }

    /** Sends listeners of these mounts nowhere but to the addresses of their settings. */
    static Elsewhere of(MountRegistry mounts, Slaves slaves) {
        return new Elsewhere(mounts, slaves, () -> 0, address -> false);
    }

    /** Whether a listener may be sent away from a mount that is off. */
    boolean leadsFrom(MountName off) {
        return settings(off).get(MountSetting.REDIRECT_TO).isPresent()
                && !mounts.fallbacks().isFile(off);
    }

    /** Where to go from a mount that is off. */
    Optional<Refusal> fromOff(ListenerRequest request) {
        return configured(request).map(Refusal::elsewhere);
    }

    /** Where to go from a mount that has no room for one more. */
    Optional<Refusal> fromFull(ListenerRequest request) {
        return slave(request).or(() -> configured(request)).map(Refusal::elsewhere);
    }

    private Optional<String> slave(ListenerRequest request) {
        int most = mostSlaves.getAsInt();
        return mounts.find(request.mount())
                .filter(mount -> most > 0 && isListed(mount))
                .flatMap(mount -> slaves.send(most, address -> !isHere(address, request)))
                .map(address -> withQuery(address + path(request), request));
    }

    /** Slaves take what is listed. */
    private static boolean isListed(Mount mount) {
        return !mount.settings().hidden();
    }

    private Optional<String> configured(ListenerRequest request) {
        return settings(request.mount())
                .get(MountSetting.REDIRECT_TO)
                .map(address -> address.replace(MOUNT, path(request)))
                .filter(address -> !leadsBack(address, request))
                .map(address -> withQuery(address, request));
    }

    private MountSettings settings(MountName name) {
        return mounts.settingsOf(name);
    }

    private static String path(ListenerRequest request) {
        return Percent.path(request.mount().value());
    }

    /** A page of this server, or another mount, is a place to go to; the very mount that was asked for is none. */
    private boolean leadsBack(String address, ListenerRequest request) {
        Matcher parts = ADDRESS.matcher(address);
        return parts.matches()
                && path(request).equals(parts.group(3))
                && Origin.parse(parts.group(1), parts.group(2))
                        .filter(origin -> isHere(origin, request))
                        .isPresent();
    }

    /** Whether an address leads here: as the settings have it, or as the client itself has found its way. */
    private boolean isHere(Origin address, ListenerRequest request) {
        return isHere.test(address)
                || request.header("host")
                        .flatMap(host -> Origin.parse(address.scheme(), host))
                        .filter(address::isSameAs)
                        .isPresent();
    }

    private static String withQuery(String address, ListenerRequest request) {
        return request.query().isEmpty() || address.contains("#")
                ? address
                : address + (address.contains("?") ? '&' : '?') + Percent.target(request.query());
    }
}
