package org.icefloe.directory.mirror;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
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

    /** What a field has to be if it is there; others are those of later versions. */
    private static final List<Shape> SHAPES = List.of(
            new Shape("no list of texts", EntryLine::isTexts, GENRES),
            new Shape(
                    "no text",
                    JsonNode::isTextual,
                    "listenUrl",
                    "name",
                    "type",
                    "description",
                    "homepage",
                    "subtype",
                    "language",
                    "country",
                    "song",
                    "verdict"),
            new Shape("no count", node -> isCount(node, 0), "bitrate", "samplerate", "channels", "listeners"),
            new Shape("no count and not -1", node -> isCount(node, -1), "maxListeners"),
            new Shape("no time since 1970", EntryLine::isTime, "added", "touched", "checked"));

    private static final List<String> REQUIRED = List.of("listenUrl", "name", "type", GENRES);

    /** More is no number in a form. */
    private static final int MOST = 999_999_999;

    /** @param words what is said of a value that does not fit */
    private record Shape(String words, Predicate<JsonNode> fits, List<String> fields) {
        Shape(String words, Predicate<JsonNode> fits, String... fields) {
            this(words, fits, List.of(fields));
        }
    }

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
     * @param number of the line, from 1
     * @throws NoListException if it is no JSON object, if a field is missing that every entry has, or if one is not
     *     what it should be
     */
    static YpForm read(int number, String line) {
        JsonNode entry = object(line)
                .orElseThrow(() -> new NoListException(
                        "sends a list whose line " + number + " is no entry: " + Printable.quote(line)));
        REQUIRED.stream().filter(name -> !entry.hasNonNull(name)).findFirst().ifPresent(name -> {
            throw new NoListException("sends a list whose line " + number + " has no " + name);
        });
        SHAPES.forEach(shape -> shape.fields().stream()
                .filter(name -> entry.hasNonNull(name) && !shape.fits().test(entry.get(name)))
                .findFirst()
                .ifPresent(name -> {
                    throw new NoListException(
                            "sends a list in whose line " + number + " the value of " + name + " is " + shape.words()
                                    + ": " + Printable.quote(entry.get(name).toString()));
                }));
        return name -> text(entry.path(FIELDS.getOrDefault(name, name)));
    }

    private static Optional<JsonNode> object(String line) {
        try {
            return Optional.of(JSON.readTree(line)).filter(JsonNode::isObject);
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
    }

    private static boolean isTexts(JsonNode value) {
        return value.isArray()
                && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isTextual);
    }

    private static boolean isCount(JsonNode value, int least) {
        return value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= least
                && value.intValue() <= MOST;
    }

    private static boolean isTime(JsonNode value) {
        try {
            return value.isTextual() && !Instant.parse(value.textValue()).isBefore(Instant.EPOCH);
        } catch (DateTimeException noTime) {
            return false;
        }
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
