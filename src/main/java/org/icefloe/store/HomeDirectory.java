package org.icefloe.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes HOME where there is none yet, as a WAR in somebody else's container finds it. */
final class HomeDirectory {
    private HomeDirectory() {}

    /**
     * Only the server's own user may look into a new one, as far as the file system knows users; one that is there
     * already stays as its owner has made it.
     *
     * @throws StoreException if it cannot be made
     */
    static void make(Path home) {
        try {
            if (!Files.exists(home)) {
                Files.createDirectories(home, privately(home));
            }
        } catch (IOException e) {
            throw new StoreException(
                    "The home " + home + " cannot be made (" + e + "): choose another with icefloe.home.", e);
        }
    }

    private static FileAttribute<?>[] privately(Path path) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
