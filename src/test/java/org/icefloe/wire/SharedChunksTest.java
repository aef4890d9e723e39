package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UseType;
import org.junit.jupiter.api.Test;

class SharedChunksTest {
    private static final byte[][] SEGMENTS = {Sound.of(32_768), Sound.of(32_768), Sound.of(32_768)};

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final SharedChunks chunks = new SharedChunks(allocator);

    @Test
    void sameRunIsCopiedOnce() {
        ByteBuf one = chunks.of(SEGMENTS[0], 100, 5000);
        ByteBuf other = chunks.of(SEGMENTS[0], 100, 5000);

        assertThat(allocator.metric().usedDirectMemory()).isEqualTo(5000);
        assertThat(ByteBufUtil.equals(one, other)).isTrue();
        one.release();
        other.release();
        chunks.release();
    }

    @Test
    void runThatIsStillBeingSentOutlivesItsPlace() {
        ByteBuf slow = chunks.of(SEGMENTS[0], 0, 2000);
        for (int i = 1; i < 200; i++) {
            chunks.of(SEGMENTS[1], i, 2000).release();
        }
        chunks.release();

        assertThat(ByteBufUtil.getBytes(slow)).isEqualTo(Arrays.copyOf(SEGMENTS[0], 2000));
        slow.release();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    @Test
    void nothingIsKeptAfterTheEnd() {
        chunks.release();

        ByteBuf late = chunks.of(SEGMENTS[0], 0, 2000);
        assertThat(ByteBufUtil.getBytes(late)).isEqualTo(Arrays.copyOf(SEGMENTS[0], 2000));
        late.release();

        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    /** A run somebody asks for: which segment, where in it, how long. */
    public record Run(
            @IntRange(max = 2) int segment,
            @IntRange(max = 40) int begin,
            @IntRange(min = 1, max = 3000) int length) {}

    @Property
    void everyoneGetsTheBytesAskedForAndGivesThemBack(@ForAll @Size(max = 60) List<@UseType Run> runs) {
        List<ByteBuf> held = new ArrayList<>();
        UnpooledByteBufAllocator own = new UnpooledByteBufAllocator(true);
        SharedChunks any = new SharedChunks(own);

        for (Run run : runs) {
            ByteBuf bytes = any.of(SEGMENTS[run.segment()], run.begin(), run.length());
            assertThat(ByteBufUtil.getBytes(bytes))
                    .isEqualTo(Arrays.copyOfRange(SEGMENTS[run.segment()], run.begin(), run.begin() + run.length()));
            held.add(bytes);
        }
        held.forEach(ByteBuf::release);
        any.release();

        assertThat(own.metric().usedDirectMemory()).isZero();
    }
}
