package org.icefloe.mount;

/**
 * Why a source or a listener was turned away, in the numbers and words of Icecast 2.4.4, which clients know.
 *
 * @param status HTTP status code
 * @param reason the reason phrase of the status line; libshout refuses a reply without one
 * @param message the body, one line for the person at the other end
 */
public record Refusal(int status, String reason, String message) {
    public static final Refusal UNAUTHORIZED = new Refusal(401, "Authentication Required", "You need to authenticate");
    public static final Refusal MOUNT_IN_USE = forbidden("Mountpoint in use");
    public static final Refusal MOUNT_RESERVED =
            forbidden("This name belongs to the server itself; choose another mountpoint");
    public static final Refusal NO_CONTENT_TYPE = forbidden("No Content-type given");
    public static final Refusal CONTENT_TYPE = forbidden("Content-type not supported");
    public static final Refusal TOO_MANY_SOURCES = forbidden("too many sources connected");
    public static final Refusal TOO_MANY_CLIENTS = forbidden("Icecast connection limit reached");
    public static final Refusal TOO_MANY_LISTENERS = forbidden("max listeners reached");
    public static final Refusal NO_SUCH_MOUNT =
            new Refusal(404, "File Not Found", "The file you requested could not be found");
    public static final Refusal BUSY = new Refusal(503, "Service Unavailable", "busy, please try again later");

    /** A 400 for a request that makes no sense. */
    public static Refusal badRequest(String message) {
        return new Refusal(400, "Bad Request", message);
    }

    private static Refusal forbidden(String message) {
        return new Refusal(403, "Forbidden", message);
    }
}
