package org.icefloe.site.directory;

import java.util.List;

/**
 * What the front page shows.
 *
 * @param host the name of the server, as whoever runs it has set it, or else as the visitor has reached it
 * @param search of the page that is shown, which is the last one if there are not so many
 * @param total how many are found
 * @param pages how many pages these are, at least 1
 * @param stations those of this page
 * @param filters by which fewer are found
 * @param listing how a stream comes here
 */
public record FrontPage(
        String host,
        Search search,
        int total,
        int pages,
        List<StationCard> stations,
        Filters filters,
        IcecastSnippet listing) {

    /**
     * What can be chosen.
     *
     * @param genres the most frequent
     * @param hasMoreGenres whether there are others
     */
    public record Filters(
            List<Choice> genres,
            boolean hasMoreGenres,
            List<Choice> codecs,
            List<Choice> languages,
            List<Choice> countries) {}

    /** Whether nothing is listed at all. */
    public boolean isEmpty() {
        return total == 0 && search.words().isEmpty();
    }

    /** What the page is about. */
    public String subject() {
        return search.words().isEmpty() ? host : search.summary();
    }

    public String previous() {
        return search.onPage(search.page() - 1).link();
    }

    public String next() {
        return search.onPage(search.page() + 1).link();
    }
}
