package org.icefloe.logs;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A connection that has ended, or, at the servlet door, a request.
 *
 * @param request what was asked for
 * @param address the client's IP address
 * @param user who it was, if that was proved to a mount
 * @param status HTTP status code of the answer
 * @param bytes that were sent, with the head of the response
 * @param connected how long it was there
 */
public record AccessRecord(
        Request request, String address, Optional<String> user, int status, long bytes, Duration connected) {

    /**
     * What a client has sent. Nothing is decoded: one character a byte.
     *
     * @param method first word of the request line; empty if it was none
     * @param target the address; of it only the path is written down, for players and old encoders send passwords in
     *     its query
     * @param protocol such as {@code HTTP/1.1}
     * @param referer empty if there is none
     * @param agent empty if there is none
     * @param claimed the user name in the credentials, if there were any
     */
    public record Request(
            String method, String target, String protocol, String referer, String agent, Optional<String> claimed) {
        private static final Pattern SERVER = Pattern.compile("/admin/.*|/admin\\.cgi.*|/api/.*", Pattern.DOTALL);

        private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z]+://[^/?]*");

        /** The path, as it was sent. */
        String path() {
            String origin =
                    target.startsWith("/") ? target : AUTHORITY.matcher(target).replaceFirst("");
            int mark = origin.indexOf('?');
            return mark < 0 ? origin : origin.substring(0, mark);
        }

        /** Whether it is to feed a mount. */
        boolean isSource() {
            return method.equalsIgnoreCase("SOURCE") || method.equalsIgnoreCase("PUT") && !isForServer();
        }

        /** Whether it is to run the server, which nobody may without a name. */
        boolean isForServer() {
            return SERVER.matcher(path()).matches();
        }
    }

    /**
     * The name that is written down: one that was proved, or, where none else get in, one that was claimed; and where
     * somebody was turned away for it, too, as Icecast does with listeners.
     */
    Optional<String> name() {
        boolean asked = request.isForServer() || status == 401 && !request.isSource();
        return user.or(() -> asked ? request.claimed() : Optional.empty());
    }
}
