package org.icefloe.admin;

import java.io.IOException;
import java.util.List;
import org.icefloe.auth.htpasswd.HtpasswdUsers;
import org.icefloe.config.MountSettings;

/** The users who may listen to a mount, where a list of them is kept that can be changed here. */
public interface MountUsers {
    /** Those in htpasswd files. */
    static MountUsers of(HtpasswdUsers users) {
        return new MountUsers() {
            @Override
            public boolean areKept(MountSettings settings) {
                return users.areKept(settings);
            }

            @Override
            public List<String> list(MountSettings settings) {
                return users.list(settings);
            }

            @Override
            public boolean add(MountSettings settings, String user, String password) throws IOException {
                return users.add(settings, user, password);
            }

            @Override
            public boolean delete(MountSettings settings, String user) throws IOException {
                return users.delete(settings, user);
            }
        };
    }

    /** Whether the mount has one. */
    boolean areKept(MountSettings settings);

    /** Their names, in the order of the list. */
    List<String> list(MountSettings settings);

    /**
     * Adds a user. May wait for a disk.
     *
     * @return whether it was added; false if there is one of that name
     * @throws IllegalArgumentException with a sentence for the client, if name or password cannot be used
     * @throws IOException if the list cannot be changed
     */
    boolean add(MountSettings settings, String user, String password) throws IOException;

    /**
     * Deletes a user. May wait for a disk.
     *
     * @return whether there was one
     * @throws IOException if the list cannot be changed
     */
    boolean delete(MountSettings settings, String user) throws IOException;
}
