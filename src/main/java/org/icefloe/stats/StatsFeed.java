package org.icefloe.stats;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.icefloe.bytes.Printable;
import org.icefloe.mount.MountName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who follow the statistics first everything, and then each change, as Icecast's {@code STATS} does.
 *
 * <pre>
 *   EVENT global listeners 3
 *   EVENT /live.mp3 title Artist - Title
 *   EVENT /live.mp3 authenticator null         is no more
 *   EVENT /live.mp3 null null                  the mount is off
 * </pre>
 *
 * <p>Nobody who streams tells anything here: four times a second, as long as somebody follows, the figures are compared
 * with those of the last time. What changes to and fro between two looks is not told; totals of bytes are told every
 * five seconds. Who has nothing to be told then is sent an empty line: a container finds out only by writing that a
 * client is gone. Safe for any number of threads.
 */
public final class StatsFeed {
    /** How often it is looked what has changed, in ms. */
    static final long INTERVAL_MILLIS = 250;

    /** How many looks lie between two at the totals of bytes. */
    private static final int LOOKS_PER_TOTAL = 20;

    private static final Logger log = LoggerFactory.getLogger(StatsFeed.class);

    private static final byte[] NOTHING_NEW = {'\n'};

    private static final SortedMap<String, String> NOTHING = new TreeMap<>();

    private final ServerStatistics statistics;
    private final Function<MountName, String> address;
    private final ScheduledExecutorService timer;

    /** Confined to the timer, as is all that follows. */
    private final List<Follower> followers = new ArrayList<>();

    private SortedMap<String, SortedMap<String, String>> last = new TreeMap<>();
    private int looks;
    private @Nullable ScheduledFuture<?> looking;

    /**
     * Nobody follows as yet.
     *
     * @param address where a stream is to be had
     * @param timer looks for changes; must not be kept waiting
     */
    public StatsFeed(ServerStatistics statistics, Function<MountName, String> address, ScheduledExecutorService timer) {
        this.statistics = statistics;
        this.address = address;
        this.timer = timer;
    }

    /** @param only the one mount it wants to hear of, if it does not want to hear of everything */
    private record Follower(Optional<MountName> only, StatsSink sink) {
        boolean hears(String mount) {
            return only.isEmpty() || only.get().value().equals(mount);
        }
    }

    /**
     * Sends everything, and from now on every change.
     *
     * @param only the one mount to be told of; else the server and all mounts
     * @return to be run once, when the client is gone
     */
    public Runnable follow(Optional<MountName> only, StatsSink sink) {
        Follower follower = new Follower(only, sink);
        statistics.counters().statsOpened();
        onTimer(() -> joinGuarded(follower));
        return () -> {
            statistics.counters().statsClosed();
            onTimer(() -> leave(follower));
        };
    }

    /** Whoever asks, an event loop above all, is not kept waiting. */
    private void onTimer(Runnable task) {
        try {
            timer.execute(task);
        } catch (RejectedExecutionException over) {
            log.debug("The server ends, and nobody is told anything any more", over);
        }
    }

    /** Whoever cannot be told everything is told nothing. */
    private void joinGuarded(Follower follower) {
        try {
            join(follower);
        } catch (RuntimeException fault) {
            log.error("The statistics could not be told to somebody who follows them", fault);
            follower.sink().close();
        }
    }

    private void join(Follower follower) {
        look();
        lines(follower, new TreeMap<>(), last).ifPresent(follower.sink()::begin);
        followers.add(follower);
        if (looking == null) {
            looking = timer.scheduleWithFixedDelay(
                    this::lookGuarded, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void leave(Follower follower) {
        followers.remove(follower);
        if (followers.isEmpty() && looking != null) {
            looking.cancel(false);
            looking = null;
            last = new TreeMap<>();
            looks = 0;
        }
    }

    /** A fault now must not be the end of all looks. */
    private void lookGuarded() {
        try {
            look();
        } catch (RuntimeException fault) {
            log.error("Changes of the statistics could not be told", fault);
        }
    }

    private void look() {
        SortedMap<String, SortedMap<String, String>> now = new TreeMap<>(statistics.all(address));
        boolean withTotals = looks++ % LOOKS_PER_TOTAL == 0;
        if (!withTotals) {
            now.forEach((mount, figures) -> keepTotals(figures, last.getOrDefault(mount, NOTHING)));
        }
        followers.forEach(follower -> lines(follower, last, now)
                .or(() -> withTotals ? Optional.of(NOTHING_NEW.clone()) : Optional.empty())
                .ifPresent(follower.sink()::send));
        last = now;
    }

    private static void keepTotals(SortedMap<String, String> figures, SortedMap<String, String> before) {
        figures.replaceAll((name, value) -> name.startsWith("total_bytes") ? before.getOrDefault(name, value) : value);
    }

    private static Optional<byte[]> lines(
            Follower follower,
            SortedMap<String, SortedMap<String, String>> before,
            SortedMap<String, SortedMap<String, String>> now) {
        StringBuilder lines = new StringBuilder();
        now.forEach((mount, figures) -> {
            if (follower.hears(mount)) {
                tell(lines, mount, before.getOrDefault(mount, NOTHING), figures);
            }
        });
        before.keySet().stream()
                .filter(mount -> !now.containsKey(mount) && follower.hears(mount))
                .forEach(mount -> event(lines, mount, "null", "null"));
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void tell(
            StringBuilder lines, String mount, SortedMap<String, String> before, SortedMap<String, String> now) {
        now.forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                event(lines, mount, name, value);
            }
        });
        before.keySet().stream()
                .filter(name -> !now.containsKey(name))
                .forEach(name -> event(lines, mount, name, "null"));
    }

    private static void event(StringBuilder lines, String mount, String name, String value) {
        lines.append("EVENT ")
                .append(mount.isEmpty() ? "global" : Printable.oneLine(mount))
                .append(' ')
                .append(name)
                .append(' ')
                .append(Printable.oneLine(value))
                .append('\n');
    }
}
