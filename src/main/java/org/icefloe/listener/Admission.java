package org.icefloe.listener;

import java.util.Optional;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;

/**
 * How a listener was let in.
 *
 * @param mount which has counted it in
 * @param insteadOf the mount it had asked for, if that has no source and this is its fallback
 * @param intro what it hears first; shared, not to be written to
 * @param grant who it is, and how long it may stay
 * @param audience where it is one of many
 * @param server the id of this one
 */
record Admission(
        Mount mount,
        Optional<MountName> insteadOf,
        Optional<byte[]> intro,
        Grant grant,
        Listeners audience,
        String server) {}
