package org.icefloe.format.parser;

import org.icefloe.format.ContentType;
import org.icefloe.format.StreamParser;
import org.icefloe.format.adts.AdtsParser;
import org.icefloe.format.ebml.EbmlParser;
import org.icefloe.format.mpeg.MpegParser;
import org.icefloe.format.ogg.OggParser;
import org.icefloe.format.ogg.Serials;

/** Chooses the parser for a source. Safe for any number of threads. */
public final class StreamParsers {
    private final Serials serials;

    /** @param serials shared by all Ogg streams of the server */
    public StreamParsers(Serials serials) {
        this.serials = serials;
    }

    /** A new parser for one source of this type; what no parser knows is passed on as it comes. */
    public StreamParser parserFor(ContentType type) {
        return switch (type.format()) {
            case OGG -> new OggParser(serials);
            case MPEG -> new MpegParser();
            case ADTS -> new AdtsParser();
            case EBML -> new EbmlParser();
            case OPAQUE -> new OpaqueParser();
        };
    }
}
