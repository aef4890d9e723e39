package org.icefloe.stats;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.Credentials;
import org.icefloe.bytes.Printable;
import org.icefloe.mount.MountName;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;

/**
 * Where those come in who ask by the method {@code STATS}, whatever door they took: {@code STATS /} for everything,
 * {@code STATS /live.mp3} for one mount. Safe for any number of threads.
 */
public final class StatsGate {
    /** The method. */
    public static final String METHOD = "STATS";

    /** What may wait for a client besides what it is told first, in bytes, as for a listener of Icecast. */
    public static final int QUEUE = 512 * 1024;

    private static final String ATTEMPT = "Login for " + METHOD;

    private final Authenticator authenticator;
    private final StatsFeed feed;

    public StatsGate(Authenticator authenticator, StatsFeed feed) {
        this.authenticator = authenticator;
        this.feed = feed;
    }

    /**
     * Asks whether a client may follow, which only admins may, and notes a login that failed. Never blocks.
     *
     * @return completes when it may, and fails with a {@link RefusedException} when it may not
     */
    public CompletionStage<Void> authenticate(Optional<Credentials> credentials, String address) {
        return credentials
                .map(sent -> authenticator.isAdmin(sent, address).thenCompose(admin -> decide(admin, sent, address)))
                .orElseGet(() -> refused(Refusal.UNAUTHORIZED));
    }

    private CompletionStage<Void> decide(boolean admin, Credentials sent, String address) {
        if (admin) {
            return CompletableFuture.completedStage(null);
        }
        String who = "user " + Printable.quote(sent.user());
        if (authenticator.known(sent).isPresent()) {
            authenticator.logins().forbidden(address, ATTEMPT, who);
            return refused(Refusal.UNAUTHORIZED);
        }
        return refused(authenticator.logins().failed(address, ATTEMPT, who));
    }

    private static CompletionStage<Void> refused(Refusal refusal) {
        return CompletableFuture.failedStage(new RefusedException(refusal));
    }

    /**
     * Begins to tell a client that {@link #authenticate} let through.
     *
     * @param path a mount's, decoded, or one that can be no mount's, for everything
     * @return to be run once, when the client is gone
     */
    public Runnable follow(String path, StatsSink sink) {
        return feed.follow(MountName.parse(path), sink);
    }
}
