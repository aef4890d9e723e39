package org.icefloe.format.parser;

import org.icefloe.format.ContentType;
import org.icefloe.format.StreamParser;
import org.icefloe.format.adts.AdtsParser;
import org.icefloe.format.ebml.EbmlParser;
import org.icefloe.format.mpeg.MpegParser;
import org.icefloe.format.ogg.OggParser;

/** Chooses the parser for a source. */
public final class StreamParsers {
    private StreamParsers() {}

    /** A new parser for one source of this type; what no parser knows is passed on as it comes. */
    public static StreamParser parserFor(ContentType type) {
        return switch (type.format()) {
            case OGG -> new OggParser();
            case MPEG -> new MpegParser();
            case ADTS -> new AdtsParser();
            case EBML -> new EbmlParser();
            case OPAQUE -> new OpaqueParser();
        };
    }
}
