package org.icefloe.directory.catalog;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Languages and countries, as servers write them, by their codes. */
final class Places {
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    /** Domains of countries in which anybody has stations. */
    private static final Set<String> SOLD = Set.of(
            "AC", "AG", "AI", "AM", "BZ", "CC", "CD", "CO", "CX", "DJ", "FM", "GA", "GG", "GL", "GS", "HM", "HN", "IM",
            "IO", "LA", "LC", "LY", "ME", "ML", "MN", "MS", "MU", "NU", "PW", "SC", "SH", "SO", "ST", "SX", "TK", "TO",
            "TV", "VC", "VG", "WS");

    /** By the names that they have in English and in themselves, folded. */
    private static final Map<String, String> LANGUAGES = languages();

    private static Map<String, String> languages() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOLanguages()) {
            Locale language = Locale.forLanguageTag(code);
            codes.put(Texts.fold(language.getDisplayLanguage(language)), code);
            codes.put(language.getISO3Language(), code);
        }
        for (String code : Locale.getISOLanguages()) {
            codes.put(Texts.fold(Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH)), code);
        }
        Arrays.stream(Locale.getISOLanguages()).forEach(code -> codes.put(code, code));
        return codes;
    }

    /** How a language is called that has no code here. */
    private static final String WORDS = "\\p{L}[\\p{L}\\p{M} -]{0,39}";

    private Places() {}

    /**
     * The code of a language: of {@code de-AT}, {@code ger}, {@code German} and {@code Deutsch}; else the text, or
     * nothing if that is no words.
     */
    static String language(String text) {
        String folded = Texts.fold(text);
        return Optional.ofNullable(LANGUAGES.get(folded))
                .or(() -> Optional.ofNullable(LANGUAGES.get(folded.replaceFirst("[-_,;].*", ""))))
                .orElse(text.matches(WORDS) ? text : "");
    }

    /** @param code two letters in any case; another text is none */
    static Optional<String> country(String code) {
        return Optional.of(code.toUpperCase(Locale.ROOT)).filter(COUNTRIES::contains);
    }

    /** The country in whose domain a URL lies, if it is one for stations of that country. */
    static Optional<String> countryOf(String url) {
        return ListenUrl.parse(url)
                .map(parsed -> parsed.origin().bareHost())
                .map(host -> host.substring(host.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT))
                .map(zone -> zone.equals("UK") ? "GB" : zone)
                .filter(COUNTRIES::contains)
                .filter(zone -> !SOLD.contains(zone));
    }
}
