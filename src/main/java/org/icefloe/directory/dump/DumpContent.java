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
 * @param format begins to write a dump to a stream
 */
public record DumpContent(
        Supplier<List<Entry>> entries, ToLongFunction<Entry> shown, Function<OutputStream, DumpFormat> format) {}
