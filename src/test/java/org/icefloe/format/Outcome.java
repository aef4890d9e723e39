package org.icefloe.format;

import java.util.List;

/**
 * What a parser makes of some bytes.
 *
 * @param told frames, tags and info, in order
 * @param skippedBytes what it left out
 * @param refusal why it would not go on; empty if it took everything
 */
public record Outcome(List<Object> told, long skippedBytes, String refusal) {
    /**
     * Has a new parser read them.
     *
     * @param lengths of the portions in which they come, over and over; none if they come in one
     */
    public static Outcome of(StreamParser parser, byte[] bytes, List<Integer> lengths) {
        RecordingSink sink = new RecordingSink();
        String refusal = "";
        try {
            Portions.readIn(lengths, parser, bytes, sink);
        } catch (StreamFormatException refused) {
            refusal = refused.getMessage();
        }
        return new Outcome(sink.told(), parser.skippedBytes(), refusal);
    }
}
