package org.icefloe.directory.probe;

import org.icefloe.directory.catalog.Verdict;

/**
 * What a visit has found.
 *
 * @param words one line for people; empty if all is well
 */
record Finding(Verdict verdict, String words) {
    static final Finding ALIVE = new Finding(Verdict.ALIVE, "");

    static Finding silent(String words) {
        return new Finding(Verdict.SILENT, words);
    }

    static Finding other(String words) {
        return new Finding(Verdict.OTHER, words);
    }
}
