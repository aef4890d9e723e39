package org.icefloe.directory.mirror;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.directory.dump.DumpContent;
import org.icefloe.directory.dump.DumpFormat;
import org.icefloe.directory.dump.Dumps;
import org.icefloe.time.Ticker;

/** Writes what is listed here for those who mirror it: a line of JSON for each entry. */
public final class EntryLines implements DumpFormat {
    /** To be raised with every change of what is written. */
    private static final int VERSION = 1;

    /** Four of them are more than the two minutes that a mirror takes at most. */
    static final Duration AGE = Duration.ofSeconds(40);

    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final OutputStream to;

    private EntryLines(OutputStream to) {
        this.to = to;
    }

    /** Of what is listed here itself, in the order of listing. */
    public static Dumps dumps(Catalog catalog, Ticker ticker) {
        DumpContent content = new DumpContent(catalog::own, EntryLines::shown, VERSION, EntryLines::new);
        return new Dumps(content, AGE, catalog::later, ticker);
    }

    /** Not by the hash code of the verdict, which is another one after a restart. */
    private static long shown(Entry entry) {
        long sum = entry.listenUrl().hashCode();
        sum = sum * SPREAD ^ entry.broadcast().hashCode();
        sum = sum * SPREAD ^ entry.lastTouch().hashCode();
        sum = sum * SPREAD ^ entry.added().hashCode();
        sum = sum * SPREAD ^ entry.check().at().hashCode();
        return sum * SPREAD ^ entry.check().verdict().name().hashCode();
    }

    @Override
    public void entry(Entry entry) throws IOException {
        to.write(EntryLine.write(entry));
        to.write('\n');
    }

    @Override
    public void flush() throws IOException {
        to.flush();
    }

    @Override
    public void end() throws IOException {
        to.flush();
    }
}
