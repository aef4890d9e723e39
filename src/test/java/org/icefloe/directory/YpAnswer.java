package org.icefloe.directory;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a directory has answered.
 *
 * @param text from the status line to the end, as it came
 */
record YpAnswer(String text) {
    int status() {
        return text.matches("(?s)HTTP/1\\.[01] [1-5][0-9][0-9].*") ? Integer.parseInt(text.substring(9, 12)) : 0;
    }

    /** A header whose name is spelled exactly so, as old servers look for it. */
    Optional<String> header(String name) {
        Matcher matcher = Pattern.compile("(?m)^" + name + ": ([^\r\n]*)").matcher(head());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The first text of this name in a JSON document; empty if there is none. */
    String field(String name) {
        Matcher matcher = Pattern.compile('"' + name + "\":\"([^\"]*)\"").matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private String head() {
        return text.split("(?<=\r\n)\r\n", 2)[0];
    }

    boolean isAccepted() {
        return header("YPResponse").equals(Optional.of("1"));
    }

    String message() {
        return header("YPMessage").orElse("");
    }

    String sid() {
        return header("SID").orElse("");
    }

    /** The names of the protocol's own headers, in the order and the spelling in which they came. */
    Stream<String> names() {
        return head().lines()
                .map(line -> line.replaceFirst(":.*", ""))
                .filter(name -> name.matches("(?i)yp.*|sid|touch.*"));
    }
}
