package org.icefloe.importer;

import java.util.Optional;

/**
 * The {@code <listen-socket>}s: the first for everybody becomes the stream port, and one for SHOUTcast sources theirs.
 */
final class ListenSockets {
    private static final String FOR_ALL = "what holds for a port holds for the server here";

    private final Section section;
    private final MountAuthentication listeners;
    private boolean streams;
    private boolean shoutcast;

    /** @param listeners of the whole server */
    ListenSockets(Section section, MountAuthentication listeners) {
        this.section = section;
        this.listeners = listeners;
    }

    /** @throws NotTakenException if the socket is of no use here */
    void read(XmlElement socket) {
        if (isOn(socket, "ssl")
                || socket.textAt("tls").filter(mode -> !mode.equals("disabled")).isPresent()) {
            throw new NotTakenException("TLS is a matter of the proxy or container before the server");
        }
        if (socket.attribute("type").filter("virtual"::equals).isPresent()) {
            throw new NotTakenException("the server answers the same under all its names");
        }
        boolean forShoutcast = isOn(socket, "shoutcast-compat");
        if (forShoutcast ? shoutcast : streams) {
            throw new NotTakenException("there is one stream port, and one for SHOUTcast sources");
        }
        shoutcast |= forShoutcast;
        streams |= !forShoutcast;
        socket.children().forEach(child -> section.take(child, inner -> take(inner, forShoutcast)));
    }

    private static boolean isOn(XmlElement socket, String flag) {
        Optional<String> text = socket.textAt(flag);
        return text.isPresent() && Values.flag(text.get()).equals("true");
    }

    private void take(XmlElement child, boolean forShoutcast) {
        switch (child.name()) {
            case "port" ->
                section.set(
                        child,
                        forShoutcast ? "icefloe.stream.shoutcast-port" : "icefloe.stream.port",
                        Section.textOf(child));
            case "bind-address" -> bind(child, forShoutcast);
            case "shoutcast-mount" -> section.set(child, "icefloe.stream.shoutcast-mount", Section.textOf(child));
            case "listen-backlog", "queue-len" -> section.set(child, "icefloe.stream.backlog", Section.textOf(child));
            case "so-sndbuf" -> section.set(child, "icefloe.stream.send-buffer", Section.textOf(child));
            case "shoutcast-compat" -> section.taken(child, "what the port is for");
            case "ssl", "tls" -> throw new NotTakenException("there is none here either");
            case "authentication" -> authentication(child, forShoutcast);
            case "http-headers" -> throw new NotTakenException(FOR_ALL);
            default -> throw new NotTakenException("ports have no such property here");
        }
    }

    /** What the port asks of listeners is asked of all, for there is no other port. */
    private void authentication(XmlElement child, boolean forShoutcast) {
        if (forShoutcast) {
            throw new NotTakenException(FOR_ALL);
        }
        listeners.read(child);
    }

    private void bind(XmlElement child, boolean forShoutcast) {
        if (forShoutcast) {
            throw new NotTakenException("SHOUTcast sources come in at the address of the stream port");
        }
        section.set(child, "icefloe.stream.bind", Section.textOf(child));
    }
}
