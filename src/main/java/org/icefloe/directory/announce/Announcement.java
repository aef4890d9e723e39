package org.icefloe.directory.announce;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.icefloe.format.StreamInfo;
import org.icefloe.mount.Mount;
import org.icefloe.net.Percent;
import org.icefloe.stats.ServerStatistics;

/**
 * A form for a directory, in the fields and the order of Icecast 2.4.4, and behind them what Icecast 2.5 says besides.
 * The line end that Icecast 2.4 sends behind the last value is left out, as 2.5 does.
 *
 * @param fields by name
 * @param said of the stream by its source and by whoever runs the server, if it is to be listed: what it is listed by
 */
record Announcement(Map<String, String> fields, Map<String, String> said) {
    /** What a stream may say of its sound in {@code ice-audio-info}, and is passed on as it is. */
    private static final List<String> SOUND =
            List.of("ice-bitrate", "ice-samplerate", "ice-channels", "ice-quality", "quality");

    /** Has a directory list a stream. */
    static Announcement add(Mount mount, String listenUrl, Announcer.Self self) {
        Map<String, String> facts = ServerStatistics.publicOf(mount, listenUrl);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("action", "add");
        fields.put("sn", first(facts, "server_name"));
        fields.put("genre", first(facts, "genre"));
        // Clusters of Icecast 1; directories have not asked for it since.
        fields.put("cpswd", "");
        fields.put("desc", mount.description().getOrDefault("icy-description", ""));
        fields.put("url", first(facts, "server_url"));
        fields.put("listenurl", listenUrl);
        fields.put("type", first(facts, "server_type"));
        fields.put("stype", first(facts, "subtype"));
        // What the source does not say, its frames do; Icecast leaves it out then.
        StreamInfo heard = mount.info();
        fields.put("b", orHeard(first(facts, "bitrate", "ice-bitrate"), heard.bitrate() / 1_000));
        putIfKnown(
                fields,
                "samplerate",
                orHeard(first(facts, "samplerate", "ice-samplerate", "audio_samplerate"), heard.sampleRate()));
        putIfKnown(
                fields,
                "channels",
                orHeard(first(facts, "channels", "ice-channels", "audio_channels"), heard.channels()));
        SOUND.forEach(name -> putIfKnown(fields, name, first(facts, name)));
        putIfKnown(fields, "audioinfo", first(facts, "audio_info"));
        putIfKnown(fields, "language", mount.description().getOrDefault("content-language", ""));
        putIfKnown(fields, "admin", contact(self.contact().get()));
        fields.put("sourceinstance", instance(mount, self).toString());
        return new Announcement(fields, said(mount, fields));
    }

    private static Map<String, String> said(Mount mount, Map<String, String> fields) {
        Map<String, String> said = new HashMap<>(mount.description());
        List.of("listenurl", "type", "admin").forEach(name -> said.put(name, fields.getOrDefault(name, "")));
        return said;
    }

    /** The address that nobody has changed is nobody's. */
    private static String contact(String mail) {
        return mail.endsWith("@localhost") ? "" : mail;
    }

    /** The same for all directories, and another one for the next stream of the mount. */
    private static UUID instance(Mount mount, Announcer.Self self) {
        String stream = self.instance() + mount.name() + mount.began();
        return UUID.nameUUIDFromBytes(stream.getBytes(StandardCharsets.UTF_8));
    }

    /** Tells that the stream is still there, and what plays. */
    static Announcement touch(Mount mount, String sid, String title) {
        Map<String, String> facts = ServerStatistics.publicOf(mount, "");
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("action", "touch");
        fields.put("sid", sid);
        fields.put("st", title);
        fields.put("listeners", first(facts, "listeners"));
        fields.put(
                "max_listeners",
                mount.settings().maxListeners().map(String::valueOf).orElse("unlimited"));
        fields.put("stype", first(facts, "subtype"));
        return new Announcement(fields, Map.of());
    }

    static Announcement remove(String sid) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("action", "remove");
        fields.put("sid", sid);
        return new Announcement(fields, Map.of());
    }

    /** Why a directory is not told of a stream, if it is not; with the way out. */
    static Optional<String> obstacle(Mount mount, Optional<String> listenUrl, URI directory) {
        if (mount.description().getOrDefault("icy-name", "").isBlank()) {
            return Optional.of("the stream has no name, without which directories list nothing;"
                    + " its source says it as ice-name, or the mount as stream-name");
        }
        if (listenUrl.isEmpty()) {
            return Optional.of("the stream port is off, so that icefloe.server.public-url has to say"
                    + " where the stream is to be had");
        }
        boolean here = isHere(URI.create(listenUrl.get())) && !isHere(directory);
        return here
                ? Optional.of("nobody outside can listen at " + listenUrl.get()
                        + "; set icefloe.server.hostname or icefloe.server.public-url")
                : Optional.empty();
    }

    /** Whether an address is of the machine on which it is used. */
    private static boolean isHere(URI url) {
        String host = Optional.ofNullable(url.getHost()).orElse("");
        return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private static String first(Map<String, String> facts, String... names) {
        for (String name : names) {
            String value = facts.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    private static String orHeard(String said, int heard) {
        return said.isEmpty() && heard > 0 ? Integer.toString(heard) : said;
    }

    private static void putIfKnown(Map<String, String> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }

    /**
     * Whether a listing that was made by the other one still says what is so. What is found in the sound itself is no
     * reason to leave the directory for a moment, and neither is another source that goes on with the same stream: the
     * former may be known a little late, and change with each piece.
     */
    boolean saysTheSameAs(Announcement other) {
        return said.equals(other.said);
    }

    String listenUrl() {
        return fields.getOrDefault("listenurl", "");
    }

    /** Whether it may arrive twice: an add may have been carried out, and the SID be lost. */
    boolean mayRepeat() {
        return !"add".equals(fields.get("action"));
    }

    /** The body of the request. */
    String form() {
        return fields.entrySet().stream()
                .map(field -> Percent.part(field.getKey()) + "=" + Percent.part(field.getValue()))
                .collect(Collectors.joining("&"));
    }
}
