package org.icefloe.directory.mirror;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.icefloe.bytes.Printable;
import org.icefloe.directory.catalog.Broadcast;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.directory.catalog.YpForm;

/** An entry as a line of JSON, without what only its server and this one know: its SID, and its server's address. */
final class EntryLine {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final String GENRES = "genres";

    /** The names of the form's parameters that are not those of the line. */
    private static final Map<String, String> FIELDS = Map.of(
            "listenurl", "listenUrl",
            "sn", "name",
            "genre", GENRES,
            "desc", "description",
            "url", "homepage",
            "stype", "subtype",
            "b", "bitrate",
            "st", "song",
            "max_listeners", "maxListeners");

    private EntryLine() {}

    static byte[] write(Entry entry) {
        Broadcast broadcast = entry.broadcast();
        ObjectNode line =
                JSON.createObjectNode().put("listenUrl", entry.listenUrl()).put("name", broadcast.name());
        broadcast.genres().forEach(line.putArray(GENRES)::add);
        line.put("description", broadcast.description())
                .put("homepage", broadcast.homepage())
                .put("type", broadcast.type())
                .put("subtype", broadcast.subtype())
                .put("bitrate", broadcast.sound().bitrate())
                .put("samplerate", broadcast.sound().samplerate())
                .put("channels", broadcast.sound().channels())
                .put("language", broadcast.language())
                .put("country", broadcast.country())
                .put("song", entry.lastTouch().song())
                .put("listeners", entry.lastTouch().listeners())
                .put("maxListeners", entry.lastTouch().maxListeners())
                .put("added", entry.added().toString())
                .put("touched", entry.lastTouch().touched().toString())
                .put("verdict", entry.check().verdict().name())
                .put("checked", entry.check().at().toString());
        try {
            return JSON.writeValueAsBytes(line);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts and numbers can be written as JSON", impossible);
        }
    }

    /**
     * As if its server had sent it.
     *
     * @throws NoListException if it is no JSON object
     */
    static YpForm read(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node.isObject()) {
                return name -> text(node.path(FIELDS.getOrDefault(name, name)));
            }
        } catch (JsonProcessingException broken) {
            // As what is JSON, but no object.
        }
        throw new NoListException("sends a line that is no entry: " + Printable.quote(line));
    }

    /** A comma behind each of a list, so that a blank ends none. */
    private static Optional<String> text(JsonNode value) {
        if (value.isArray()) {
            return Optional.of(StreamSupport.stream(value.spliterator(), false)
                    .map(item -> item.asText() + ",")
                    .collect(Collectors.joining()));
        }
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }
}
