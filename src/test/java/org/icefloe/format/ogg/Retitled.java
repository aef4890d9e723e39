package org.icefloe.format.ogg;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.icefloe.format.FrameSink;
import org.icefloe.format.RecordingSink;
import org.icefloe.format.StreamTags;

/** Gives a stream titles while it is read. */
final class Retitled {
    private Retitled() {}

    /** A parser that no other has lived beside. */
    static OggParser parser() {
        return new OggParser(new Serials(new Random(7)));
    }

    /** What listeners are sent when the titles come evenly spread over the stream. */
    static RecordingSink evenly(byte[] stream, List<StreamTags> titles, int portion) {
        RecordingSink sink = new RecordingSink();
        OggParser parser = parser();
        int part = stream.length / (titles.size() + 1);
        read(stream, 0, part, portion, parser, sink);
        for (int i = 0; i < titles.size(); i++) {
            parser.retitle(titles.get(i));
            int from = part * (i + 1);
            read(stream, from, i == titles.size() - 1 ? stream.length - from : part, portion, parser, sink);
        }
        return sink;
    }

    private static void read(byte[] stream, int from, int length, int portion, OggParser parser, FrameSink sink) {
        for (int at = from; at < from + length; at += portion) {
            parser.read(
                    ByteBuffer.wrap(stream, at, Math.min(portion, from + length - at))
                            .slice(),
                    sink);
        }
    }

    /** So many titles. */
    static List<StreamTags> titles(int count) {
        List<StreamTags> titles = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            titles.add(new StreamTags("Floe " + i, "Tide № " + i));
        }
        return titles;
    }
}
