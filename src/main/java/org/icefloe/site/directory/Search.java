package org.icefloe.site.directory;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.icefloe.bytes.Printable;
import org.icefloe.directory.catalog.CatalogQuery;
import org.icefloe.directory.catalog.Order;
import org.icefloe.net.Percent;
import org.icefloe.rest.RawParameters;
import org.icefloe.rest.Replies;

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
    private static final int LONGEST = 200;
    private static final int HIGHEST_PAGE = 1_000_000;

    /** @throws BadRequestException with a sentence for the visitor, if page or order is none */
    static Search of(RawParameters parameters) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String name : NAMES) {
            parameters
                    .text(name)
                    .map(Search::line)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> words.put(name, text));
        }
        return new Search(words, order(parameters.text("order")), page(parameters.text("page")));
    }

    private static String line(String text) {
        String line = Printable.oneLine(text).strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
    }

    private static Order order(Optional<String> said) {
        return switch (said.orElse("")) {
            case "", "listeners" -> Order.LISTENERS;
            case NEWEST -> Order.FRESHNESS;
            default -> throw refused("order", "listeners or newest", said);
        };
    }

    private static int page(Optional<String> said) {
        String text = said.orElse("");
        if (text.isEmpty()) {
            return 1;
        }
        if (!text.matches("0*[1-9][0-9]{0,5}|1000000")) {
            throw refused("page", "a number from 1 to " + HIGHEST_PAGE, said);
        }
        return Integer.parseInt(text);
    }

    private static BadRequestException refused(String name, String wanted, Optional<String> said) {
        String sentence = name + " is " + wanted + ", not " + Printable.quote(said.orElse("")) + ".";
        return new BadRequestException(Replies.text(Response.Status.BAD_REQUEST, sentence));
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
