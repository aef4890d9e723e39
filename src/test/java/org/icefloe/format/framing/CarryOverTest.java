package org.icefloe.format.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** With pieces that begin with their length, in bytes, that byte included; 0 stands for a byte to leave out. */
class CarryOverTest {
    /** A piece as it was, and the array in which it was shown. */
    private record Piece(List<Integer> bytes, byte[] shownIn) {}

    private final List<Piece> pieces = new ArrayList<>();
    private final CarryOver<List<Piece>> carryOver = new CarryOver<>(CarryOverTest::cut);

    @Test
    void piecesInsideAPortionAreCutWhereTheyLie() {
        byte[] portion = read(2, 9, 3, 9, 9);
        assertThat(pieces).hasSize(2).allSatisfy(piece -> assertThat(piece.shownIn)
                .isSameAs(portion));
    }

    @Test
    void onlyThePieceThatCrossesIsCopied() {
        read(4, 1);
        byte[] portion = read(2, 3, 2, 5);
        assertThat(pieces).extracting(Piece::bytes).containsExactly(List.of(4, 1, 2, 3), List.of(2, 5));
        assertThat(pieces.get(0).shownIn).isNotSameAs(portion);
        assertThat(pieces.get(1).shownIn).isSameAs(portion);
    }

    @Test
    void aPieceMayComeByteByByte() {
        for (int b : new int[] {3, 7, 8, 2, 9}) {
            read(b);
        }
        assertThat(pieces).extracting(Piece::bytes).containsExactly(List.of(3, 7, 8), List.of(2, 9));
    }

    @Test
    void allOfAPortionIsTaken() {
        ByteBuffer portion = ByteBuffer.wrap(new byte[] {0, 2, 9, 5, 1});
        carryOver.read(portion, pieces);
        assertThat(portion.hasRemaining()).isFalse();
        assertThat(pieces).extracting(Piece::bytes).containsExactly(List.of(2, 9));
    }

    @Test
    void anEmptyPortionChangesNothing() {
        read(2);
        read();
        read(9);
        assertThat(pieces).hasSize(1);
    }

    private byte[] read(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        carryOver.read(ByteBuffer.wrap(bytes), pieces);
        return bytes;
    }

    private static int cut(ByteBuffer window, List<Piece> pieces) {
        int at = window.position();
        int length = window.get(at);
        if (length > window.remaining()) {
            return length;
        }
        if (length > 0) {
            pieces.add(new Piece(
                    IntStream.range(at, at + length).map(window::get).boxed().toList(), window.array()));
        }
        window.position(at + Math.max(1, length));
        return 0;
    }
}
