package org.icefloe.directory.mirror;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.zip.ZipException;
import org.icefloe.bytes.Faults;
import org.icefloe.directory.catalog.YpForm;
import org.icefloe.net.http.HttpFaults;

/** The entries of a list, as they come; whoever sends too much is not read to the end. Once. */
final class BoundedLines implements Iterator<YpForm> {
    /** More than an entry whose every text is as long as it may be. */
    static final int LONGEST = 32 * 1024;

    /** More than there is room for in bytes, if they are entries. */
    static final int MOST_LINES = 500_000;

    private final InputStream in;
    private final long most;
    private long read;
    private int lines;
    private String next = "";

    /** @param most bytes there may be in all */
    BoundedLines(InputStream in, long most) {
        this.in = in;
        this.most = most;
    }

    /** @throws NoListException if there is a line that can be none of a list, or too many */
    @Override
    public boolean hasNext() {
        if (next.isEmpty()) {
            try {
                readNext();
            } catch (ZipException | EOFException broken) {
                throw new NoListException("sends a list that breaks off: " + HttpFaults.message(broken));
            } catch (IOException disk) {
                throw new NoListException("sent a list that cannot be read back here: " + Faults.reason(disk));
            }
        }
        return !next.isEmpty();
    }

    private void readNext() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean isLine = readLine(line) >= 0 || line.size() > 0;
        next = line.toString(StandardCharsets.UTF_8).strip();
        if (isLine && next.isEmpty()) {
            throw new NoListException("sends an empty line");
        }
        if (isLine && ++lines > MOST_LINES) {
            throw new NoListException("sends more than " + MOST_LINES + " lines");
        }
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
        return EntryLine.read(lines, line);
    }
}
