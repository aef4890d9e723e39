package org.icefloe.format.parser;

import org.icefloe.format.Opening;
import org.icefloe.format.StreamFormat;
import org.icefloe.format.mpeg.MpegOpening;

/** Chooses how a stream begins that is heard from the middle. */
public final class Openings {
    private static final Opening MPEG = new MpegOpening();

    private Openings() {}

    /** Safe for use by any number of threads. */
    public static Opening of(StreamFormat format) {
        return format == StreamFormat.MPEG ? MPEG : Opening.NONE;
    }
}
