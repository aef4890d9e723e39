package org.icefloe.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.icefloe.bytes.Faults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes lines from any thread and writes them on one. Whoever has a line never waits: it is put into a queue, and if
 * that is full, it is lost and counted. While the disk does not take them, lines wait too; the log of errors is told
 * when that begins and when it is over, and how many were lost.
 *
 * @param <T> what a line is made of, on the writing thread
 */
final class LineWriter<T> {
    private static final Logger log = LoggerFactory.getLogger(LineWriter.class);

    /** Lines that are made ahead of the disk. */
    private static final int AHEAD = 1024;

    /** How often the loss of lines is told, while it goes on, and how often old files are looked for. */
    private static final Duration TELLING = Duration.ofMinutes(1);

    private final String name;
    private final int most;
    private final Function<T, byte[]> format;
    private final LogDisk disk;
    private final Clock clock;

    private final Queue<T> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder lost = new LongAdder();
    private volatile Optional<LogRule> rule = Optional.empty();

    /** Confined to the writing thread, as are the three fields below. */
    private Optional<LogFile> file = Optional.empty();

    private final Deque<byte[]> unwritten = new ArrayDeque<>();
    /** Where writing fails; another file that cannot be written is told of anew. */
    private Optional<Path> failing = Optional.empty();

    private Instant nextTelling = Instant.MIN;

    /**
     * Without a file yet: lines are left alone until {@link #follow} names one.
     *
     * @param name of the log, as an operator knows it
     * @param most lines that may wait
     * @param format makes a whole line of its parts, with the line feed
     */
    LineWriter(String name, int most, Function<T, byte[]> format, LogDisk disk, Clock clock) {
        this.name = name;
        this.most = most;
        this.format = format;
        this.disk = disk;
        this.clock = clock;
    }

    /** Writes to that file from now on, or, without a rule, nothing. Any thread. */
    void follow(Optional<LogRule> other) {
        rule = other;
    }

    boolean isOn() {
        return rule.isPresent();
    }

    /** Has a line written. Any thread; never waits. */
    void add(T parts) {
        if (rule.isEmpty()) {
            return;
        }
        if (waiting.incrementAndGet() > most) {
            waiting.decrementAndGet();
            lost.increment();
        } else {
            queue.add(parts);
        }
    }

    /** Writes what waits. To be called a few times a second, by one thread at a time. */
    synchronized void write() {
        Optional<LogRule> present = rule;
        present.ifPresentOrElse(this::open, this::drop);
        file.ifPresent(this::writeTo);
        tell();
    }

    private void open(LogRule present) {
        LogFile to = file.orElseGet(() -> new LogFile(disk, clock, present));
        to.follow(present);
        file = Optional.of(to);
    }

    private void drop() {
        file.ifPresent(LogFile::close);
        file = Optional.empty();
        unwritten.clear();
        failing = Optional.empty();
        while (queue.poll() != null) {
            waiting.decrementAndGet();
        }
    }

    /** As many lines as wait now, if not a few more; what comes meanwhile has its turn after the other logs. */
    private void writeTo(LogFile to) {
        int rounds = (unwritten.size() + waiting.get()) / AHEAD + 1;
        try {
            for (int round = 0; round < rounds; round++) {
                makeLines();
                to.append(unwritten);
            }
            recover(to);
        } catch (IOException | RuntimeException fault) {
            fail(to, fault);
        }
    }

    private void makeLines() {
        while (unwritten.size() < AHEAD) {
            T parts = queue.poll();
            if (parts == null) {
                return;
            }
            waiting.decrementAndGet();
            unwritten.add(format.apply(parts));
        }
    }

    private void fail(LogFile to, Exception fault) {
        Optional<Path> here = Optional.of(to.rule().file());
        if (!failing.equals(here)) {
            failing = here;
            log.error(
                    "The {} cannot be written to {}: {}. Its lines wait, up to {} of them; the streams go on."
                            + " Make room, or let the server's user write there",
                    name,
                    to.rule().file(),
                    fault instanceof IOException io ? Faults.reason(io) : fault,
                    most);
        }
    }

    private void recover(LogFile to) {
        if (failing.isPresent()) {
            failing = Optional.empty();
            log.warn(
                    "The {} is written to {} again; {} of its lines were lost",
                    name,
                    to.rule().file(),
                    lost.sumThenReset());
        }
    }

    private void tell() {
        if (clock.instant().isBefore(nextTelling)) {
            return;
        }
        long count = failing.isPresent() ? 0 : lost.sumThenReset();
        if (count > 0) {
            log.warn("{} lines of the {} were lost: more came at once than could be written", count, name);
        }
        nextTelling = clock.instant().plus(TELLING);
        file.ifPresent(this::clear);
    }

    private void clear(LogFile old) {
        try {
            old.clear();
        } catch (IOException fault) {
            log.warn("An old file of the {} could not be deleted: {}", name, Faults.reason(fault));
        }
    }

    /** Writes what waits, and lets go of the file. */
    synchronized void close() {
        nextTelling = Instant.MIN;
        write();
        rule = Optional.empty();
        write();
    }
}
