package org.icefloe.listener;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.icefloe.net.Origin;
import org.icefloe.time.Ticker;

/**
 * Other servers that take all streams from here and have asked for listeners, as icecast-kh's slaves do: each says
 * again and again that it is there, and is forgotten when it does not. Safe for any number of threads.
 */
public final class Slaves {
    /** The most that are remembered, about 300 bytes each. */
    public static final int MOST = 1_000;

    /** How much longer than it has announced a slave may take to come again. */
    static final Duration GRACE = Duration.ofSeconds(10);

    /**
     * For how many listeners a slave is taken to have room that does not say: as many as an Icecast fresh out of the
     * box.
     */
    static final int USUAL_ROOM = 100;

    private final Ticker ticker;
    private final RandomGenerator random;

    /** By address, the one known for longest first. Guarded by itself, as are the slaves. */
    private final Map<Origin, Slave> slaves = new LinkedHashMap<>();

    /** @param random decides between slaves that are equally busy */
    public Slaves(Ticker ticker, RandomGenerator random) {
        this.ticker = ticker;
        this.random = random;
    }

    /**
     * What a slave has said of itself.
     *
     * @param interval when it comes again, more than 0
     * @param listeners how many it has, if it says so
     * @param maxListeners how many it has room for, if it says so
     */
    public record Report(Duration interval, Optional<Integer> listeners, Optional<Integer> maxListeners) {}

    /**
     * A slave that is remembered.
     *
     * @param address where listeners reach it
     * @param report the last
     * @param sent how many listeners were sent there since; of one that does not tell how many it has, also half of
     *     those that were sent in the interval before, a quarter of those before that, and so on
     * @param forgottenIn when it is forgotten, unless it comes again
     */
    public record Known(Origin address, Report report, int sent, Duration forgottenIn) {}

    private static final class Slave {
        private Report report;
        private long deadline;
        private int sent;

        Slave(Report report) {
            this.report = report;
        }

        /** Of one that tells its listeners, those it was sent are among them by now; of others, some have left. */
        void report(Report latest, long now) {
            sent = latest.listeners().isPresent() ? 0 : sent / 2;
            report = latest;
            deadline = now + latest.interval().plus(GRACE).toNanos();
        }

        private int listeners() {
            return report.listeners().orElse(0) + sent;
        }

        boolean isFull() {
            return report.maxListeners().filter(most -> listeners() >= most).isPresent();
        }

        double load() {
            return (double) listeners() / report.maxListeners().orElse(USUAL_ROOM);
        }
    }

    /**
     * A slave is there.
     *
     * @return whether it is remembered: there may be too many
     */
    public boolean came(Origin address, Report report) {
        long now = ticker.nanos();
        synchronized (slaves) {
            forgetThoseGone(now);
            if (slaves.size() >= MOST && !slaves.containsKey(address)) {
                return false;
            }
            slaves.computeIfAbsent(address, unknown -> new Slave(report)).report(report, now);
            return true;
        }
    }

    private void forgetThoseGone(long now) {
        slaves.values().removeIf(slave -> slave.deadline - now <= 0);
    }

    /**
     * Sends a listener to the least busy slave that has room.
     *
     * @param most of how many slaves, those known for longest
     * @param suitable which may be chosen
     */
    Optional<Origin> send(int most, Predicate<Origin> suitable) {
        synchronized (slaves) {
            forgetThoseGone(ticker.nanos());
            List<Origin> best = leastBusy(most, suitable);
            if (best.isEmpty()) {
                return Optional.empty();
            }
            Origin chosen = best.get(random.nextInt(best.size()));
            slaves.get(chosen).sent++;
            return Optional.of(chosen);
        }
    }

    private List<Origin> leastBusy(int most, Predicate<Origin> suitable) {
        List<Origin> best = new ArrayList<>();
        double least = Double.MAX_VALUE;
        int seen = 0;
        for (Map.Entry<Origin, Slave> entry : slaves.entrySet()) {
            if (seen++ == most) {
                break;
            }
            Slave slave = entry.getValue();
            if (slave.isFull() || slave.load() > least || !suitable.test(entry.getKey())) {
                continue;
            }
            if (slave.load() < least) {
                best.clear();
                least = slave.load();
            }
            best.add(entry.getKey());
        }
        return best;
    }

    /** Those that are there, the one known for longest first. */
    public List<Known> known() {
        long now = ticker.nanos();
        synchronized (slaves) {
            forgetThoseGone(now);
            return slaves.entrySet().stream()
                    .map(entry -> known(entry.getKey(), entry.getValue(), now))
                    .toList();
        }
    }

    private static Known known(Origin address, Slave slave, long now) {
        return new Known(address, slave.report, slave.sent, Duration.ofNanos(slave.deadline - now));
    }
}
