package org.icefloe.config;

import java.util.List;

/** Which paths can be mountpoints. Stated here, because settings name mounts before there are any. */
public final class MountPaths {
    /** The longest, in characters. */
    public static final int MAX_LENGTH = 255;

    /** First path parts that belong to the server itself; to the directory too, whether there is one or not. */
    private static final List<String> RESERVED =
            List.of("admin", "admin.cgi", "api", "assets", "health", "cgi-bin", "directory", "yp", "yp.xml");

    /** Those of them below which something is changed by PUT. */
    private static final List<String> CHANGED = List.of("admin", "api");

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
        return RESERVED.contains(first(path)) || path.endsWith(".xsl");
    }

    /** Whether a PUT to a path is meant for the server itself, and not a source's. */
    public static boolean isChanged(String path) {
        return path.startsWith("/") && CHANGED.contains(first(path));
    }

    private static String first(String path) {
        return path.substring(1).split("/", 2)[0];
    }
}
