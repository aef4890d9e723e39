package org.icefloe.recording;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a recorder asks of a file system; a test puts a full or a slow one in its place. */
interface Disk {
    /** The one the server runs on. */
    Disk SYSTEM = new Disk() {
        @Override
        public SeekableByteChannel create(Path file) throws IOException {
            return Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        @Override
        public long room(Path directory) throws IOException {
            FileStore store = Files.getFileStore(directory);
            return store.getTotalSpace() == 0 ? Long.MAX_VALUE : store.getUsableSpace();
        }
    };

    /**
     * Makes a new file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is anything of that name, were it a link to nowhere
     */
    SeekableByteChannel create(Path file) throws IOException;

    /** How many bytes a directory's file system still takes; any number, if it does not say. */
    long room(Path directory) throws IOException;
}
