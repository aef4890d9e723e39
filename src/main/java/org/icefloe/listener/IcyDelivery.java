package org.icefloe.listener;

import java.nio.ByteBuffer;
import org.icefloe.format.icy.IcyMetadata;
import org.icefloe.mount.Cursor;
import org.icefloe.mount.Mount;
import org.icefloe.mount.Titles.Title;
import org.jspecify.annotations.Nullable;

/**
 * The stream with ICY metadata in band, as SHOUTcast began it: after every {@code interval} bytes of audio one length
 * byte and as many times 16 bytes of text.
 *
 * <pre>
 *   audio (interval) | L | L*16 bytes: StreamTitle='artist - title';  padded with NUL | audio (interval) | 0 | audio ...
 * </pre>
 *
 * <p>A block tells the title of the byte behind it; while the title stays the same, a single 0 stands in its place.
 */
final class IcyDelivery implements Delivery {
    private static final byte[] UNCHANGED = {0};

    private final int interval;
    private Mount mount;

    /** Bytes of audio until the next block. */
    private int untilBlock;

    @Nullable
    private Title told;

    /** @param interval in bytes of audio, more than 0: what the listener was promised as {@code icy-metaint} */
    IcyDelivery(int interval, Mount mount) {
        this.interval = interval;
        this.mount = mount;
        this.untilBlock = interval;
    }

    @Override
    public int deliver(Cursor cursor, long limit, int most, ListenerSink sink) {
        int written = 0;
        int audio = 0;
        int run;
        while (audio < most && (run = cursor.run(limit)) > 0) {
            if (untilBlock == 0) {
                written += deliverBlock(cursor.position(), sink);
            }
            int length = Math.min(Math.min(run, untilBlock), most - audio);
            sink.write(cursor.array(), cursor.offset(), length);
            cursor.advance(length);
            untilBlock -= length;
            audio += length;
        }
        return written + audio;
    }

    @Override
    public void moveTo(Mount target) {
        mount = target;
    }

    private int deliverBlock(long position, ListenerSink sink) {
        Title title = mount.titles().at(position);
        byte[] block = title == told ? UNCHANGED : block(title.text());
        told = title;
        untilBlock = interval;
        sink.write(block, 0, block.length);
        return block.length;
    }

    private byte[] block(String title) {
        ByteBuffer block = IcyMetadata.ofTitle(title).toBlock(mount.settings().charset());
        byte[] bytes = new byte[block.remaining()];
        block.get(bytes);
        return bytes;
    }
}
