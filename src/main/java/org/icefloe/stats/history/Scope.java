package org.icefloe.stats.history;

import org.icefloe.mount.MountName;

/**
 * Of whom something is counted: of one mount, or of all together. All together are counted on their own, since somebody
 * who listens at two mounts is one listener.
 *
 * @param name of the mount, or {@code *}, which is no mount's
 */
public record Scope(String name) {
    /** All mounts together. */
    public static final Scope ALL = new Scope("*");

    /** One mount. */
    public static Scope of(MountName mount) {
        return new Scope(mount.value());
    }

    @Override
    public String toString() {
        return name;
    }
}
