package org.icefloe.config;

/** A setting cannot be used; the message names the key, the value, where it came from, and what is expected. */
public final class SettingsException extends RuntimeException {
    public SettingsException(String message) {
        super(message);
    }

    public SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
