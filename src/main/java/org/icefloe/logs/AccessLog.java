package org.icefloe.logs;

/** Where doors say which connections have ended. */
@FunctionalInterface
public interface AccessLog {
    /** Keeps nothing. */
    AccessLog NONE = ended -> {};

    /** A connection has ended this moment. Any thread; never waits. */
    void ended(AccessRecord ended);

    /** Whether it keeps anything at present; whoever is told no need not look on. Any thread. */
    default boolean isOn() {
        return true;
    }

    /** The address of a listener as it may be written down, here and in any other log. */
    default String shown(String address) {
        return address;
    }
}
