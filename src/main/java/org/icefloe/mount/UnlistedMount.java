package org.icefloe.mount;

import java.time.Instant;
import java.util.Optional;
import org.icefloe.config.MountSettings;
import org.icefloe.time.Ticker;

/** A mount in no registry: listeners come to it only by way of another mount. */
public final class UnlistedMount {
    private final Intake intake;

    /**
     * Turns it on.
     *
     * @param source who feeds it
     * @param began when that is
     */
    public UnlistedMount(
            MountName name,
            MountSettings settings,
            StreamProfile profile,
            Source source,
            Instant began,
            Ticker ticker) {
        Mount.Arrival arrival = new Mount.Arrival(profile, source, began);
        this.intake = new Mount(name, settings, arrival, ticker, playing -> {}).intake();
    }

    /** By which it is fed. */
    public Intake intake() {
        return intake;
    }

    /** Puts the settings in force that the book holds now. */
    public void refresh(MountSettingsBook book) {
        intake.mount().refresh(book);
    }

    /** Turns it off; its listeners are closed when they have had the rest. */
    public void end() {
        intake.mount().end(Optional.empty());
    }
}
