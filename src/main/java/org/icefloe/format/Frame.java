package org.icefloe.format;

import java.nio.ByteBuffer;

/**
 * The smallest piece of a stream that is never cut: an MPEG or ADTS frame, an Ogg page, a block of WebM, or a run of
 * bytes of a format that is not parsed.
 *
 * @param kind what a decoder can do with it
 * @param bytes the frame, between position and limit; valid only during the call that passes it
 * @param nanos how long it plays, in ns; 0 if it does not say, as headers and unparsed formats
 */
public record Frame(Kind kind, ByteBuffer bytes, long nanos) {

    /** A frame that does not say how long it plays. */
    public Frame(Kind kind, ByteBuffer bytes) {
        this(kind, bytes, 0);
    }

    /** What a decoder can do with a frame. */
    public enum Kind {
        /** The first header of a logical stream or link; all headers before it are out of date. */
        LINK_START,
        /** A further header: whoever joins later must be sent it before anything else. */
        HEADER,
        /** A decoder that has had the headers may begin here. */
        ENTRY,
        /** Of no use without the frames before it. */
        CONTINUATION
    }
}
