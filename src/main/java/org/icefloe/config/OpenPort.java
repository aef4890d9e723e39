package org.icefloe.config;

/** Which ports are opened, as more than one setting says. */
public final class OpenPort {
    private OpenPort() {}

    /** The stream port; 0 if it stays closed, as it does where there are no streams. */
    public static int of(Settings.Stream stream) {
        return stream.serve() ? stream.port() : 0;
    }
}
