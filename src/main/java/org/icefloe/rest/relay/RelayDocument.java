package org.icefloe.rest.relay;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.config.Secret;
import org.icefloe.config.Spans;
import org.icefloe.config.UnknownKeys;
import org.icefloe.mount.MountName;
import org.icefloe.relay.MasterStatus;
import org.icefloe.relay.RelayEntry;
import org.icefloe.relay.RelayStatus;
import org.icefloe.relay.Upstream;
import org.icefloe.rest.BadFieldException;
import org.icefloe.rest.relay.RelayValues.UpstreamWords;
import org.jspecify.annotations.Nullable;

/**
 * A relay as a document: its entry, and how it fares, which is sent out and ignored when it comes back. One that the
 * master has, and no entry, has no upstreams of its own.
 *
 * <pre>
 *   { "mount": "/live.mp3", "enabled": true, "onDemand": false, "idleTimeout": "30s",
 *     "upstreams": [ { "url": "http://a.example:8000/live.mp3", "username": "u", "password": "***",
 *                      "icyMetadata": true } ],
 *     "mirrored": false,
 *     "state": { "phase": "live", "since": "2026-11-29T12:00:03Z", "words": "live since ...", "connections": 1,
 *                "upstreams": [ { "url": "http://a.example:8000/live.mp3", "current": true } ] } }
 * </pre>
 */
final class RelayDocument {
    private static final String MOUNT = "mount";
    private static final String ENABLED = "enabled";
    private static final String ON_DEMAND = "onDemand";
    private static final String IDLE_TIMEOUT = "idleTimeout";
    private static final String UPSTREAMS = "upstreams";
    private static final String MIRRORED = "mirrored";
    private static final String STATE = "state";
    private static final String URL = "url";
    private static final String USERNAME = "username";
    private static final String PASSWORD = "password";
    private static final String ICY_METADATA = "icyMetadata";

    private static final List<String> FIELDS =
            List.of(MOUNT, ENABLED, ON_DEMAND, IDLE_TIMEOUT, UPSTREAMS, MIRRORED, STATE);
    private static final List<String> UPSTREAM_FIELDS = List.of(URL, USERNAME, PASSWORD, ICY_METADATA);

    private RelayDocument() {}

    /** @param status missing for a moment, when an entry is new */
    static Map<String, Object> of(RelayEntry entry, Optional<RelayStatus> status) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(MOUNT, entry.mount().value());
        document.put(ENABLED, entry.enabled());
        document.put(ON_DEMAND, entry.onDemand());
        entry.idleTimeout().ifPresent(span -> document.put(IDLE_TIMEOUT, Spans.format(span)));
        document.put(
                UPSTREAMS,
                entry.upstreams().stream().map(RelayDocument::upstream).toList());
        document.put(MIRRORED, false);
        status.ifPresent(known -> document.put(STATE, state(known)));
        return document;
    }

    /** A relay that the master has. */
    static Map<String, Object> of(RelayStatus mirrored) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(MOUNT, mirrored.mount().value());
        document.put(ON_DEMAND, mirrored.onDemand());
        document.put(MIRRORED, true);
        document.put(STATE, state(mirrored));
        return document;
    }

    private static Map<String, Object> upstream(Upstream upstream) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(URL, upstream.url());
        upstream.credentials().map(Credentials::user).ifPresent(user -> {
            fields.put(USERNAME, user);
            fields.put(PASSWORD, Secret.MASK);
        });
        fields.put(ICY_METADATA, upstream.icyMetadata());
        return fields;
    }

    private static Map<String, Object> state(RelayStatus status) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("phase", status.phase().name().toLowerCase(Locale.ROOT));
        state.put("since", time(status.since()));
        state.put("words", status.words());
        status.nextTry().ifPresent(at -> state.put("nextTry", time(at)));
        state.put("connections", status.connections());
        state.put(
                UPSTREAMS,
                status.upstreams().stream().map(RelayDocument::upstream).toList());
        return state;
    }

    private static Map<String, Object> upstream(RelayStatus.UpstreamStatus status) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(URL, status.url());
        fields.put("current", status.current());
        status.fault().ifPresent(fault -> fields.put("fault", fault));
        status.failed().ifPresent(at -> fields.put("failed", time(at)));
        return fields;
    }

    static Map<String, Object> of(MasterStatus master) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(URL, master.url());
        document.put("mounts", master.mounts());
        master.updated().ifPresent(at -> document.put("updated", time(at)));
        master.fault().ifPresent(fault -> document.put("fault", fault));
        master.nextUpdate().ifPresent(at -> document.put("nextUpdate", time(at)));
        return document;
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The mount that a document is for. */
    static MountName mount(Map<String, ?> document) {
        return RelayValues.mount(
                MOUNT,
                text(MOUNT, document.get(MOUNT)).orElseThrow(() -> new BadFieldException(MOUNT, "a relay needs one")));
    }

    /**
     * The entry that a document stands for.
     *
     * @param earlier that which is to be replaced, if there is one
     * @throws BadFieldException naming the first field that cannot be used
     */
    static RelayEntry toEntry(MountName mount, Map<String, ?> document, Optional<RelayEntry> earlier) {
        requireKnown("", document, FIELDS);
        if (document.get(MOUNT) != null && !mount(document).equals(mount)) {
            throw new BadFieldException(MOUNT, "the address says " + mount + ", and the body another one");
        }
        return new RelayEntry(
                mount,
                upstreams(
                        document.get(UPSTREAMS),
                        earlier.map(RelayEntry::upstreams).orElse(List.of())),
                flag(ENABLED, document.get(ENABLED), true),
                flag(ON_DEMAND, document.get(ON_DEMAND), false),
                text(IDLE_TIMEOUT, document.get(IDLE_TIMEOUT))
                        .map(span -> RelayValues.idleTimeout(IDLE_TIMEOUT, span)));
    }

    private static List<Upstream> upstreams(@Nullable Object said, List<Upstream> earlier) {
        if (!(said instanceof List<?> list)) {
            throw new BadFieldException(
                    UPSTREAMS, "expected a list of objects such as {\"url\": \"http://radio.example:8000/live.mp3\"}");
        }
        RelayValues.requireCount(UPSTREAMS, list);
        List<Upstream> upstreams = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            upstreams.add(upstream(UPSTREAMS + "[" + i + "]", list.get(i), earlier));
        }
        return upstreams;
    }

    private static Upstream upstream(String place, @Nullable Object said, List<Upstream> earlier) {
        if (!(said instanceof Map<?, ?> object)) {
            throw new BadFieldException(
                    place, "expected an object such as {\"url\": \"http://radio.example:8000/live.mp3\"}");
        }
        String field = place + ".";
        requireKnown(field, object, UPSTREAM_FIELDS);
        UpstreamWords words = new UpstreamWords(
                field,
                text(field + URL, object.get(URL)).orElse(""),
                text(field + USERNAME, object.get(USERNAME)),
                text(field + PASSWORD, object.get(PASSWORD)),
                flag(field + ICY_METADATA, object.get(ICY_METADATA), true));
        return RelayValues.upstream(words, earlier);
    }

    private static void requireKnown(String prefix, Map<?, ?> object, List<String> known) {
        for (Object name : object.keySet()) {
            if (!known.contains(name)) {
                throw new BadFieldException(
                        prefix + name,
                        "there is no such field. Was %s meant? docs/relays.md has them all"
                                .formatted(UnknownKeys.nearest(name.toString(), known)));
            }
        }
    }

    /** A number is as good as its digits. */
    private static Optional<String> text(String field, @Nullable Object value) {
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String || value instanceof Number) {
            return Optional.of(value.toString());
        }
        throw new BadFieldException(field, "expected a text");
    }

    private static boolean flag(String field, @Nullable Object value, boolean usual) {
        if (value == null) {
            return usual;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new BadFieldException(field, "expected true or false");
    }
}
