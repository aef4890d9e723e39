package org.icefloe.rest;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.icefloe.auth.AuthenticationBusyException;

/**
 * Waits for the verdict on a login. A password takes a good part of a second to compare when others are compared too,
 * and whoever waits holds a thread; so only a few may wait, and a flood of wrong passwords leaves threads for requests
 * that need none.
 */
public final class Logins {
    private static final int PLACES = 8;

    /** One for the whole server, as the threads are. */
    private static final Semaphore places = new Semaphore(PLACES);

    private Logins() {}

    /**
     * The verdict, as soon as it is there.
     *
     * @throws AuthenticationBusyException if too many wait already
     */
    public static <T> T await(CompletionStage<T> verdict) {
        CompletableFuture<T> answer = verdict.toCompletableFuture();
        if (answer.isDone()) {
            return join(answer);
        }
        if (!places.tryAcquire()) {
            throw new AuthenticationBusyException(PLACES);
        }
        try {
            return join(answer);
        } finally {
            places.release();
        }
    }

    private static <T> T join(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
