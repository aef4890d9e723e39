package org.icefloe.format.icy;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import org.icefloe.bytes.Printable;
import org.icefloe.format.FrameSink;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamParser;
import org.icefloe.format.StreamTags;

/**
 * Takes ICY metadata out of a stream and hands the sound to another parser. A title is told when its block is complete,
 * before any frame that ends behind it.
 *
 * <pre>
 *     | interval bytes of sound | L | 16 L bytes | interval bytes of sound | L | ...
 * </pre>
 */
public final class IcyDemuxer implements StreamParser {
    /** So many blocks running that are no metadata are sound, and the interval is wrong. */
    private static final int MOST_ODD_BLOCKS = 3;

    private final int interval;
    private final Charset charset;
    private final StreamParser sound;
    private final boolean isStrict;

    /** Blocks that were no metadata, since the last that was. */
    private int oddBlocks;

    /** Bytes of sound up to the next length byte. */
    private int soundLeft;

    /** The block that is arriving; empty and full between blocks. */
    private ByteBuffer block = ByteBuffer.allocate(0);

    /**
     * @param interval the source's {@code icy-metaint}, in bytes, more than 0
     * @param charset what a title is taken for if it is no valid UTF-8
     * @param sound cuts what is not metadata
     */
    public IcyDemuxer(int interval, Charset charset, StreamParser sound) {
        this(interval, charset, sound, false);
    }

    private IcyDemuxer(int interval, Charset charset, StreamParser sound, boolean isStrict) {
        if (interval <= 0) {
            throw new IllegalArgumentException("icy-metaint " + interval + ": must be more than 0");
        }
        this.interval = interval;
        this.charset = charset;
        this.sound = sound;
        this.isStrict = isStrict;
        this.soundLeft = interval;
    }

    /**
     * One that refuses a stream, by a {@link StreamFormatException}, whose blocks are no metadata three times running:
     * it would go on to take bytes out of the sound.
     */
    public static IcyDemuxer strict(int interval, Charset charset, StreamParser sound) {
        return new IcyDemuxer(interval, charset, sound, true);
    }

    @Override
    public void read(ByteBuffer input, FrameSink sink) {
        while (input.hasRemaining()) {
            if (block.hasRemaining()) {
                readBlock(input, sink);
            } else if (soundLeft == 0) {
                block = ByteBuffer.allocate(16 * (input.get() & 0xff));
                soundLeft = interval;
            } else {
                readSound(input, sink);
            }
        }
    }

    @Override
    public boolean retitle(StreamTags tags) {
        return sound.retitle(tags);
    }

    /** What the other parser left out; metadata does not count. */
    @Override
    public long skippedBytes() {
        return sound.skippedBytes();
    }

    private void readSound(ByteBuffer input, FrameSink sink) {
        int length = Math.min(soundLeft, input.remaining());
        ByteBuffer portion = input.slice(input.position(), length);
        input.position(input.position() + length);
        soundLeft -= length;
        sound.read(portion, sink);
    }

    private void readBlock(ByteBuffer input, FrameSink sink) {
        int length = Math.min(block.remaining(), input.remaining());
        block.put(input.slice(input.position(), length));
        input.position(input.position() + length);
        if (!block.hasRemaining()) {
            check(block.flip());
            IcyMetadata.parse(block, charset).ifPresent(metadata -> sink.tags(new StreamTags("", metadata.title())));
            block = ByteBuffer.allocate(0);
        }
    }

    private void check(ByteBuffer payload) {
        oddBlocks = IcyMetadata.isLikely(payload) ? 0 : oddBlocks + 1;
        if (isStrict && oddBlocks == MOST_ODD_BLOCKS) {
            byte[] bytes = new byte[payload.remaining()];
            payload.duplicate().get(bytes);
            throw new StreamFormatException("its icy-metaint of " + interval + " is wrong: " + oddBlocks
                    + " blocks running are no metadata, the last one is " + Printable.quote(Printable.decode(bytes)));
        }
    }
}
