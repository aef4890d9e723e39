package org.icefloe.auth.htpasswd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.icefloe.auth.Credentials;
import org.icefloe.auth.LoginThrottle;
import org.icefloe.auth.PasswordVerifier;
import org.icefloe.config.AuthType;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;

/**
 * The users of mounts whose {@code auth-type} is {@code htpasswd}: who among them may listen, and, for Icecast's
 * {@code manageauth}, who they are.
 */
public final class HtpasswdUsers {
    private static final int LONGEST_NAME = 255;

    private final HtpasswdFiles files;
    private final CryptHash hasher;
    private final PasswordVerifier verifier;

    /**
     * Users of these files.
     *
     * @param executor where passwords are compared
     * @param maxWaiting how many may wait to be compared at a time
     * @param throttle which addresses are heard
     */
    public HtpasswdUsers(
            HtpasswdFiles files, CryptHash hasher, Executor executor, int maxWaiting, LoginThrottle throttle) {
        this.files = files;
        this.hasher = hasher;
        this.verifier = new PasswordVerifier(hasher, executor, maxWaiting, throttle);
    }

    /** The file of a mount with these settings, if it goes by one. */
    private static Optional<String> fileOf(MountSettings settings) {
        return settings.get(MountSetting.AUTH_TYPE) == AuthType.HTPASSWD
                ? settings.get(MountSetting.AUTH_HTPASSWD_FILE)
                : Optional.empty();
    }

    /** Whether {@link #list}, {@link #add} and {@link #delete} can do anything for a mount with these settings. */
    public boolean areKept(MountSettings settings) {
        return fileOf(settings).isPresent();
    }

    /**
     * Whether these credentials are in the mount's file; completes at once if they were checked before, and fails as
     * {@link PasswordVerifier#verify} does. An unknown user costs as much as a wrong password.
     *
     * @param address the client's
     */
    public CompletionStage<Boolean> mayListen(MountSettings settings, Credentials credentials, String address) {
        String user = credentials.user();
        Optional<HtpasswdFile> file = fileOf(settings).flatMap(files::find);
        Optional<String> hash = file.flatMap(known -> known.hash(user));
        String standIn = file.flatMap(known -> known.standIn(user)).orElseGet(hasher::decoy);
        return verifier.verify(user, credentials.password(), hash, standIn, address);
    }

    /** The names of the mount's users, in the order of its file; empty if it goes by none. */
    public List<String> list(MountSettings settings) {
        return fileOf(settings)
                .flatMap(files::find)
                .map(file -> List.copyOf(file.users()))
                .orElse(List.of());
    }

    /**
     * Adds a user, with the strongest hash there is here. Waits for the disk, and for the hash.
     *
     * @return whether it was added; false if there is a user of that name
     * @throws IllegalArgumentException with a sentence for the client, if name or password cannot be used, or the mount
     *     goes by no file
     * @throws IOException if the file cannot be changed; it stays as it is
     */
    public boolean add(MountSettings settings, String user, String password) throws IOException {
        requireName(user);
        String hash = hasher.hash(password);
        List<String> added = new ArrayList<>();
        files.edit(requireFile(settings), file -> {
            if (file.hash(user).isPresent()) {
                return file;
            }
            added.add(user);
            return file.without(user).with(user, hash);
        });
        return !added.isEmpty();
    }

    /**
     * Deletes a user. Waits for the disk.
     *
     * @return whether there was one
     * @throws IllegalArgumentException if the mount goes by no file
     * @throws IOException if the file cannot be changed; it stays as it is
     */
    public boolean delete(MountSettings settings, String user) throws IOException {
        List<String> deleted = new ArrayList<>();
        files.edit(requireFile(settings), file -> {
            if (file.hash(user).isEmpty()) {
                return file;
            }
            deleted.add(user);
            return file.without(user);
        });
        return !deleted.isEmpty();
    }

    private static String requireFile(MountSettings settings) {
        return fileOf(settings)
                .orElseThrow(() -> new IllegalArgumentException("this mount has no htpasswd file of its own"));
    }

    private static void requireName(String user) {
        boolean usable = !user.isBlank()
                && user.length() <= LONGEST_NAME
                && !user.startsWith("#")
                && user.chars().noneMatch(c -> c == ':' || Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
        if (!usable) {
            throw new IllegalArgumentException("a user name has 1 to " + LONGEST_NAME
                    + " characters, no colon and no control character, and does not begin with #");
        }
    }
}
