package org.icefloe.config;

/**
 * A text that this server has to send, and that nobody is shown.
 *
 * @param reveal the text itself
 */
public record Secret(String reveal) {
    /** What stands in the place of secrets where they are shown. */
    public static final String MASK = "***";

    @Override
    public String toString() {
        return MASK;
    }
}
