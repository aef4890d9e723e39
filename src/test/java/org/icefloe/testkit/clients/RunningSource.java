package org.icefloe.testkit.clients;

/** A source that has been started, whether or not it has got through. */
public interface RunningSource extends AutoCloseable {
    /** Whether it still tries to send. */
    boolean isAlive();

    /** All it has printed or been told so far, for the message of a failed assertion. */
    String output();

    /** Breaks off without a word, as a crash does. */
    void kill();

    /** Ends as a user would end it; kills what does not end within seconds. */
    @Override
    void close();
}
