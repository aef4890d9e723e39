package org.icefloe.importer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element of a document.
 *
 * @param name as it is written
 * @param path its name behind those of the elements around it, but for the outermost: {@code limits/clients}
 * @param line where its tag ends, from 1
 * @param attributes by name
 * @param text the characters in it, without blanks around them; empty if it has elements in it
 * @param children the elements in it
 */
record XmlElement(
        String name, String path, int line, Map<String, String> attributes, String text, List<XmlElement> children) {

    Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    /** The first child of a name. */
    Optional<XmlElement> child(String child) {
        return children.stream().filter(one -> one.name.equals(child)).findFirst();
    }

    /** The text of the first element there, if it has any. */
    Optional<String> textAt(String path) {
        Optional<XmlElement> found = Optional.of(this);
        for (String step : path.split("/")) {
            found = found.flatMap(element -> element.child(step));
        }
        return found.map(XmlElement::text).filter(text -> !text.isEmpty());
    }

    /** All elements in this one, in the order of the file. */
    Stream<XmlElement> below() {
        return children.stream().flatMap(child -> Stream.concat(Stream.of(child), child.below()));
    }
}
