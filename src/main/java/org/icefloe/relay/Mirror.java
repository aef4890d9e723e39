package org.icefloe.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.icefloe.bytes.Faults;
import org.icefloe.config.Settings;
import org.icefloe.listener.ListenerLimits;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.net.Percent;
import org.icefloe.net.RelayPath;
import org.icefloe.time.Backoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the master again and again which mounts it has. What it said last counts until it says something else; nothing
 * that goes wrong on the way ends what runs. Confined to the relays' thread, but for {@link #status()}.
 */
final class Mirror {
    /** Where icecast-kh and Icefloe are asked by those who may be sent listeners. */
    private static final String STREAMS = "/admin/streams";

    private static final String LIST = "/admin/streamlist.txt";

    /** What a server is called by default. */
    private static final String NO_NAME = "localhost";

    /** What stands for the mount where all of a server's are meant. */
    private static final String LISTS = "/";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private static final Logger log = LoggerFactory.getLogger(Mirror.class);

    private final Surroundings here;
    private final Control control;
    private final Observer observer;
    private final Backoff backoff;

    private Optional<Master> master = Optional.empty();
    private MasterList list = MasterList.EMPTY;

    /** Whether a list has come from this master. */
    private boolean known;

    private Optional<Instant> updated = Optional.empty();
    private Optional<String> fault = Optional.empty();

    private @Nullable Future<?> next;

    /** Counts updates; the answer to one that was overtaken is left alone. */
    private long round;

    /** When the last one began, on the ticker, in ns. */
    private long began;

    private volatile Optional<MasterStatus> status = Optional.empty();
    private volatile RelayPath way;

    /** Told on the relays' thread. */
    interface Observer {
        /** @param again whether it comes after a time without one */
        void listed(boolean again);
    }

    Mirror(Surroundings here, Observer observer) {
        this.here = here;
        this.control = here.control();
        this.observer = observer;
        this.backoff = new Backoff(FIRST_PAUSE, here.random());
        this.way = wayFrom(RelayPath.NONE);
    }

    /** What the master has, as the settings want it here. */
    Map<MountName, RelayEntry> entries() {
        boolean onDemand = here.settings().onDemand();
        Map<MountName, RelayEntry> entries = new TreeMap<>();
        list.mounts()
                .forEach((mount, upstream) ->
                        entries.put(mount, new RelayEntry(mount, List.of(upstream), true, onDemand, Optional.empty())));
        return entries;
    }

    /** Does what the settings say now. */
    void settingsChanged() {
        Optional<Master> wanted = Master.of(here.settings());
        if (wanted.equals(master)) {
            return;
        }
        boolean same = wanted.map(Master::server).equals(master.map(Master::server));
        master = wanted;
        known = known && same;
        if (wanted.filter(asked -> asked.redirect() && !isToBeToldOfUs(asked)).isPresent()) {
            log.warn(
                    "icefloe.relay.master-redirect has no effect: listeners cannot be sent to {}. Set "
                            + "icefloe.server.hostname to the name by which they reach this server",
                    NO_NAME);
        }
        backoff.reset();
        if (wanted.isPresent()) {
            update(wanted.get());
        } else {
            forget();
        }
    }

    private void forget() {
        close();
        list = MasterList.EMPTY;
        way = wayFrom(RelayPath.NONE);
        fault = Optional.empty();
        updated = Optional.empty();
        status = Optional.empty();
        observer.listed(false);
    }

    /** Asks no more. */
    void close() {
        round++;
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }

    private void update(Master asked) {
        close();
        began = control.nanos();
        publish(asked, Optional.empty());
        ask(asked, isToBeToldOfUs(asked) ? STREAMS + "?" + aboutUs(asked) : LIST);
    }

    private Upstream page(Master asked) {
        return asked.at(isToBeToldOfUs(asked) ? STREAMS : LIST);
    }

    /** A server that has not been told its name would have listeners sent to their own machines. */
    private boolean isToBeToldOfUs(Master asked) {
        return asked.redirect() && !here.all().get().server().hostname().equals(NO_NAME);
    }

    /** In a ring of masters the way would grow with every list: what came before this server is left out. */
    private RelayPath wayFrom(RelayPath master) {
        return master.behind(here.id(), LISTS).to(here.id(), LISTS);
    }

    /** Where this server is, so that the master may send listeners here, and how many it has room for. */
    private String aboutUs(Master asked) {
        Settings settings = here.all().get();
        int listeners = here.inside().mounts().all().stream()
                .map(Mount::counters)
                .mapToInt(counters -> counters.listeners())
                .sum();
        return "rserver=" + Percent.part(settings.server().hostname())
                + "&rport=" + settings.stream().port()
                + "&interval=" + Math.max(1, asked.interval().toSeconds())
                + "&listeners=" + listeners
                + "&max-listeners=" + ListenerLimits.of(settings.limits()).listeners();
    }

    private void ask(Master asked, String target) {
        long current = round;
        here.requests()
                .text(
                        asked.at(target),
                        Map.of(RelayPath.HEADER, wayFrom(RelayPath.NONE).toString()),
                        here.settings().connectTimeout())
                .whenComplete((body, none) -> control.run(() -> {
                    if (current == round) {
                        answered(asked, target, body, none);
                    }
                }));
    }

    private void answered(Master asked, String target, @Nullable BodyText body, @Nullable Throwable none) {
        if (body == null) {
            fail(asked, wordsOf(Objects.requireNonNull(none)));
        } else if (body.head().status() == ResponseHead.OK) {
            way = wayFrom(body.head()
                    .header(RelayPath.HEADER)
                    .flatMap(RelayPath::parse)
                    .orElse(RelayPath.NONE));
            read(asked, body.text());
        } else if (target.startsWith(STREAMS) && isUnknown(body.head().status())) {
            ask(asked, LIST);
        } else {
            fail(asked, Failure.refusedWith(body.head(), asked.at(target)).words());
        }
    }

    /** Icecast has 404 or 400 for what it does not know, or asks for an admin. */
    private static boolean isUnknown(int status) {
        return status == 400 || status == 401 || status == 403 || status == 404 || status == 405;
    }

    private static String wordsOf(Throwable none) {
        Throwable cause = Faults.cause(none);
        if (!(cause instanceof NoAnswerException)) {
            log.error("The list of the master could not be asked for", cause);
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }

    private void read(Master asked, String text) {
        MasterList read = MasterList.parse(text, asked);
        if (read.mounts().isEmpty() && read.junk() > 0) {
            fail(asked, "answered with no list of mounts, but with " + read.junk() + " lines of something else");
            return;
        }
        tell(asked, read);
        boolean again = fault.isPresent();
        list = read;
        known = true;
        updated = Optional.of(control.now());
        fault = Optional.empty();
        backoff.reset();
        schedule(asked, remaining(asked));
        observer.listed(again);
    }

    private Duration remaining(Master asked) {
        Duration left = asked.interval().minus(control.since(began));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void tell(Master asked, MasterList read) {
        if (!known || fault.isPresent()) {
            log.info(
                    "The master {} has {} mounts", asked.server(), read.mounts().size());
        }
        if (read.junk() > 0 && (!known || read.junk() != list.junk())) {
            log.warn(
                    "{} lines of the list of the master {} name no mount, and are left out",
                    read.junk(),
                    asked.server());
        }
        if (read.more() > 0 && (!known || read.more() != list.more())) {
            log.warn(
                    "The master {} has {} mounts more than the {} that are mirrored",
                    asked.server(),
                    read.more(),
                    MasterList.MOST);
        }
    }

    private void fail(Master asked, String words) {
        if (fault.isEmpty()) {
            log.warn("The master does not tell its mounts: {} {}", page(asked), words);
        }
        fault = Optional.of(words);
        schedule(asked, backoff.next(asked.interval()));
    }

    private void schedule(Master asked, Duration pause) {
        next = control.later(pause, () -> update(asked));
        publish(asked, Optional.of(control.now().plus(pause)));
    }

    private void publish(Master asked, Optional<Instant> nextUpdate) {
        status = Optional.of(new MasterStatus(page(asked).url(), list.mounts().size(), updated, fault, nextUpdate));
    }

    /** By which servers its mounts come, this one at the end. Any thread. */
    RelayPath way() {
        return way;
    }

    /** Any thread. */
    Optional<MasterStatus> status() {
        return status;
    }
}
