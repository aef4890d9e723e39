package org.icefloe.mount;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why a source or a listener was turned away, in the numbers and words of Icecast 2.4.4, which clients know.
 *
 * @param status HTTP status code
 * @param reason the reason phrase of the status line; libshout refuses a reply without one
 * @param message the body, one line for the person at the other end
 * @param retryAfter when it is worth to come again, in seconds; 0 if nobody knows
 * @param location where to go instead, if somewhere
 */
public record Refusal(int status, String reason, String message, long retryAfter, Optional<String> location) {
    /** Methods that all doors know; libshout reads from the header of this name how it may send its stream. */
    public static final String ALLOW = "GET, HEAD, POST, PUT, PATCH, SOURCE, DELETE, OPTIONS";

    /** The most headers of a request, at every door. */
    public static final int MAX_HEADERS = 64;

    private static final Set<String> METHODS = Set.of(ALLOW.split(", "));

    public static final Refusal UNAUTHORIZED = new Refusal(401, "Authentication Required", "You need to authenticate");
    public static final Refusal MOUNT_IN_USE = forbidden("Mountpoint in use");
    public static final Refusal MOUNT_RESERVED =
            forbidden("This name belongs to the server itself; choose another mountpoint");
    public static final Refusal NO_CONTENT_TYPE = forbidden("No Content-type given");
    public static final Refusal CONTENT_TYPE = forbidden("Content-type not supported");
    public static final Refusal TOO_MANY_SOURCES = forbidden("too many sources connected");
    public static final Refusal TOO_MANY_CLIENTS = forbidden("Icecast connection limit reached");
    public static final Refusal TOO_MANY_LISTENERS = forbidden("max listeners reached");
    public static final Refusal MOUNT_UNAVAILABLE = forbidden("mountpoint unavailable");
    public static final Refusal NO_MOUNTPOINT = badRequest("This path can be no mountpoint; try one such as /live.mp3");
    public static final Refusal METHOD =
            new Refusal(405, "Method Not Allowed", "This method is unknown here; known are " + ALLOW);
    public static final Refusal HEAD_TOO_LARGE = new Refusal(
            431,
            "Request Header Fields Too Large",
            "A request has at most " + Refusal.MAX_HEADERS + " headers and 16 KiB up to its empty line");
    public static final Refusal LOOP = new Refusal(
            508,
            "Loop Detected",
            "This server would relay a stream from itself: the request has come by way of the very mount it asks for");
    public static final Refusal FAULT =
            new Refusal(500, "Internal Server Error", "The server has failed at this request; its log says why");
    public static final Refusal ENDS = new Refusal(
            503, "Service Unavailable", "This server ends just now, perhaps to start anew; try again in 5 s", 5);
    public static final Refusal BUSY = new Refusal(503, "Service Unavailable", "busy, please try again later");

    /** One that does not say when to come again. */
    public Refusal(int status, String reason, String message) {
        this(status, reason, message, 0);
    }

    /** One that leads nowhere else. */
    public Refusal(int status, String reason, String message, long retryAfter) {
        this(status, reason, message, retryAfter, Optional.empty());
    }

    /**
     * A 302 (RFC 9110, 15.4.3).
     *
     * @param location an absolute address, fit for a header
     */
    public static Refusal elsewhere(String location) {
        return new Refusal(302, "Found", "This stream is to be heard at " + location, 0, Optional.of(location));
    }

    /** A 429 (RFC 6585) for a login from where too many have failed; {@code wait} more and it is heard. */
    public static Refusal tooManyLogins(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new Refusal(
                429,
                "Too Many Requests",
                "Too many logins from your address have failed; try again in " + seconds + " s",
                seconds);
    }

    /** A 413. */
    public static Refusal bodyTooLarge(int most) {
        return new Refusal(413, "Content Too Large", "A request's body has at most " + most + " bytes");
    }

    /** A 408 (RFC 9110, 15.5.9). */
    public static Refusal bodyTooSlow(Duration most) {
        return new Refusal(
                408,
                "Request Timeout",
                "The request's body has not come whole within " + most.toMillis() / 1000.0 + " s");
    }

    /** Whether a method, in upper case, is one that all doors know; if not, {@link #METHOD} is the answer. */
    public static boolean isKnown(String method) {
        return METHODS.contains(method);
    }

    /** The headers of the reply, but for the length of the message, in UTF-8. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (status == 401) {
            headers.put("WWW-Authenticate", "Basic realm=\"Icefloe\"");
        }
        if (status == 405) {
            headers.put("Allow", ALLOW);
        }
        location.ifPresent(address -> headers.put("Location", address));
        if (retryAfter > 0) {
            headers.put("Retry-After", Long.toString(retryAfter));
        }
        headers.put("Content-Type", "text/plain; charset=utf-8");
        headers.put("Cache-Control", "no-cache, no-store");
        headers.put("Access-Control-Allow-Origin", "*");
        return headers;
    }

    /** A 400 for a request that makes no sense. */
    public static Refusal badRequest(String message) {
        return new Refusal(400, "Bad Request", message);
    }

    private static Refusal forbidden(String message) {
        return new Refusal(403, "Forbidden", message);
    }
}
