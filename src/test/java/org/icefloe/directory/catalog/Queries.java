package org.icefloe.directory.catalog;

import java.util.Optional;

/** Searches, each a bit narrower than another. */
final class Queries {
    private Queries() {}

    static CatalogQuery words(CatalogQuery all, String words) {
        return new CatalogQuery(
                words, all.genre(), all.codec(), all.language(), all.country(), all.order(), all.page());
    }

    static CatalogQuery genre(CatalogQuery all, String only) {
        return new CatalogQuery(
                all.text(), Optional.of(only), all.codec(), all.language(), all.country(), all.order(), all.page());
    }

    static CatalogQuery codec(CatalogQuery all, String only) {
        return new CatalogQuery(
                all.text(), all.genre(), Optional.of(only), all.language(), all.country(), all.order(), all.page());
    }

    static CatalogQuery language(CatalogQuery all, String only) {
        return new CatalogQuery(
                all.text(), all.genre(), all.codec(), Optional.of(only), all.country(), all.order(), all.page());
    }

    static CatalogQuery country(CatalogQuery all, String only) {
        return new CatalogQuery(
                all.text(), all.genre(), all.codec(), all.language(), Optional.of(only), all.order(), all.page());
    }
}
