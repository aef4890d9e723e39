package org.icefloe.importer;

import java.util.List;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.config.SettingTypes;
import org.icefloe.net.Origin;
import org.icefloe.net.Percent;
import org.icefloe.relay.Upstream;

/**
 * One of the places a relay may come from: an element that says it, and those around or beside it that say what it
 * leaves out.
 */
record RelayPlace(List<XmlElement> said) {
    private static final String USUAL_SERVER = "127.0.0.1";
    private static final String USUAL_PORT = "8000";
    private static final SettingTypes.Line LINE = new SettingTypes.Line();

    /** As Icecast has it: {@code server}, {@code port} and {@code mount}, or the {@code uri} of 2.5. */
    Upstream upstream() {
        Upstream plain = text("uri").map(this::parse).orElseGet(() -> parse(address()));
        return new Upstream(plain.server(), plain.target(), credentials(), icyMetadata());
    }

    /** The path at the other server, as it is written. */
    String mount() {
        return text("uri")
                .map(uri -> parse(uri).target())
                .or(() -> text("mount"))
                .orElse("/");
    }

    /** The first of the elements that says it counts. */
    private Optional<String> text(String name) {
        return said.stream().flatMap(element -> element.textAt(name).stream()).findFirst();
    }

    private String address() {
        boolean tls = text("ssl")
                .or(() -> text("tls"))
                .map(Values::flag)
                .map(Boolean::parseBoolean)
                .orElse(false);
        String server = convert(
                "server",
                new SettingTypes.HostName(),
                text("server").or(() -> text("ip")).orElse(USUAL_SERVER));
        int port = convert("port", new SettingTypes.RemotePort(), text("port").orElse(USUAL_PORT));
        String mount = text("mount").orElse("/");
        return new Origin(tls ? "https" : "http", server, port)
                + Percent.target(mount.startsWith("/") ? mount : "/" + mount);
    }

    private Upstream parse(String address) {
        try {
            return Upstream.parse(address, Optional.empty(), true);
        } catch (IllegalArgumentException noAddress) {
            throw new NotTakenException("where it comes from cannot be used: " + noAddress.getMessage());
        }
    }

    /** Icecast sends a user and a password, or neither. */
    private Optional<Credentials> credentials() {
        return text("username").flatMap(user -> text("password").map(password -> {
            if (user.contains(":")) {
                throw new NotTakenException("a user name has no colon");
            }
            return new Credentials(convert("username", LINE, user), convert("password", LINE, password));
        }));
    }

    private boolean icyMetadata() {
        return text("relay-shoutcast-metadata")
                .or(() -> text("relay-icy-metadata"))
                .map(Values::flag)
                .map(Boolean::parseBoolean)
                .orElse(true);
    }

    private static <T> T convert(String name, SettingTypes.Type<T> type, String text) {
        try {
            return type.convert(text);
        } catch (IllegalArgumentException unfit) {
            throw new NotTakenException("its " + name + " cannot be used: expected " + type.expected());
        }
    }
}
