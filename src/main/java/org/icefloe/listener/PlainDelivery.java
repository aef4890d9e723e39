package org.icefloe.listener;

import org.icefloe.mount.Cursor;

/** The stream as it is. Holds nothing, so one serves all. */
enum PlainDelivery implements Delivery {
    INSTANCE;

    @Override
    public int deliver(Cursor cursor, long limit, int most, ListenerSink sink) {
        int written = 0;
        int run;
        while (written < most && (run = cursor.run(limit)) > 0) {
            int length = Math.min(run, most - written);
            sink.write(cursor.array(), cursor.offset(), length);
            cursor.advance(length);
            written += length;
        }
        return written;
    }
}
