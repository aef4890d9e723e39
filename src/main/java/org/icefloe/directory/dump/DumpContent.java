package org.icefloe.directory.dump;

import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.icefloe.directory.catalog.Entry;

/**
 * What is dumped.
 *
 * @param entries those of the present, in an order that changes only with them
 * @param shown a number of what the format shows of an entry: another one if that has changed, and the same after a
 *     restart
 * @param version of the format, from 1: another one wherever it writes the same entries in another way, so that nobody
 *     who knows what another version of the program has written is told that he has it
 * @param format begins to write a dump to a stream
 */
public record DumpContent(
        Supplier<List<Entry>> entries,
        ToLongFunction<Entry> shown,
        int version,
        Function<OutputStream, DumpFormat> format) {}
