package org.icefloe.site;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.messageresolver.AbstractMessageResolver;

/**
 * The texts of pages, from {@code messages/site.properties} (English) and its translations. A key that is missing is a
 * fault, and not a page with a hole in it.
 */
final class Messages extends AbstractMessageResolver {
    /** The languages there are texts in; the first is for everybody who prefers none of them. */
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private static final String BUNDLE = "messages.site";

    /** A language asked for stands for all its countries: {@code de-AT} is served by {@code de}. */
    static Locale choose(List<Locale> preferred) {
        return preferred.stream()
                .map(wanted -> Locale.forLanguageTag(wanted.getLanguage()))
                .filter(LANGUAGES::contains)
                .findFirst()
                .orElse(LANGUAGES.get(0));
    }

    static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(
                BUNDLE,
                language,
                Messages.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    @Override
    public String resolveMessage(
            @Nullable ITemplateContext context, @Nullable Class<?> origin, String key, Object @Nullable [] values) {
        Locale language = context == null ? LANGUAGES.get(0) : context.getLocale();
        return new MessageFormat(bundle(language).getString(key), language).format(values);
    }

    @Override
    public @Nullable String createAbsentMessageRepresentation(
            @Nullable ITemplateContext context, @Nullable Class<?> origin, String key, Object @Nullable [] values) {
        return null;
    }
}
