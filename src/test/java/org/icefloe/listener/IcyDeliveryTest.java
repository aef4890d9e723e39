package org.icefloe.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.icefloe.config.MountSettings;
import org.icefloe.format.ContentType;
import org.icefloe.format.RecordingSink;
import org.icefloe.format.StreamTags;
import org.icefloe.format.icy.IcyDemuxer;
import org.icefloe.format.parser.Parsers;
import org.icefloe.mount.Cursor;
import org.junit.jupiter.api.Test;

class IcyDeliveryTest {
    private static final ContentType OPAQUE = new ContentType("application/octet-stream");

    private final Studio studio = new Studio(MountSettings.DEFAULT);
    private final FakeSink sink = new FakeSink();

    @Test
    void firstBlockOfAStreamWithoutATitleIsEmpty() {
        studio.send(20);

        deliver(new IcyDelivery(16, studio.mount), cursor());

        byte[] block = new byte[33];
        block[0] = 1;
        System.arraycopy("StreamTitle='';".getBytes(StandardCharsets.US_ASCII), 0, block, 1, 15);
        assertThat(sink.size()).isEqualTo(16 + 17 + 4);
        assertThat(ByteBuffer.wrap(sink.taken(), 16, 17)).isEqualTo(ByteBuffer.wrap(block, 0, 17));
    }

    @Test
    void unchangedTitleIsASingleZero() {
        studio.send(33);

        deliver(new IcyDelivery(16, studio.mount), cursor());

        assertThat(sink.size()).isEqualTo(16 + 17 + 16 + 1 + 1);
        assertThat(sink.taken()[16 + 17 + 16]).isZero();
    }

    @Test
    void blockComesOnlyWithAByteOfSoundBehindIt() {
        studio.send(16);

        deliver(new IcyDelivery(16, studio.mount), cursor());

        assertThat(sink.size()).isEqualTo(16);
    }

    @Test
    void titleChangesWhereTheSoundChanges() {
        studio.send(40);
        studio.mount.titles().announce("Second");
        studio.send(40);

        deliver(new IcyDelivery(20, studio.mount), cursor());

        RecordingSink heard = demultiplexed(20);
        assertThat(heard.tags()).containsExactly(new StreamTags("", ""), new StreamTags("", "Second"));
        assertThat(sink.taken()[20 + 17 + 20]).isEqualTo((byte) 2);
    }

    @Property(tries = 200)
    void everyByteIsAtItsPlaceHoweverItIsPortioned(
            @ForAll @IntRange(min = 1, max = 5000) int interval,
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 4000) Integer> frames,
            @ForAll @IntRange(min = 1, max = 3000) int most) {
        Studio any = new Studio(MountSettings.DEFAULT);
        FakeSink whole = new FakeSink();
        IcyDelivery delivery = new IcyDelivery(interval, any.mount);
        List<String> titles = new ArrayList<>(List.of(""));
        any.send(1);
        Cursor cursor = any.mount.buffer().join(0).orElseThrow().cursor();
        for (int frame : frames) {
            titles.add("title " + titles.size());
            any.mount.titles().announce(titles.get(titles.size() - 1));
            any.send(frame);
            while (cursor.position() < any.mount.buffer().head()) {
                delivery.deliver(cursor, any.mount.buffer().head(), most, whole);
            }
        }

        RecordingSink heard = new RecordingSink();
        new IcyDemuxer(interval, StandardCharsets.UTF_8, Parsers.fresh().parserFor(OPAQUE))
                .read(ByteBuffer.wrap(whole.taken()), heard);
        assertThat(heard.bytes())
                .isEqualTo(Studio.stream(0, (int) any.mount.buffer().head()));
        assertThat(heard.tags())
                .extracting(tags -> titles.indexOf(tags.title()))
                .isSorted()
                .doesNotHaveDuplicates()
                .doesNotContain(-1);
    }

    private Cursor cursor() {
        return studio.mount.buffer().join(Integer.MAX_VALUE).orElseThrow().cursor();
    }

    private void deliver(Delivery delivery, Cursor cursor) {
        delivery.deliver(cursor, studio.mount.buffer().head(), Integer.MAX_VALUE, sink);
    }

    private RecordingSink demultiplexed(int interval) {
        RecordingSink heard = new RecordingSink();
        new IcyDemuxer(interval, StandardCharsets.UTF_8, Parsers.fresh().parserFor(OPAQUE))
                .read(ByteBuffer.wrap(sink.taken()), heard);
        return heard;
    }
}
