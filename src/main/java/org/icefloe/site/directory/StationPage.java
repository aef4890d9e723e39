package org.icefloe.site.directory;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.icefloe.directory.catalog.Broadcast;
import org.icefloe.directory.catalog.Check;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.directory.catalog.Station;

/**
 * What the page of a station shows. Texts are empty, and numbers 0, where nothing is known.
 *
 * @param card what the list shows of it too
 * @param genres with links to others of the kind
 * @param homepage an address of HTTP or HTTPS
 * @param sound how it sounds
 * @param since when it came here
 */
public record StationPage(
        StationCard card,
        List<Choice> genres,
        String description,
        String homepage,
        Broadcast.Sound sound,
        Ago since,
        List<ServerRow> servers,
        Graph graph) {

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
                station.entries().stream()
                        .map(entry -> ServerRow.of(entry, now))
                        .toList(),
                Graph.of(station.heard(), now));
    }

    private static Choice genre(String name) {
        return new Choice(name, name, 0, false, Search.ALL.with("genre", name).link());
    }
}
