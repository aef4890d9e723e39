package org.icefloe.time;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting that comes to an end. */
public final class Patience {
    private Patience() {}

    /**
     * Waits for something, and gives up after a while. Unlike a timeout of the future itself this needs no timer
     * thread, which would outlive a web application.
     *
     * @param millis how long to wait at most, in ms
     * @return whether it has happened; an interrupt counts as giving up and is kept
     */
    public static boolean await(Future<?> something, long millis) {
        try {
            something.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException tooLate) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
