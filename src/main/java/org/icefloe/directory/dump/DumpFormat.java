package org.icefloe.directory.dump;

import java.io.IOException;
import org.icefloe.directory.catalog.Entry;

/** Writes one dump to the stream that it was made for, which it does not close. Not for several threads. */
public interface DumpFormat {
    /** Some of it may come out later. */
    void entry(Entry entry) throws IOException;

    /** Has all that was written so far come out, and flushes the stream. */
    void flush() throws IOException;

    /** Writes what stands behind the last entry, and flushes the stream. */
    void end() throws IOException;
}
