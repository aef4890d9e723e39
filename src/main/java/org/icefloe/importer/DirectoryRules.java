package org.icefloe.importer;

import java.util.ArrayList;
import java.util.List;

/** Which directories a file has told of streams: becomes settings of the server. */
final class DirectoryRules {
    private static final String ANNOUNCE = "icefloe.directory.announce";
    private static final String TIMEOUT = "icefloe.directory.announce-timeout";

    private final Section section;
    private final List<String> urls = new ArrayList<>();

    /** @param section of the server, which is given the rules */
    DirectoryRules(Section section) {
        this.section = section;
    }

    void add() {
        section.rule("directory/yp-url", element -> directory(element, Section.textOf(element)));
        section.rule("directory/yp-url-timeout", section.as(TIMEOUT));
        section.rule("directory/touch-interval", Section.not("directories say how often they want to be touched"));
        section.rule("yp-directory", this::ofIcecast25);
    }

    private void directory(XmlElement element, String url) {
        List<String> all = new ArrayList<>(urls);
        all.add(url);
        section.set(element, ANNOUNCE, String.join(", ", all));
        urls.add(url);
    }

    private void ofIcecast25(XmlElement element) {
        directory(
                element, element.attribute("url").orElseThrow(() -> new NotTakenException("it does not say its url")));
        for (XmlElement option : element.children()) {
            if (option.attribute("name").filter("timeout"::equals).isPresent()) {
                section.take(
                        option,
                        timeout -> section.set(
                                timeout, TIMEOUT, timeout.attribute("value").orElse("")));
            } else {
                section.ignore(option, "nothing of the kind can be said here");
            }
        }
    }
}
