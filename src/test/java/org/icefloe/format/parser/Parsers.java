package org.icefloe.format.parser;

import java.util.Random;
import org.icefloe.format.ogg.Serials;

/** Parsers as a server that has just started makes them. */
public final class Parsers {
    private Parsers() {}

    /** No serial number is taken yet, and the same ones are made up every time. */
    public static StreamParsers fresh() {
        return new StreamParsers(new Serials(new Random(7)));
    }
}
