package org.icefloe.source;

import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.mount.MountName;

/**
 * The line with which a SHOUTcast v1 source begins, in the forms that encoders send:
 *
 * <pre>
 *   password
 *   user:password           liquidsoap
 *   /mount:password         icecast-kh
 *   any of these + :#1      a stream number of SHOUTcast 2, of no meaning here
 * </pre>
 *
 * @param mount the mount that the line names, or the one for lines that name none
 * @param password the line without mount and stream number
 */
public record ShoutcastLine(MountName mount, String password) {
    /**
     * Reads a line.
     *
     * @param otherwise the mount for a line that names none
     */
    public static ShoutcastLine parse(String line, MountName otherwise) {
        String login = line.strip().replaceFirst(":#[0-9]{0,9}$", "");
        int colon = login.indexOf(':');
        if (login.startsWith("/") && colon > 1) {
            return MountName.parse(login.substring(0, colon))
                    .map(mount -> new ShoutcastLine(mount, login.substring(colon + 1)))
                    .orElse(new ShoutcastLine(otherwise, login));
        }
        return new ShoutcastLine(otherwise, login);
    }

    /** User and password, if the line can be read so; it may as well be a password with a colon in it. */
    Optional<Credentials> credentials() {
        int colon = password.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new Credentials(password.substring(0, colon), password.substring(colon + 1)));
    }

    /** Whether libshout only looks if somebody is there. */
    public boolean isPoke() {
        return password.equals("!POKE");
    }
}
