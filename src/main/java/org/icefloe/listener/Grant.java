package org.icefloe.listener;

import java.time.Duration;
import java.util.Optional;

/**
 * What a listener is granted who may come. Whoever is given a grant hands it to {@link ListenerGate#admit}, or else
 * gives it back by {@link #release()}: it may hold a place that others wait for.
 */
public final class Grant {
    private final long id;
    private final Optional<String> user;
    private final Optional<Duration> timeLimit;
    private final boolean relay;
    private final Runnable whenOver;

    private Grant(long id, Optional<String> user, Optional<Duration> timeLimit, boolean relay, Runnable whenOver) {
        this.id = id;
        this.user = user;
        this.timeLimit = timeLimit;
        this.relay = relay;
        this.whenOver = whenOver;
    }

    /**
     * For a listener of whom nothing is known.
     *
     * @param id number of the connection
     */
    public static Grant of(long id) {
        return new Grant(id, Optional.empty(), Optional.empty(), false, () -> {});
    }

    /** For a listener who has said who it is. */
    public Grant to(String name) {
        return new Grant(id, Optional.of(name), timeLimit, relay, whenOver);
    }

    /** For another server, which has proved to be one: it has listeners of its own, and is let in where it is full. */
    public Grant asRelay() {
        return new Grant(id, user, timeLimit, true, whenOver);
    }

    /** For so long only, in the place of what the mount's settings allow. */
    public Grant limitedTo(Duration most) {
        return new Grant(id, user, Optional.of(most), relay, whenOver);
    }

    /**
     * Has somebody told, once, when the listener is gone or was not let in after all.
     *
     * @param action run on any thread; must return at once
     */
    public Grant whenOver(Runnable action) {
        return new Grant(id, user, timeLimit, relay, () -> {
            whenOver.run();
            action.run();
        });
    }

    /** Number of the connection, unique in this process. */
    public long id() {
        return id;
    }

    /** The user name, if the listener has proved one. */
    public Optional<String> user() {
        return user;
    }

    /** Whether no limit to the number of listeners keeps it out. */
    public boolean isRelay() {
        return relay;
    }

    /** How long the listener may stay, if that was said for this one. */
    public Optional<Duration> timeLimit() {
        return timeLimit;
    }

    /** The listener is gone, or is not let in. To be called once. */
    public void release() {
        whenOver.run();
    }
}
