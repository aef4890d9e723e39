package org.icefloe.stats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.icefloe.config.MountSettings;
import org.icefloe.format.StreamInfo;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.StreamProfile;
import org.icefloe.mount.Titles;
import org.jspecify.annotations.Nullable;

/**
 * What is on, in the shape of Icecast 2.4's {@code /status-json.xsl}.
 *
 * <pre>
 * no source   {"icestats":{"admin":"...", ..., "server_start_iso8601":"...","dummy":null}}
 * one         {"icestats":{"admin":"...", ..., "source":{"genre":"...", ..., "dummy":null}}}
 * more        {"icestats":{"admin":"...", ..., "source":[{..., "dummy":null},{..., "dummy":null}]}}
 * </pre>
 *
 * <p>Players ask for it over and over. So the part of each mount is kept, and made anew when anything in it has
 * changed: an answer is never older than the request. Safe for any number of threads.
 */
public final class StatusDocument {
    /** What is sent with it: pages of every origin may read it, and nobody keeps it. */
    public static final Map<String, String> HEADERS = headers();

    private final ObjectMapper json = new ObjectMapper();
    private final MountRegistry mounts;
    private final ServerStatistics statistics;
    private final Map<MountName, Part> parts = new ConcurrentHashMap<>();

    public StatusDocument(MountRegistry mounts, ServerStatistics statistics) {
        this.mounts = mounts;
        this.statistics = statistics;
    }

    private static Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json; charset=UTF-8");
        headers.put("Cache-Control", "no-cache, no-store");
        headers.put("Access-Control-Allow-Origin", "*");
        headers.put("X-Content-Type-Options", "nosniff");
        return Collections.unmodifiableMap(headers);
    }

    /**
     * All that a part is made of. The address is compared by what it says, the rest by which one it is. A mount is not
     * among them: its part is kept when it has ended, and its buffer need not be.
     */
    private record Ingredients(
            Instant began,
            String address,
            MountSettings settings,
            StreamProfile profile,
            StreamInfo info,
            Titles.Title title,
            long listeners) {

        static Ingredients of(Mount mount, String address) {
            // Both counts in one: neither reaches 2^31.
            long listeners = (long) mount.counters().listenerPeak() << Integer.SIZE
                    | mount.counters().listeners();
            return new Ingredients(
                    mount.began(),
                    address,
                    mount.settings(),
                    mount.profile(),
                    mount.info(),
                    mount.titles().current(),
                    listeners);
        }

        boolean same(Ingredients other) {
            return began == other.began
                    && settings == other.settings
                    && profile == other.profile
                    && info == other.info
                    && title == other.title
                    && listeners == other.listeners
                    && address.equals(other.address);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Part(Ingredients ingredients, byte[] json) {}

    /** How many mounts are on; a document of many takes its time. */
    public int size() {
        return mounts.size();
    }

    /**
     * The document, in UTF-8; hidden mounts are left out.
     *
     * @param only the one mount to tell of; else all
     * @param address where a stream is to be had
     */
    public byte[] json(Optional<String> only, Function<MountName, String> address) {
        List<byte[]> sources = shown(only).stream()
                .map(mount -> part(mount, address.apply(mount.name())))
                .toList();
        ByteArrayOutputStream document = new ByteArrayOutputStream(512 + 768 * sources.size());
        String head = text(Map.of("icestats", statistics.introduction()));
        document.writeBytes(bytes(head.substring(0, head.length() - 2)));
        document.writeBytes(bytes(sources.isEmpty() ? ",\"dummy\":null" : ",\"source\":"));
        document.writeBytes(bytes(sources.size() > 1 ? "[" : ""));
        for (int i = 0; i < sources.size(); i++) {
            document.writeBytes(bytes(i > 0 ? "," : ""));
            document.writeBytes(sources.get(i));
        }
        document.writeBytes(bytes(sources.size() > 1 ? "]}}" : "}}"));
        return document.toByteArray();
    }

    private Collection<Mount> shown(Optional<String> only) {
        Collection<Mount> asked = only.isEmpty()
                ? mounts.all()
                : MountName.parse(only.get()).flatMap(mounts::find).stream().toList();
        return asked.stream().filter(mount -> !mount.settings().hidden()).toList();
    }

    private byte[] part(Mount mount, String address) {
        Ingredients now = Ingredients.of(mount, address);
        Part kept = parts.get(mount.name());
        if (kept != null && kept.ingredients().same(now)) {
            return kept.json();
        }
        if (kept == null) {
            parts.keySet().removeIf(name -> mounts.find(name).isEmpty());
        }
        Part made = new Part(now, bytes(text(members(mount, address))));
        parts.put(mount.name(), made);
        return made.json();
    }

    private static Map<String, @Nullable Object> members(Mount mount, String address) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(SourceStatistics.of(mount, address));
        members.put("dummy", null);
        return members;
    }

    private String text(Object document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("The status cannot be written as JSON", impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
