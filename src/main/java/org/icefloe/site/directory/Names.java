package org.icefloe.site.directory;

import java.util.Locale;

/** What people call languages and countries, in their own language. */
final class Names {
    private Names() {}

    /** @param said a code of ISO 639, or else a text that is its own name */
    static String language(String said, Locale visitor) {
        return said.matches("[a-z]{2,3}") ? Locale.forLanguageTag(said).getDisplayLanguage(visitor) : said;
    }

    /** @param code two capital letters, or nothing */
    static String country(String code, Locale visitor) {
        return Locale.forLanguageTag("und-" + code).getDisplayCountry(visitor);
    }
}
