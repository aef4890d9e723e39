package org.icefloe.boot;

import java.util.concurrent.CountDownLatch;

/** What does not come back, whoever interrupts it: a disk, a name server, a database. */
final class Hang implements Runnable, AutoCloseable {
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public void run() {
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException deafToThat) {
                // It goes on.
            }
        }
    }

    /** Lets everybody go. */
    @Override
    public void close() {
        released.countDown();
    }
}
