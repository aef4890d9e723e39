package org.icefloe.bytes;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.Objects;

/** What went wrong with a file, in an operator's words. */
public final class Faults {
    private Faults() {}

    /** The reason alone, without the file's name. */
    public static String reason(IOException fault) {
        if (fault instanceof AccessDeniedException) {
            return "the server's user may not write there";
        }
        if (fault instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is in the way, and no directory";
        }
        if (fault instanceof FileSystemException file) {
            return Objects.requireNonNullElse(file.getReason(), fault.toString());
        }
        return Objects.requireNonNullElse(fault.getMessage(), fault.toString());
    }
}
