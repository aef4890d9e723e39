package org.icefloe.stats.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever listeners and the clock do: what is counted is what was there, to the millisecond, the byte and the head.
 */
class BalanceTest {
    private static final int MOUNTS = 4;

    private final HandClock time = new HandClock("2026-11-28T22:57:12.345Z");
    private final Collector collector =
            new Collector(new MinuteClock(time, time), new DayKeys(Map.of(), new SecureRandom()));
    private final List<Period> minutes = new ArrayList<>();
    private final List<FakeFeed> feeds = new ArrayList<>();

    /** What the test itself has counted. */
    private final Map<String, Long> millis = new HashMap<>();

    private final Map<String, Long> connections = new HashMap<>();
    private final Map<String, Set<String>> visitors = new HashMap<>();
    private final Map<Long, Guest> guests = new TreeMap<>();
    private long lastId;

    private record Guest(String who, int mount, long since) {}

    @Property(tries = 150)
    void everyMillisecondAndEveryConnectionIsCountedOnce(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int steps) {
        BalanceTest life = new BalanceTest();
        life.run(new Random(seed), steps, true);
        life.check();
    }

    @Property(tries = 50)
    void hoursAndDaysAreWhatTheirMinutesAre(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int steps) {
        BalanceTest life = new BalanceTest();
        life.run(new Random(seed), steps, false);

        for (Resolution resolution : List.of(Resolution.HOUR, Resolution.DAY)) {
            life.rolledUp(resolution).forEach((key, period) -> {
                List<Period> parts = life.minutes.stream()
                        .filter(minute -> minute.key().within(resolution).equals(key))
                        .toList();
                assertThat(period.listening().listenerMillis())
                        .isEqualTo(sum(parts, part -> part.listening().listenerMillis()));
                assertThat(period.listening().connections())
                        .isEqualTo(sum(parts, part -> part.listening().connections()));
                assertThat(period.listening().observedMillis())
                        .isEqualTo(sum(parts, part -> part.listening().observedMillis()));
                assertThat(period.listening().peak())
                        .isEqualTo(parts.stream()
                                .mapToInt(part -> part.listening().peak())
                                .max()
                                .orElseThrow());
                assertThat(period.traffic().in())
                        .isEqualTo(sum(parts, part -> part.traffic().in()));
                assertThat(period.traffic().out())
                        .isEqualTo(sum(parts, part -> part.traffic().out()));
                assertThat(period.uniques().count())
                        .as("at least those of the fullest minute, at most all that ever were")
                        .isBetween(
                                parts.stream()
                                        .mapToLong(part -> part.uniques().count())
                                        .max()
                                        .orElseThrow(),
                                (long) life.visitors
                                        .getOrDefault(key.scope().name(), Set.of())
                                        .size());
            });
        }
    }

    private static long sum(List<Period> parts, ToLongFunction<Period> of) {
        return parts.stream().mapToLong(of).sum();
    }

    private Map<PeriodKey, Period> rolledUp(Resolution resolution) {
        return minutes.stream()
                .map(minute -> minute.within(resolution))
                .collect(Collectors.toMap(Period::key, period -> period, Period::plus));
    }

    private void run(Random random, int steps, boolean putClock) {
        for (int i = 0; i < MOUNTS; i++) {
            feeds.add(new FakeFeed("/" + i));
            collector.began(feeds.get(i));
        }
        for (int i = 0; i < steps; i++) {
            step(random, putClock);
        }
        List.copyOf(guests.keySet()).forEach(this::leave);
        tick();
        minutes.addAll(collector.end());
    }

    private void step(Random random, boolean putClock) {
        time.pass(Duration.ofNanos((long) (random.nextDouble() * 20_000_000_000L)));
        switch (random.nextInt(putClock ? 12 : 10)) {
            case 0, 1, 2 -> join(random);
            case 3 -> any(random).ifPresent(this::leave);
            case 4, 5 -> any(random).ifPresent(id -> move(id, random.nextInt(MOUNTS)));
            case 6 -> feeds.get(random.nextInt(MOUNTS)).carry(random.nextInt(1_000), random.nextInt(1_000));
            case 7 -> time.pass(Duration.ofSeconds(random.nextInt(1_000)));
            case 8, 9 -> tick();
            default -> time.put(Duration.ofSeconds(random.nextInt(20_000) - 10_000));
        }
    }

    private void join(Random random) {
        int mount = random.nextInt(MOUNTS);
        String address = "192.0.2." + random.nextInt(9);
        String agent = "Player" + random.nextInt(30);
        long id = ++lastId;
        collector.joined(id, feeds.get(mount), new Visitor(address, Optional.of(agent)));
        arrive(id, address + " " + agent, mount);
        connections.merge("/" + mount, 1L, Long::sum);
        connections.merge("*", 1L, Long::sum);
    }

    private void arrive(long id, String who, int mount) {
        guests.put(id, new Guest(who, mount, now()));
        visitors.computeIfAbsent("/" + mount, name -> new HashSet<>()).add(who);
        visitors.computeIfAbsent("*", name -> new HashSet<>()).add(who);
    }

    private void move(long id, int to) {
        Guest guest = guests.get(id);
        collector.moved(id, feeds.get(to));
        count(guest);
        arrive(id, guest.who(), to);
    }

    private void leave(long id) {
        collector.left(id);
        count(guests.remove(id));
    }

    private void count(Guest guest) {
        millis.merge("/" + guest.mount(), now() - guest.since(), Long::sum);
        millis.merge("*", now() - guest.since(), Long::sum);
    }

    private Optional<Long> any(Random random) {
        List<Long> ids = List.copyOf(guests.keySet());
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(random.nextInt(ids.size())));
    }

    private long now() {
        return Math.floorDiv(time.nanos(), 1_000_000L);
    }

    private void tick() {
        collector.tick().forEach(minutes::addAll);
    }

    private void check() {
        for (int i = 0; i < MOUNTS; i++) {
            check("/" + i);
            FakeFeed feed = feeds.get(i);
            List<Period> own = of("/" + i);
            assertThat(sum(own, part -> part.traffic().in()))
                    .isEqualTo(feed.traffic().in());
            assertThat(sum(own, part -> part.traffic().out()))
                    .isEqualTo(feed.traffic().out());
        }
        check("*");
        assertThat(minutes).allSatisfy(minute -> {
            Agents agents = minute.agents();
            assertThat(agents.named().size()).isLessThanOrEqualTo(Agents.MOST);
            Share all = agents.named().values().stream().reduce(agents.others(), Share::plus);
            assertThat(all.listenerMillis()).isEqualTo(minute.listening().listenerMillis());
            assertThat(all.connections()).isEqualTo(minute.listening().connections());
            assertThat(minute.listening().peak()).isLessThanOrEqualTo((int) lastId);
        });
    }

    private void check(String scope) {
        assertThat(sum(of(scope), part -> part.listening().listenerMillis()))
                .as("ms listened to %s", scope)
                .isEqualTo(millis.getOrDefault(scope, 0L));
        assertThat(sum(of(scope), part -> part.listening().connections()))
                .as("connections to %s", scope)
                .isEqualTo(connections.getOrDefault(scope, 0L));
        assertThat(minutes).isNotEmpty();
    }

    private List<Period> of(String scope) {
        return minutes.stream()
                .filter(minute -> minute.key().scope().name().equals(scope))
                .toList();
    }
}
