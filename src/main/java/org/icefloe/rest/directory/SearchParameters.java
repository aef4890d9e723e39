package org.icefloe.rest.directory;

import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.icefloe.bytes.Printable;
import org.icefloe.directory.catalog.CatalogQuery;
import org.icefloe.directory.catalog.Order;
import org.icefloe.net.Percent;
import org.icefloe.rest.BadFieldException;
import org.icefloe.rest.RawParameters;

/**
 * Reads what somebody looks for.
 *
 * <pre>
 *   q=words  genre=  codec=  language=  country=  order=listeners|newest
 * </pre>
 *
 * <p>A parameter without a value is as if it were not there, for that is how browsers send a field that is left empty;
 * of one that comes twice, the last counts. What cannot be meant is a {@link BadFieldException}.
 */
public final class SearchParameters {
    private static final List<String> NAMES = List.of("q", "genre", "codec", "language", "country", "order");

    /** In characters: nobody looks for more, and each word is looked for in everything. */
    private static final int LONGEST = 200;

    private final RawParameters parameters;

    private SearchParameters(RawParameters parameters) {
        this.parameters = parameters;
    }

    /** Of the query of a request. */
    public static SearchParameters of(UriInfo address) {
        return new SearchParameters(RawParameters.parse(address.getRequestUri().getRawQuery()));
    }

    /** What is looked for, and that page of it. */
    public CatalogQuery query(CatalogQuery.Page page) {
        return new CatalogQuery(
                text("q").orElse(""), text("genre"), text("codec"), text("language"), text("country"), order(), page);
    }

    /** What was said of what is looked for, as a query that another parameter can be put behind. */
    public String search() {
        return NAMES.stream()
                .flatMap(name -> text(name).map(text -> name + "=" + Percent.part(text) + "&").stream())
                .collect(Collectors.joining());
    }

    /** Most listeners first, if nothing is said. */
    public Order order() {
        return text("order").map(SearchParameters::order).orElse(Order.LISTENERS);
    }

    private static Order order(String word) {
        return switch (word) {
            case "listeners" -> Order.LISTENERS;
            case "newest" -> Order.FRESHNESS;
            default -> throw new BadFieldException("order", "expected listeners or newest");
        };
    }

    /**
     * A whole number.
     *
     * @param usual if there is none
     */
    public int number(String name, int usual, int least, int most) {
        return text(name).map(digits -> number(name, digits, least, most)).orElse(usual);
    }

    private static int number(String name, String digits, int least, int most) {
        long number = digits.matches("[0-9]{1,10}") ? Long.parseLong(digits) : -1;
        if (number < least || number > most) {
            throw new BadFieldException(name, "expected a whole number from " + least + " to " + most);
        }
        return (int) number;
    }

    /** One line of at most 200 characters; empty if there is none, or nothing in it. */
    public Optional<String> text(String name) {
        Optional<String> text = parameters
                .text(name)
                .map(String::strip)
                .filter(said -> !said.isEmpty())
                .map(Printable::oneLine);
        if (text.filter(said -> said.length() > LONGEST).isPresent()) {
            throw new BadFieldException(name, "has more than " + LONGEST + " characters");
        }
        return text;
    }
}
