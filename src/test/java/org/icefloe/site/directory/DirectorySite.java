package org.icefloe.site.directory;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.SampleCatalogs;
import org.icefloe.directory.catalog.YpReply;
import org.icefloe.net.TrustedProxies;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.InProcess.Reply;
import org.icefloe.rest.RestConfig;
import org.icefloe.rest.Station;
import org.icefloe.rest.StreamAddress;

/** The pages of a directory whose time is moved by hand, and the servers that list themselves there. */
final class DirectorySite {
    Instant now = Instant.parse("2026-11-20T17:00:00Z");

    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    final Catalog catalog = SampleCatalogs.alwaysNew(clock);
    private final InProcess server;

    DirectorySite() {
        this("http://radio.example.org/");
    }

    /** @param base where visitors believe the server to be */
    DirectorySite(String base) {
        this(base, Applications.reachedAt("set.example", 8000));
    }

    /** Behind a proxy that is trusted. */
    DirectorySite(String base, StreamAddress address) {
        RestConfig application = Applications.of(new Station().authenticator(), TrustedProxies.parse("192.0.2.7"));
        DirectoryPages.addTo(application, catalog, address, clock);
        server = InProcess.of(application, base);
    }

    /**
     * Lists a stream of MP3.
     *
     * @param more parameters of its form, in the place of others
     * @return its SID
     */
    String list(String name, String... more) {
        Map<String, String> form = new HashMap<>(Map.of(
                "action", "add",
                "sn", name,
                "genre", "ambient",
                "listenurl", "http://stream.example:8000/" + URLEncoder.encode(name, StandardCharsets.UTF_8),
                "type", "audio/mpeg",
                "b", "128"));
        for (int at = 0; at < more.length; at += 2) {
            form.put(more[at], more[at + 1]);
        }
        YpReply reply = send(form);
        if (!reply.isAccepted()) {
            throw new AssertionError(reply);
        }
        return reply.sid().orElseThrow();
    }

    void touch(String sid, String song, int listeners) {
        send(Map.of("action", "touch", "sid", sid, "st", song, "listeners", Integer.toString(listeners)));
    }

    private YpReply send(Map<String, String> form) {
        return catalog.answer(name -> Optional.ofNullable(form.get(name)), "198.51.100.7");
    }

    /** The id of the station that a search finds first. */
    String id(String words) {
        return catalog.find(Search.ALL.with("q", words).query(1))
                .stations()
                .get(0)
                .id();
    }

    Reply get(String target) {
        return get(target, "en");
    }

    Reply get(String target, String languages) {
        return server.get(target).header("Accept-Language", languages).send();
    }

    /** As a proxy asks that visitors reach at https://proxy.example. */
    Reply getByProxy(String target) {
        return server.get(target)
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Host", "proxy.example")
                .header("X-Forwarded-Proto", "https")
                .send();
    }

    /** The names of the stations that a page lists, in their order. */
    String names(String target) {
        return get(target)
                .body()
                .lines()
                .filter(line -> line.contains("<h2><a"))
                .map(line -> line.replaceAll("<[^>]*>", "").strip())
                .collect(Collectors.joining(", "));
    }
}
