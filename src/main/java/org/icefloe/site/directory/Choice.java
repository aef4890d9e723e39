package org.icefloe.site.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.icefloe.directory.catalog.Count;

/**
 * One of the values by which stations can be told apart.
 *
 * @param value as the address of the page has it
 * @param name as people call it
 * @param stations how many have it
 * @param isChosen whether only those are shown
 * @param link to the page with those only, or with all if it is chosen; from the root of the application
 */
public record Choice(String value, String name, int stations, boolean isChosen, String link) {
    /**
     * The most frequent, and the one that is chosen wherever it stands.
     *
     * @param parameter of the search that they are for
     * @param most how many there may be
     */
    static List<Choice> of(Search search, String parameter, List<Count> counts, int most, UnaryOperator<String> names) {
        String chosen = search.word(parameter);
        List<Choice> choices = new ArrayList<>();
        for (Count count : counts.subList(0, Math.min(most, counts.size()))) {
            choices.add(of(search, parameter, count, names));
        }
        if (!chosen.isEmpty() && choices.stream().noneMatch(Choice::isChosen)) {
            Optional<Count> rare = counts.stream()
                    .filter(count -> count.name().equalsIgnoreCase(chosen))
                    .findFirst();
            choices.add(0, of(search, parameter, rare.orElse(new Count(chosen, 0)), names));
        }
        return choices;
    }

    private static Choice of(Search search, String parameter, Count count, UnaryOperator<String> names) {
        boolean chosen = count.name().equalsIgnoreCase(search.word(parameter));
        String link = search.with(parameter, chosen ? "" : count.name()).link();
        return new Choice(count.name(), names.apply(count.name()), count.stations(), chosen, link);
    }
}
