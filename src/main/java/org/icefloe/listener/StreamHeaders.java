package org.icefloe.listener;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.icefloe.config.MountSetting;
import org.icefloe.mount.Mount;
import org.icefloe.mount.Refusal;
import org.icefloe.net.RelayPath;

/** The headers of a stream's response, the same at every door. */
public final class StreamHeaders {
    /** What a page of another origin may read of every stream, whether it has such a header or not. */
    private static final List<String> EXPOSED = List.of(
            "Icy-MetaInt", "icy-br", "icy-description", "icy-genre", "icy-name", "icy-pub", "icy-url", "Content-Range");

    /** The request headers that a page of another origin may send. */
    public static final String ALLOWED = "Icy-MetaData, Range, If-Range, Authorization, Content-Type, Origin, Accept";

    private StreamHeaders() {}

    /**
     * Content type, caching, CORS, the headers of the mount's settings and its {@code icy-*} headers, in the order in
     * which Icecast sends them. A page of another origin can read the last of them (WHATWG Fetch, CORS protocol). What
     * the settings name takes the place of ours, but not of what describes the stream. Another server is also told by
     * which servers the stream has come; Icecast passes that on.
     *
     * @param server the id of this one
     */
    static Map<String, String> of(Mount mount, ListenerRequest request, String server) {
        return of(mount, request, server, metadataInterval(mount, request));
    }

    /** @param metadataInterval what {@link #metadataInterval} has said to this listener */
    static Map<String, String> of(Mount mount, ListenerRequest request, String server, int metadataInterval) {
        Map<String, String> headers = of(mount);
        if (request.isFromServer()) {
            String path =
                    mount.profile().path().to(server, mount.name().value()).toString();
            headers.put(RelayPath.HEADER, path);
        }
        if (metadataInterval > 0) {
            headers.put("icy-metaint", Integer.toString(metadataInterval));
        }
        return headers;
    }

    private static Map<String, String> of(Mount mount) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", mount.contentType().value());
        headers.put("Cache-Control", "no-cache, no-store");
        headers.put("Expires", "Mon, 26 Jul 1997 05:00:00 GMT");
        headers.put("Pragma", "no-cache");
        headers.put("Access-Control-Allow-Origin", "*");
        Map<String, String> description = mount.description();
        headers.put("Access-Control-Expose-Headers", exposed(description.keySet()));
        mount.settings().get(MountSetting.HTTP_HEADERS).values().forEach((name, own) -> replace(headers, name, own));
        description.forEach((name, value) -> replace(headers, name, value));
        return headers;
    }

    /** Names of headers are the same in any case (RFC 9110 section 5.1). */
    private static void replace(Map<String, String> headers, String name, String value) {
        headers.keySet().removeIf(name::equalsIgnoreCase);
        headers.put(name, value);
    }

    private static String exposed(Set<String> ofThisStream) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(EXPOSED);
        names.addAll(ofThisStream);
        return String.join(", ", names);
    }

    /**
     * Answers those who ask what is possible here: encoders, and browsers before a request of another origin (WHATWG
     * Fetch, CORS-preflight).
     */
    public static Map<String, String> preflight() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Allow", Refusal.ALLOW);
        headers.put("Access-Control-Allow-Origin", "*");
        headers.put("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
        headers.put("Access-Control-Allow-Headers", ALLOWED);
        headers.put("Access-Control-Max-Age", "86400");
        return headers;
    }

    /** Bytes of audio between two metadata blocks for this listener; 0 if it is sent none. */
    static int metadataInterval(Mount mount, ListenerRequest request) {
        boolean possible = mount.contentType().format().carriesIcyMetadata();
        int usual = mount.settings().metadataInterval();
        return possible && usual > 0 && request.wantsIcyMetadata()
                ? request.wantedMetadataInterval().orElse(usual)
                : 0;
    }
}
