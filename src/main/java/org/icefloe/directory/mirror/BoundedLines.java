package org.icefloe.directory.mirror;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.icefloe.directory.catalog.YpForm;

/** The entries of a list, as they come; whoever sends too much is not read to the end. Once. */
final class BoundedLines implements Iterator<YpForm> {
    /** More than an entry whose every text is as long as it may be. */
    static final int LONGEST = 32 * 1024;

    private final InputStream in;
    private final long most;
    private long read;
    private String next = "";

    /** @param most bytes there may be in all */
    BoundedLines(InputStream in, long most) {
        this.in = in;
        this.most = most;
    }

    /** @throws NoListException if there is a line that can be none of a list, or too many */
    @Override
    public boolean hasNext() {
        try {
            for (int last = 0; next.isEmpty() && last >= 0; ) {
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                last = readLine(line);
                next = line.toString(StandardCharsets.UTF_8).strip();
            }
        } catch (IOException broken) {
            throw new NoListException("breaks off: " + HttpDirectory.words(broken));
        }
        return !next.isEmpty();
    }

    /** @return the byte behind the line, or -1 */
    private int readLine(ByteArrayOutputStream line) throws IOException {
        int one = in.read();
        for (; one >= 0 && one != '\n'; one = in.read()) {
            line.write(one);
            if (line.size() > LONGEST) {
                throw new NoListException("sends a line of more than " + LONGEST + " bytes");
            }
        }
        read += line.size() + 1;
        if (read > most) {
            throw new NoListException("sends more than " + most + " bytes");
        }
        return one;
    }

    @Override
    public YpForm next() {
        if (!hasNext()) {
            throw new NoSuchElementException("behind the last line");
        }
        String line = next;
        next = "";
        return EntryLine.read(line);
    }
}
