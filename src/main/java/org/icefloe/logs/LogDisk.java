package org.icefloe.logs;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where log files are; a test puts a full disk in its place. */
interface LogDisk {
    /** The one the server runs on. */
    LogDisk SYSTEM = file ->
            Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    /** Opens a file, new or not, to be read and written. */
    SeekableByteChannel open(Path file) throws IOException;
}
