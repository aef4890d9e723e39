package org.icefloe.config;

import java.util.List;

/** Which paths can be mountpoints. Stated here, because settings name mounts before there are any. */
public final class MountPaths {
    /** The longest, in characters. */
    public static final int MAX_LENGTH = 255;

    /** First path parts that belong to the server itself. */
    private static final List<String> RESERVED = List.of("admin", "admin.cgi", "api", "assets", "health", "cgi-bin");

    private MountPaths() {}

    /**
     * Refuses what can be no mountpoint.
     *
     * @param path decoded, without a query
     * @throws IllegalArgumentException with a message for the client
     */
    public static void require(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("source mountpoint not starting with /");
        }
        if (path.length() < 2 || path.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a mountpoint has 2 to " + MAX_LENGTH + " characters");
        }
        if (path.contains("//") || path.contains("/.") || path.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a mountpoint has no empty or dotted part and no control character");
        }
    }

    /** Whether the server answers under a mountpoint itself, so that no source may take it. */
    public static boolean isReserved(String path) {
        String first = path.substring(1).split("/", 2)[0];
        return RESERVED.contains(first) || path.endsWith(".xsl");
    }
}
