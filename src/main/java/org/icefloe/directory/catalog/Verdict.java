package org.icefloe.directory.catalog;

import java.util.Comparator;
import java.util.List;

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

    /** What people would rather have. */
    public static final Comparator<Verdict> BEST_FIRST =
            Comparator.comparing(List.of(ALIVE, UNCHECKED, OTHER, SILENT)::indexOf);

    /** Whether people who follow the link would be disappointed. */
    public boolean isBad() {
        return this == SILENT || this == OTHER;
    }
}
