package org.icefloe.site.directory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.icefloe.directory.catalog.Broadcast;
import org.icefloe.directory.catalog.Check;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.directory.catalog.Station;
import org.icefloe.directory.catalog.Verdict;

/**
 * What the page of a station shows. Texts are empty, and numbers 0, where nothing is known.
 *
 * @param card what the list shows of it too
 * @param genres with links to others of the kind
 * @param homepage an address of HTTP or HTTPS
 * @param sound how it sounds
 * @param since when it came here
 * @param servers of which the best is known first, and of these the oldest; {@value #MOST_SERVERS} at most
 * @param more how many others it has
 * @param graph of none but the servers that are shown, and of these without the bad ones if others are good
 */
public record StationPage(
        StationCard card,
        List<Choice> genres,
        String description,
        String homepage,
        Broadcast.Sound sound,
        Ago since,
        List<ServerRow> servers,
        int more,
        Graph graph) {
    /** Of a name that thousands list, all would be megabytes, fetched anew by everybody who looks at it. */
    static final int MOST_SERVERS = 100;

    private static final Comparator<Entry> BEST_FIRST =
            Comparator.comparing(entry -> entry.check().verdict(), Verdict.BEST_FIRST);

    /**
     * A server that has it.
     *
     * @param address where it is heard
     * @param verdict the name of what the last visit has made of it
     * @param checked when that was; empty if nobody has been there yet
     * @param words what was found, in English
     */
    public record ServerRow(String address, int listeners, String verdict, Optional<Ago> checked, String words) {
        private static ServerRow of(Entry entry, Instant now) {
            Check check = entry.check();
            return new ServerRow(
                    entry.listenUrl(),
                    entry.lastTouch().listeners(),
                    check.verdict().name(),
                    Optional.of(check.at())
                            .filter(at -> !at.equals(Check.NONE.at()))
                            .map(at -> Ago.of(at, now)),
                    check.words());
        }
    }

    static StationPage of(Station station, Locale visitor, Instant now) {
        Broadcast broadcast = station.broadcast();
        return new StationPage(
                StationCard.of(station, visitor),
                broadcast.genres().stream().map(StationPage::genre).toList(),
                broadcast.description(),
                broadcast.homepage(),
                broadcast.sound(),
                Ago.of(station.since(), now),
                best(station.entries()).map(entry -> ServerRow.of(entry, now)).toList(),
                Math.max(0, station.entries().size() - MOST_SERVERS),
                Graph.of(best(station.heard()).toList(), now));
    }

    private static Stream<Entry> best(List<Entry> entries) {
        return entries.stream().sorted(BEST_FIRST).limit(MOST_SERVERS);
    }

    private static Choice genre(String name) {
        return new Choice(name, name, 0, false, Search.ALL.with("genre", name).link());
    }
}
