package org.icefloe.directory.catalog;

import java.util.Optional;

/**
 * What somebody looks for.
 *
 * @param text words that must all be in name, genres, description or song, if only as a part of another word; empty for
 *     all
 * @param genre if only these are wanted
 * @param codec if only these are wanted, by the names of {@link Broadcast#codecs}
 * @param language if only these are wanted, as in {@link Broadcast#language}
 * @param country if only these are wanted, as in {@link Broadcast#country}
 */
public record CatalogQuery(
        String text,
        Optional<String> genre,
        Optional<String> codec,
        Optional<String> language,
        Optional<String> country,
        Order order,
        Page page) {

    /**
     * A part of what is found.
     *
     * @param offset how many are left out before the first, 0 or more
     * @param limit how many there are at most, 0 or more
     */
    public record Page(int offset, int limit) {
        public Page {
            if (offset < 0 || limit < 0) {
                throw new IllegalArgumentException("offset and limit of a page are 0 or more");
            }
        }
    }

    /** All stations, those with most listeners first. */
    public static CatalogQuery all(Page page) {
        return new CatalogQuery(
                "", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Order.LISTENERS, page);
    }

    /** The same in another order. */
    public CatalogQuery by(Order other) {
        return new CatalogQuery(text, genre, codec, language, country, other, page);
    }
}
