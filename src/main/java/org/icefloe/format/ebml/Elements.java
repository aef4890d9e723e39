package org.icefloe.format.ebml;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what is inside an element that is there as a whole. */
final class Elements {
    /** Takes an element. */
    @FunctionalInterface
    interface Visitor {
        /** @param content between position and limit */
        void visit(int id, ByteBuffer content);
    }

    private Elements() {}

    /**
     * Shows the elements one after the other; what cannot be one ends it, as does one that reaches beyond the limit.
     *
     * @param parent its content, between position and limit
     */
    static void forEach(ByteBuffer parent, Visitor visitor) {
        ByteBuffer rest = parent.slice();
        while (rest.hasRemaining()) {
            int length = ElementHeader.lengthAt(rest);
            if (length == 0 || length > rest.remaining()) {
                return;
            }
            ElementHeader header = ElementHeader.at(rest);
            if (header.isOfUnknownSize() || header.size() > rest.remaining() - length) {
                return;
            }
            rest.position(rest.position() + length);
            visitor.visit(header.id(), rest.slice(rest.position(), (int) header.size()));
            rest.position(rest.position() + (int) header.size());
        }
    }

    /** An unsigned number, of its last 8 bytes. */
    static long unsigned(ByteBuffer content) {
        int length = Math.min(Long.BYTES, content.remaining());
        return ElementHeader.unsigned(content, content.limit() - length, length);
    }

    /** A number of 4 or 8 bytes; any other length is 0. */
    static double real(ByteBuffer content) {
        return switch (content.remaining()) {
            case Float.BYTES -> content.getFloat(content.position());
            case Double.BYTES -> content.getDouble(content.position());
            default -> 0;
        };
    }

    /** Text in UTF-8, up to the first NUL, without blanks around it. */
    static String text(ByteBuffer content) {
        String text = StandardCharsets.UTF_8.decode(content.duplicate()).toString();
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }
}
