package org.icefloe.directory.catalog;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Entries that are the same to a listener: of the same name, type and bitrate.
 *
 * @param id fit for an address; the same after a restart
 * @param entries at least one; the first is the one that was listed first
 * @param listeners of all that are not known to be bad; of each that nobody has found alive at most {@value #UNSEEN}
 */
public record Station(String id, List<Entry> entries, long listeners) {
    private static final Comparator<Entry> OLDEST_FIRST =
            Comparator.comparing(Entry::added).thenComparing(Entry::listenUrl);

    /** How many listeners a server may claim before anybody was there. */
    private static final int UNSEEN = 1_000;

    static Station of(String id, List<Entry> entries) {
        List<Entry> ordered = entries.size() == 1
                ? entries
                : entries.stream().sorted(OLDEST_FIRST).toList();
        long listeners = 0;
        for (Entry entry : entries) {
            listeners += credible(entry);
        }
        return new Station(id, ordered, listeners);
    }

    private static int credible(Entry entry) {
        int claimed = entry.lastTouch().listeners();
        return switch (entry.check().verdict()) {
            case ALIVE -> claimed;
            case UNCHECKED -> Math.min(UNSEEN, claimed);
            case SILENT, OTHER -> 0;
        };
    }

    /** What is heard, in the words of the first entry. */
    public Broadcast broadcast() {
        return entries.get(0).broadcast();
    }

    /** Those of all entries, by the names that people know. */
    public List<String> codecs() {
        return entries.stream()
                .flatMap(entry -> entry.broadcast().codecs().stream())
                .distinct()
                .toList();
    }

    /** Those to be handed out: all that are not known to be bad, or all if all are. */
    public List<Entry> heard() {
        List<Entry> good = entries.stream()
                .filter(entry -> !entry.check().verdict().isBad())
                .toList();
        return good.isEmpty() ? entries : good;
    }

    /** The best that is known of any entry. */
    public Verdict verdict() {
        if (entries.size() == 1) {
            return entries.get(0).check().verdict();
        }
        return entries.stream()
                .map(entry -> entry.check().verdict())
                .min(Verdict.BEST_FIRST)
                .orElse(Verdict.UNCHECKED);
    }

    /** When the first entry was listed. */
    public Instant since() {
        return entries.get(0).added();
    }

    /** What plays, as the first entry to be handed out says that knows; empty if none does. */
    public Optional<String> song() {
        return heard().stream()
                .map(entry -> entry.lastTouch().song())
                .filter(song -> !song.isEmpty())
                .findFirst();
    }
}
