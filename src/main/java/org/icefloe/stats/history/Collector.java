package org.icefloe.stats.history;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * Counts each minute. Whoever has something to tell puts an {@link Event} with its time into a queue, which is all that
 * a streaming thread does; {@link #tick} takes them out again in the order of their times. Where minutes begin is known
 * to the millisecond, so that it does not matter how late a tick comes. Bytes alone are counted as they stand at the
 * tick.
 *
 * <p>What tells of an event may be called by any thread; everything else is for one at a time.
 */
final class Collector {
    private final Queue<Event> told = new ConcurrentLinkedQueue<>();
    private final MinuteClock clock;
    private final DayKeys keys;
    private final Tally all = new Tally(Scope.ALL);
    private final Map<Scope, Tally> mounts = new HashMap<>();

    /** What was counted of each mount, and whether it is a source to be observed. */
    private final Map<Feed, Carried> feeds = new LinkedHashMap<>();

    /** Where each listener is. */
    private final Map<Long, Scope> places = new HashMap<>();

    /** Events that have been taken from the queue. */
    private final Deque<Event> due = new ArrayDeque<>();

    private Instant minute;

    private record Carried(Traffic counted, boolean source) {}

    Collector(MinuteClock clock, DayKeys keys) {
        this.clock = clock;
        this.keys = keys;
        this.minute = clock.minute();
        // As if it had a source that never ends.
        all.fed(clock.now());
    }

    // Any thread

    void began(Feed feed) {
        told.add(new Event.Began(clock.now(), feed));
    }

    void joined(long id, Feed feed, Visitor who) {
        told.add(new Event.Joined(clock.now(), id, feed, who));
    }

    void moved(long id, Feed to) {
        told.add(new Event.Moved(clock.now(), id, to));
    }

    void left(long id) {
        told.add(new Event.Left(clock.now(), id));
    }

    // One thread at a time

    /**
     * Counts what has happened.
     *
     * @return the minutes that are over, each with what was counted of all mounts and of each of them
     */
    List<List<Period>> tick() {
        // The time first: so that whatever came before it is among the events.
        List<MinuteClock.Border> borders = clock.look();
        takeEvents();
        List<List<Period>> over = new ArrayList<>();
        for (MinuteClock.Border border : borders) {
            apply(event -> event.at() < border.at());
            countTraffic(border.at());
            over.add(endMinute(border));
        }
        apply(event -> true);
        countTraffic(clock.now());
        return over;
    }

    /** The present minute as far as it has come, as if it were over; what is counted after this is lost. */
    List<Period> end() {
        return counted(clock.now());
    }

    /** What was counted in the present minute of one mount, or of all together. */
    Optional<Period> present(Scope scope) {
        Optional<Tally> tally = scope.equals(Scope.ALL) ? Optional.of(all) : Optional.ofNullable(mounts.get(scope));
        return tally.flatMap(counted -> counted.period(minute, clock.now()));
    }

    /** The keys by which listeners are told apart. */
    DayKeys keys() {
        return keys;
    }

    private void takeEvents() {
        List<Event> events = new ArrayList<>();
        for (Event event = told.poll(); event != null; event = told.poll()) {
            events.add(event);
        }
        events.sort(Comparator.comparingLong(Event::at));
        due.addAll(events);
    }

    private void apply(Predicate<Event> asLong) {
        while (!due.isEmpty() && asLong.test(due.getFirst())) {
            apply(due.removeFirst());
        }
    }

    private void apply(Event event) {
        if (event instanceof Event.Began began) {
            begin(began);
        } else if (event instanceof Event.Joined joined) {
            join(joined);
        } else if (event instanceof Event.Moved moved) {
            move(moved);
        } else if (event instanceof Event.Left left) {
            leave(left);
        }
    }

    private void begin(Event.Began began) {
        feeds.put(began.feed(), new Carried(Traffic.NONE, true));
        tally(scopeOf(began.feed())).fed(began.at());
    }

    private void join(Event.Joined joined) {
        long hash = hash(joined.who());
        notice(joined.feed());
        Scope scope = scopeOf(joined.feed());
        places.put(joined.id(), scope);
        tally(scope).joined(joined.id(), joined.who(), joined.at(), hash);
        all.joined(joined.id(), joined.who(), joined.at(), hash);
    }

    private void move(Event.Moved moved) {
        notice(moved.to());
        Scope before = places.get(moved.id());
        if (before != null) {
            Scope scope = scopeOf(moved.to());
            places.put(moved.id(), scope);
            tally(before).left(moved.id(), moved.at()).ifPresent(who -> tally(scope)
                    .arrived(moved.id(), who, moved.at(), hash(who)));
        }
    }

    private void leave(Event.Left left) {
        Scope place = places.remove(left.id());
        if (place != null) {
            tally(place).left(left.id(), left.at());
            all.left(left.id(), left.at());
        }
    }

    /** A mount that no source has turned on plays a file; one that is over by now was counted already. */
    private void notice(Feed feed) {
        feeds.computeIfAbsent(
                feed, unlisted -> new Carried(unlisted.isOver() ? unlisted.traffic() : Traffic.NONE, false));
    }

    private static Scope scopeOf(Feed feed) {
        return Scope.of(feed.name());
    }

    private Tally tally(Scope scope) {
        return mounts.computeIfAbsent(scope, Tally::new);
    }

    private long hash(Visitor who) {
        return who.hash(keys, DayKeys.dayOf(minute));
    }

    private void countTraffic(long now) {
        Iterator<Map.Entry<Feed, Carried>> each = feeds.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<Feed, Carried> entry = each.next();
            Feed feed = entry.getKey();
            // Before the numbers are read: what is over then changes them no more.
            boolean over = feed.isOver();
            Traffic carried = feed.traffic();
            Traffic more = carried.minus(entry.getValue().counted());
            if (!more.equals(Traffic.NONE)) {
                tally(scopeOf(feed)).carried(more);
                all.carried(more);
                entry.setValue(new Carried(carried, entry.getValue().source()));
            }
            if (over) {
                each.remove();
                if (entry.getValue().source()) {
                    tally(scopeOf(feed)).starved(now);
                }
            }
        }
    }

    private List<Period> endMinute(MinuteClock.Border border) {
        List<Period> over = counted(border.at());
        minute = border.minute();
        all.turn(border.at(), this::hash);
        mounts.values().forEach(tally -> tally.turn(border.at(), this::hash));
        mounts.values().removeIf(Tally::isIdle);
        return over;
    }

    private List<Period> counted(long now) {
        List<Period> counted = new ArrayList<>();
        all.period(minute, now).ifPresent(counted::add);
        mounts.values().forEach(tally -> tally.period(minute, now).ifPresent(counted::add));
        return counted;
    }
}
