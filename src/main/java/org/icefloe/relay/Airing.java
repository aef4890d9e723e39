package org.icefloe.relay;

import java.util.Optional;
import org.icefloe.format.ContentType;
import org.icefloe.format.StreamParser;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.net.Origin;
import org.icefloe.net.RelayPath;
import org.icefloe.source.RelayedStream;
import org.icefloe.source.SourceSession;
import org.jspecify.annotations.Nullable;

/**
 * What is heard of a relay here, over all its connections: each has a session of its own, and the sound goes on from
 * one to the next as long as their mount is the same. Confined to the relays' thread.
 */
final class Airing {
    private final MountName name;
    private final Surroundings here;
    private RelayedSound sound;

    /** The last one, whether or not it has ended. */
    private @Nullable SourceSession session;

    Airing(MountName name, Surroundings here) {
        this.name = name;
        this.here = here;
        this.sound = new RelayedSound(here.control().ticker());
    }

    /**
     * Has a connection feed the mount.
     *
     * @param relay what is the same for all connections of one relay
     * @throws org.icefloe.mount.RefusedException if the type is none that streams, the mount has another source, or
     *     there are too many
     * @throws org.icefloe.format.StreamFormatException if the head makes no sense; the message follows on the
     *     upstream's address
     */
    void play(Connection connection, ResponseHead head, Object relay) {
        Origin server = connection.upstream().server();
        RelayedStream stream = new RelayedStream(
                name,
                head.headers(),
                server.host() + ":" + server.port(),
                Failure.path(head).orElse(RelayPath.NONE));
        ContentType type = here.inside().sources().typeOf(stream);
        StreamParser parser = sound.next(
                RelayedSound.metaint(head), () -> here.inside().parsers().parserFor(type));
        SourceSession fresh = here.inside().sources().relay(stream, parser, connection, relay);
        SourceSession last = session;
        if (last == null || last.mount() != fresh.mount()) {
            sound.forget();
        }
        session = fresh;
        connection.feed(fresh);
    }

    /** Whether somebody else feeds the mount: then nobody needs to be asked for a stream. */
    boolean isTaken() {
        return mount().filter(present -> present.isOnAir() && !isOurs(present)).isPresent();
    }

    /** How many listen, or wait where the mount lingers. */
    int listeners() {
        return mount().filter(present -> !present.isOnAir() || isOurs(present))
                .map(present -> present.counters().listeners())
                .orElse(0);
    }

    private Optional<Mount> mount() {
        return here.inside().mounts().find(name);
    }

    private boolean isOurs(Mount present) {
        SourceSession last = session;
        return last != null && !last.isEnded() && last.mount() == present;
    }

    /** Whether there is anything that a listener could be sent. */
    boolean isAudible() {
        SourceSession last = session;
        return last != null && last.mount().buffer().hasEntry();
    }

    /** Why the present connection's bytes were refused, if they were; the words follow on the upstream's address. */
    Optional<String> fault() {
        return sound.fault();
    }

    /** @param reason for the log */
    void end(String reason) {
        SourceSession last = session;
        if (last != null) {
            last.end(reason);
        }
        leave();
    }

    /** Forgets what was heard, and leaves its end to others. */
    void leave() {
        session = null;
        sound = new RelayedSound(here.control().ticker());
    }
}
