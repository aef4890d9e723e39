package org.icefloe.format.ogg;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Puts packets together from their pieces. One whose beginning was not seen, or that is too long, is left out. */
final class PacketAssembler implements OggPage.PieceVisitor {
    private static final ByteArrayOutputStream NOTHING = new ByteArrayOutputStream(0);

    private final int maxLength;
    private final Consumer<byte[]> sink;
    private ByteArrayOutputStream gathered = NOTHING;
    private boolean inside;

    /**
     * @param maxLength of a packet, in bytes
     * @param sink takes each packet
     */
    PacketAssembler(int maxLength, Consumer<byte[]> sink) {
        this.maxLength = maxLength;
        this.sink = sink;
    }

    @Override
    public void piece(ByteBuffer piece, boolean begins, boolean ends) {
        if (begins) {
            gathered = new ByteArrayOutputStream(piece.remaining());
        }
        inside = (begins || inside) && gathered.size() + piece.remaining() <= maxLength;
        if (inside) {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            gathered.writeBytes(bytes);
        }
        if (ends) {
            deliver();
        }
    }

    private void deliver() {
        byte[] packet = gathered.toByteArray();
        gathered = NOTHING;
        if (inside) {
            inside = false;
            sink.accept(packet);
        }
    }

    /** Forgets a packet that has begun. */
    void reset() {
        gathered = NOTHING;
        inside = false;
    }
}
