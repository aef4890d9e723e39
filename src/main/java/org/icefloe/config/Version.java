package org.icefloe.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Icefloe this is. */
public final class Version {
    /** As the build calls it, such as {@code 0.1.0}. */
    public static final String CURRENT = read();

    private Version() {}

    /** The build has written the file; without it nothing has been built. */
    private static String read() {
        Properties properties = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties cannot be read", e);
        }
        return properties.getProperty("version");
    }
}
