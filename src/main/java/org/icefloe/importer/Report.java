package org.icefloe.importer;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.icefloe.importer.Finding.Outcome;

/** What comes of every element of a file. Whatever nothing was said of in the end is unknown. */
final class Report {
    private final XmlElement root;

    /** By element, and not by what it says: two of them may be equal. */
    private final Map<XmlElement, List<Finding>> lines = new IdentityHashMap<>();

    /** Without findings on what is in an element. */
    Report(XmlElement root) {
        this.root = root;
    }

    void add(XmlElement element, Outcome outcome, String detail) {
        lines.computeIfAbsent(element, first -> new ArrayList<>()).add(finding(element, outcome, detail));
    }

    boolean has(XmlElement element) {
        return lines.containsKey(element);
    }

    /** In the order of the file, an element before those in it. */
    List<Finding> findings() {
        return root.below().flatMap(this::of).toList();
    }

    private Stream<Finding> of(XmlElement element) {
        return lines.getOrDefault(element, List.of(finding(element, Outcome.UNKNOWN, ""))).stream();
    }

    private static Finding finding(XmlElement element, Outcome outcome, String detail) {
        String option = Optional.of(element.name())
                .filter(name -> name.equals("option") || name.equals("header"))
                .flatMap(name -> element.attribute("name"))
                .map(name -> " " + name)
                .orElse("");
        return new Finding(element.line(), element.path() + option, outcome, detail);
    }
}
