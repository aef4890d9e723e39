package org.icefloe.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.icefloe.config.SettingTypes;
import org.icefloe.config.UnknownKeys;
import org.icefloe.mount.MountName;
import org.icefloe.net.Origin;
import org.icefloe.net.Percent;
import org.icefloe.relay.RelayEntry;
import org.icefloe.relay.Upstream;
import org.icefloe.rest.BadFieldException;
import org.icefloe.rest.RawParameters;
import org.icefloe.rest.relay.RelayEditor;
import org.icefloe.rest.relay.RelayValues;
import org.icefloe.rest.relay.RelayValues.UpstreamWords;

/**
 * A relay as a form says it, in the words of Icecast's settings.
 *
 * <pre>
 *   mount=/live.mp3 &amp; server=a.example &amp; port=8000 &amp; remote-mount=/x.mp3
 *   mount=/live.mp3 &amp; url=http://a.example:8000/x.mp3 &amp; url=https://b.example/x.mp3
 *   and:  username, password, relay-shoutcast-metadata, on-demand, idle-timeout, enabled
 * </pre>
 *
 * <p>User, password and whether titles are asked for are the same for each of several addresses.
 */
final class RelayForm {
    private static final Set<String> YES = Set.of("1", "true", "yes", "on");
    private static final Set<String> NO = Set.of("0", "false", "no", "off");
    private static final List<String> KNOWN = List.of(
            "action",
            "format",
            "mount",
            "server",
            "port",
            "remote-mount",
            "url",
            "username",
            "password",
            "relay-shoutcast-metadata",
            "on-demand",
            "idle-timeout",
            "enabled");
    private static final String USUAL_PORT = "8000";

    private final RawParameters parameters;
    private final RelayEditor editor;

    /** @param editor knows the passwords that are kept */
    RelayForm(RawParameters parameters, RelayEditor editor) {
        this.parameters = parameters;
        this.editor = editor;
    }

    /** The mount that is meant. */
    MountName mount(String field) {
        return RelayValues.mount(
                field,
                parameters
                        .text(field)
                        .orElseThrow(() -> new BadFieldException(field, "a relay is named by its mount")));
    }

    RelayEntry entry() {
        requireKnown();
        MountName mount = mount("mount");
        List<String> addresses = addresses();
        RelayValues.requireCount("url", addresses);
        boolean icyMetadata = flag("relay-shoutcast-metadata", true);
        List<Upstream> earlier = editor.upstreams(mount);
        List<Upstream> upstreams = new ArrayList<>();
        for (String address : addresses) {
            UpstreamWords words = new UpstreamWords("", address, said("username"), said("password"), icyMetadata);
            upstreams.add(RelayValues.upstream(words, earlier));
        }
        return new RelayEntry(
                mount,
                upstreams,
                flag("enabled", true),
                flag("on-demand", false),
                said("idle-timeout").map(span -> RelayValues.idleTimeout("idle-timeout", span)));
    }

    /** What is left out by a slip of the pen would make another relay than the one that is meant. */
    private void requireKnown() {
        parameters.names().stream()
                .filter(name -> !KNOWN.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new BadFieldException(
                            name,
                            "there is no such parameter. Was %s meant? docs/relays.md has them all"
                                    .formatted(UnknownKeys.nearest(name, KNOWN)));
                });
    }

    /** A field that a browser's form leaves empty says nothing. */
    private Optional<String> said(String name) {
        return parameters.text(name).filter(text -> !text.isEmpty());
    }

    private List<String> addresses() {
        List<String> urls =
                parameters.texts("url").stream().filter(url -> !url.isEmpty()).toList();
        Optional<String> server = said("server");
        if (server.isEmpty() == urls.isEmpty()) {
            throw new BadFieldException(
                    server.isEmpty() ? "url" : "server",
                    "expected either one url or several, or a server with its port and remote-mount");
        }
        return server.map(host -> List.of(address(host))).orElse(urls);
    }

    private String address(String server) {
        String host = convert("server", new SettingTypes.HostName(), server);
        int port = convert("port", new SettingTypes.RemotePort(), said("port").orElse(USUAL_PORT));
        String mount = said("remote-mount").orElse("/");
        if (!mount.startsWith("/")) {
            throw new BadFieldException("remote-mount", "expected a path such as /live.mp3, or / or /; of SHOUTcast");
        }
        return new Origin("http", host, port) + Percent.target(mount);
    }

    private static <T> T convert(String field, SettingTypes.Type<T> type, String text) {
        try {
            return type.convert(text);
        } catch (IllegalArgumentException unfit) {
            throw new BadFieldException(field, "expected " + type.expected());
        }
    }

    private boolean flag(String name, boolean usual) {
        return said(name).map(text -> flag(name, text)).orElse(usual);
    }

    /** {@code 0} and {@code 1}, or words of later Icecasts. */
    static boolean flag(String name, String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (!YES.contains(word) && !NO.contains(word)) {
            throw new BadFieldException(name, "expected 0 or 1");
        }
        return YES.contains(word);
    }
}
