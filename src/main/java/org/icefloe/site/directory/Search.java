package org.icefloe.site.directory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.icefloe.directory.catalog.CatalogQuery;
import org.icefloe.directory.catalog.Order;
import org.icefloe.net.Percent;
import org.icefloe.rest.directory.SearchParameters;

/**
 * What a visitor looks for, as the address of the page says it.
 *
 * @param words what is given of {@link #NAMES}; none is empty
 * @param order most listeners first, if nothing is said
 * @param page from 1 on
 */
public record Search(Map<String, String> words, Order order, int page) {
    /** Everything. */
    static final Search ALL = new Search(Map.of(), Order.LISTENERS, 1);

    /** The parameters that say what is wanted: words to be found, and what stations have. */
    private static final List<String> NAMES = List.of("q", "genre", "codec", "language", "country");

    private static final String NEWEST = "newest";
    private static final int HIGHEST_PAGE = 1_000_000;

    /** @throws org.icefloe.rest.BadFieldException if one of them cannot be meant */
    static Search of(SearchParameters parameters) {
        Map<String, String> words = new LinkedHashMap<>();
        NAMES.forEach(name -> parameters.text(name).ifPresent(text -> words.put(name, text)));
        return new Search(words, parameters.order(), parameters.number("page", 1, 1, HIGHEST_PAGE));
    }

    /** What is given of one of the parameters, or an empty text. */
    public String word(String name) {
        return words.getOrDefault(name, "");
    }

    /** All that is given, for the title of a page. */
    public String summary() {
        return String.join(", ", words.values());
    }

    public boolean newestFirst() {
        return order == Order.FRESHNESS;
    }

    /** The first page of the same, but for one word. */
    Search with(String name, String word) {
        Map<String, String> other = new LinkedHashMap<>(words);
        other.put(name, word);
        other.values().removeIf(String::isEmpty);
        return new Search(other, order, 1);
    }

    Search onPage(int number) {
        return new Search(words, order, number);
    }

    CatalogQuery query(int pageSize) {
        return new CatalogQuery(
                word("q"),
                wanted("genre"),
                wanted("codec"),
                wanted("language"),
                wanted("country"),
                order,
                new CatalogQuery.Page((page - 1) * pageSize, pageSize));
    }

    private Optional<String> wanted(String name) {
        return Optional.ofNullable(words.get(name));
    }

    /** The address of its page, from the root of the application. */
    public String link() {
        return address("directory", page);
    }

    /** The address of all that it finds, to be heard. */
    public String playlist() {
        return address("directory/listen.m3u", 1);
    }

    private String address(String path, int number) {
        Map<String, String> query = new LinkedHashMap<>();
        NAMES.stream().filter(words::containsKey).forEach(name -> query.put(name, words.get(name)));
        if (newestFirst()) {
            query.put("order", NEWEST);
        }
        if (number > 1) {
            query.put("page", Integer.toString(number));
        }
        return query.isEmpty()
                ? path
                : query.entrySet().stream()
                        .map(one -> one.getKey() + "=" + Percent.part(one.getValue()))
                        .collect(Collectors.joining("&", path + "?", ""));
    }
}
