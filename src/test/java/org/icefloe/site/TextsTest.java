package org.icefloe.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.attoparser.AbstractMarkupHandler;
import org.attoparser.MarkupParser;
import org.attoparser.config.ParseConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a visitor can read comes from the message files, in every language. */
class TextsTest {
    private static final List<Locale> LANGUAGES = Messages.LANGUAGES;

    private static final Pattern KEY = Pattern.compile("#\\{([a-z.]+)");

    /** Attributes that people get to read or to hear. */
    private static final Set<String> SPOKEN = Set.of("title", "aria-label", "placeholder", "label");

    static Stream<Path> templates() throws IOException, URISyntaxException {
        return Files.list(Path.of(TextsTest.class.getResource("/templates/site").toURI()));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void templateHoldsNoTextOfItsOwn(Path template) throws Exception {
        List<String> texts = new ArrayList<>();
        MarkupParser parser = new MarkupParser(ParseConfiguration.htmlConfiguration());
        parser.parse(Files.readString(template), new AbstractMarkupHandler() {
            @Override
            public void handleText(char[] buffer, int offset, int length, int line, int column) {
                texts.add(new String(buffer, offset, length).strip());
            }

            @Override
            public void handleAttribute(
                    char[] buffer,
                    int nameOffset,
                    int nameLength,
                    int nameLine,
                    int nameColumn,
                    int operatorOffset,
                    int operatorLength,
                    int operatorLine,
                    int operatorColumn,
                    int contentOffset,
                    int contentLength,
                    int outerOffset,
                    int outerLength,
                    int line,
                    int column) {
                if (SPOKEN.contains(new String(buffer, nameOffset, nameLength))) {
                    texts.add(new String(buffer, contentOffset, contentLength));
                }
            }
        });

        assertThat(texts).allSatisfy(text -> assertThat(text).isEmpty());
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyLanguageHasTheSameKeys(Locale language) {
        assertThat(ownKeys(language)).isEqualTo(ownKeys(Locale.ROOT));
    }

    @Test
    void everyKeyIsUsedAndEveryUsedKeyIsThere() throws Exception {
        Set<String> used = new HashSet<>();
        for (Path template : templates().toList()) {
            Matcher matcher = KEY.matcher(Files.readString(template));
            while (matcher.find()) {
                used.add(matcher.group(1));
            }
        }

        assertThat(used).isEqualTo(ownKeys(Locale.ROOT));
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void everyTextTakesAsManyValuesAsTheEnglishOne(Locale language) {
        ResourceBundle english = Messages.bundle(Locale.ENGLISH);
        ResourceBundle texts = Messages.bundle(language);

        assertThat(english.keySet())
                .allSatisfy(key -> assertThat(values(texts.getString(key))).isEqualTo(values(english.getString(key))));
    }

    private static int values(String text) {
        return new MessageFormat(text).getFormatsByArgumentIndex().length;
    }

    /** The keys in the language's own file; English is in the file without a language. */
    private static Set<String> ownKeys(Locale language) {
        String suffix = language.equals(Locale.ENGLISH) || language.equals(Locale.ROOT) ? "" : "_" + language;
        return ResourceBundle.getBundle("messages.site" + suffix, Locale.ROOT).keySet();
    }
}
