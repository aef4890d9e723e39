package org.icefloe.directory.catalog;

/** What somebody who has visited a stream makes of it. */
public enum Verdict {
    /** Nobody has been there yet. */
    UNCHECKED,

    /** It is what it claims to be. */
    ALIVE,

    /** It does not answer, or does not let visitors in. */
    SILENT,

    /** Something answers, but not what was listed. */
    OTHER;

    /** Whether people who follow the link would be disappointed. */
    public boolean isBad() {
        return this == SILENT || this == OTHER;
    }
}
