package org.icefloe.listener;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everybody who listens, by the number of the connection. Safe for any number of threads. */
public final class Listeners {
    private static final Logger log = LoggerFactory.getLogger(Listeners.class);

    private final Map<Long, ListenerSession> sessions = new ConcurrentHashMap<>();
    private final List<ListenerObserver> observers = new CopyOnWriteArrayList<>();
    private final UnaryOperator<String> privacy;

    /** @param privacy how the log may name the address of a listener */
    Listeners(UnaryOperator<String> privacy) {
        this.privacy = privacy;
    }

    /** Has somebody told of every listener that comes, moves or leaves from now on. */
    public void observe(ListenerObserver observer) {
        observers.add(observer);
    }

    /** The address of a listener, as a log may name it. */
    public String shown(String address) {
        return privacy.apply(address);
    }

    /** Everybody, in no order; who comes or leaves meanwhile may be missing or be gone. */
    public Collection<ListenerSession> all() {
        return Collections.unmodifiableCollection(sessions.values());
    }

    /** Those of a mount, in the order in which they came. */
    public List<ListenerSession> of(MountName mount) {
        return sessions.values().stream()
                .filter(session -> session.mount().name().equals(mount))
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .toList();
    }

    /** The listener of that connection, if it is still there. */
    public Optional<ListenerSession> find(long id) {
        return Optional.ofNullable(sessions.get(id));
    }

    void joined(ListenerSession session) {
        sessions.put(session.id(), session);
        tell(observer -> observer.joined(session));
    }

    void moved(ListenerSession session, Mount from, Mount to) {
        tell(observer -> observer.moved(session, from, to));
    }

    void left(ListenerSession session) {
        sessions.remove(session.id());
        tell(observer -> observer.left(session));
    }

    /** A fault of somebody who only looks on must not cost the listener anything. */
    private void tell(Consumer<ListenerObserver> event) {
        for (ListenerObserver observer : observers) {
            try {
                event.accept(observer);
            } catch (RuntimeException fault) {
                log.error("Somebody who counts listeners has failed at one", fault);
            }
        }
    }
}
