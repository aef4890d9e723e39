package org.icefloe.importer;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.icefloe.importer.Finding.Outcome;

/**
 * A part of the file with a rule for each element that is known there. An element without a rule is unknown, unless
 * there are rules for elements in it; then those are looked at.
 */
class Section {
    private final Map<String, Rule> rules = new HashMap<>();
    private final Report report;

    Section(Report report) {
        this.report = report;
    }

    /** What is done with an element. */
    interface Rule {
        /** @throws NotTakenException if it means nothing here */
        void take(XmlElement element);
    }

    /** @param paths below the section's own element, with blanks between them */
    final void rule(String paths, Rule rule) {
        for (String path : paths.split(" +")) {
            rules.put(path, rule);
        }
    }

    /** The rule for a path, for another section to use. */
    final Rule rule(String path) {
        return Objects.requireNonNull(rules.get(path), path);
    }

    /** Becomes a setting of that key, with the text as it is. */
    final Rule as(String key) {
        return as(key, text -> text);
    }

    /** Becomes a setting of that key. */
    final Rule as(String key, UnaryOperator<String> reading) {
        return element -> set(element, key, reading.apply(textOf(element)));
    }

    /** Is ignored, with all that is in it. */
    static Rule not(String reason) {
        return element -> {
            throw new NotTakenException(reason);
        };
    }

    /** Reads everything below an element. */
    final void read(XmlElement parent) {
        read(parent, "");
    }

    private void read(XmlElement parent, String prefix) {
        for (XmlElement child : parent.children()) {
            String path = prefix + child.name();
            Rule rule = rules.get(path);
            if (rule != null) {
                take(child, rule);
            } else if (rules.keySet().stream().anyMatch(known -> known.startsWith(path + "/"))) {
                report.add(child, Outcome.READ, "");
                read(child, path + "/");
            }
        }
    }

    /** Does what a rule says, and sees to it that there is a finding on the element then. */
    final void take(XmlElement element, Rule rule) {
        try {
            rule.take(element);
            if (!report.has(element)) {
                report.add(element, Outcome.READ, "");
            }
        } catch (NotTakenException notTaken) {
            ignore(element, notTaken.getMessage());
        }
    }

    final void ignore(XmlElement element, String reason) {
        report.add(element, Outcome.IGNORED, reason);
        element.below()
                .filter(inner -> !report.has(inner))
                .forEach(inner -> report.add(inner, Outcome.IGNORED, reason));
    }

    /** @param reason why, and what is to be done */
    final void shut(XmlElement element, String reason) {
        report.add(element, Outcome.SHUT, reason);
    }

    /** @param detail what it has become */
    final void taken(XmlElement element, String detail) {
        report.add(element, Outcome.TAKEN, detail);
    }

    static String textOf(XmlElement element) {
        if (element.text().isEmpty()) {
            throw new NotTakenException("it is empty");
        }
        return element.text();
    }

    /**
     * Notes a setting, and reports it.
     *
     * @throws NotTakenException if there is no such setting, or the value cannot be used
     */
    final void set(XmlElement element, String key, String value) {
        put(key, value);
        taken(element, nameOf(key) + (Logins.isSecret(key) ? "" : " = " + Logins.withoutPassword(value)));
    }

    /**
     * Notes a setting, in the place of any earlier value. A section without settings has none.
     *
     * @throws NotTakenException if there is no such setting, or the value cannot be used
     */
    void put(String key, String value) {
        throw new NotTakenException("this version has no setting " + key);
    }

    /** What a setting is called in the report. */
    String nameOf(String key) {
        return key;
    }

    /** {@code http-headers}: lines of {@code Name: value}. */
    final void headers(XmlElement element, String key) {
        StringBuilder lines = new StringBuilder();
        for (XmlElement header : element.children()) {
            Optional<String> line = headerLine(header);
            try {
                if (line.isPresent()) {
                    put(key, lines + line.get());
                    taken(header, nameOf(key) + ": " + line.get());
                    lines.append(line.get()).append('\n');
                }
            } catch (NotTakenException notTaken) {
                // The message is on all of them together.
                ignore(header, "it can be no header beside those that the server sends itself");
            }
        }
    }

    private Optional<String> headerLine(XmlElement header) {
        Optional<String> name = header.attribute("name");
        if (!header.name().equals("header") || name.isEmpty()) {
            ignore(header, "it is no header with a name");
        } else if (header.attribute("status").isPresent()) {
            ignore(header, "headers are not told apart by the status of a reply");
        } else if (header.attribute("type")
                .filter(type -> !type.equals("static"))
                .isPresent()) {
            ignore(header, "headers are those that are written; what browsers need to reach a stream is sent anyway");
        } else {
            return name.map(said -> said + ": " + header.attribute("value").orElse(""));
        }
        return Optional.empty();
    }
}
