package org.icefloe.bytes;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.Objects;
import java.util.concurrent.CompletionException;

/** What went wrong itself: with a file in an operator's words, or with what was waited for. */
public final class Faults {
    private Faults() {}

    /** Without what stages that depend on others wrap around it. */
    public static Throwable cause(Throwable fault) {
        return fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    }

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
