package org.icefloe.directory.mirror;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.ListingRefusedException;
import org.icefloe.time.Backoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One other directory, whose entries are fetched again and again. Confined to the mirrors' thread, but for the fetch.
 */
final class MirroredDirectory {
    /** How long what was there last is kept while it does not answer. */
    static final Duration KEPT = Duration.ofDays(1);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);

    private static final Logger log = LoggerFactory.getLogger(MirroredDirectory.class);

    private final URI list;
    private final Catalog catalog;
    private final OtherDirectory other;
    private final Mirrors.Machinery machinery;
    private final Backoff backoff;

    private Optional<String> tag = Optional.empty();
    private boolean failing;
    private boolean holds;
    private boolean ended;

    /** When the list came last, on the ticker, in ns. */
    private long came;

    private @Nullable Future<?> next;

    MirroredDirectory(URI list, Catalog catalog, OtherDirectory other, Mirrors.Machinery machinery) {
        this.list = list;
        this.catalog = catalog;
        this.other = other;
        this.machinery = machinery;
        this.backoff = new Backoff(FIRST_PAUSE, machinery.random());
    }

    /** Has the list fetched, and sees to it that this happens again. */
    void round() {
        Optional<String> known = tag;
        try {
            machinery.fetchers().execute(() -> handOver(ask(known)));
        } catch (RejectedExecutionException ending) {
            // What it holds goes with the server.
        } catch (RuntimeException | Error noThread) {
            take(() -> {
                throw noThread;
            });
        }
    }

    /** An answer or a fault, by any thread; whatever it is, there is a next round. */
    private Supplier<OtherDirectory.Reply> ask(Optional<String> known) {
        try {
            OtherDirectory.Reply reply = other.entries(list, known);
            return () -> reply;
        } catch (RuntimeException | Error fault) {
            return () -> {
                throw fault;
            };
        }
    }

    private void handOver(Supplier<OtherDirectory.Reply> answer) {
        try {
            machinery.thread().execute(() -> take(answer));
        } catch (RejectedExecutionException ending) {
            // What it holds goes with the server.
        }
    }

    /** Nothing of it, if this mirror has ended meanwhile. */
    private void take(Supplier<OtherDirectory.Reply> answer) {
        Duration pause = machinery.interval().get();
        try (OtherDirectory.Reply reply = answer.get()) {
            if (!ended) {
                show(reply);
            }
        } catch (NoListException | ListingRefusedException fault) {
            failed(() -> tellSilence(String.valueOf(fault.getMessage())));
            pause = backoff.next(pause);
        } catch (RuntimeException | Error fault) {
            failed(() ->
                    log.error("The directory {} cannot be mirrored because of a fault in this server", list, fault));
        }
        if (!ended) {
            next = machinery.thread().schedule(this::round, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void show(OtherDirectory.Reply reply) throws ListingRefusedException {
        if (reply.isNew()) {
            int taken = catalog.mirror(list.toString(), reply.entries());
            tag = reply.tag();
            if (!holds && !failing) {
                log.info("{} streams of the directory {} are listed here too", taken, list);
            }
        }
        if (failing) {
            log.info("The directory {} is mirrored again", list);
        }
        failing = false;
        holds = true;
        came = machinery.ticker().nanos();
        backoff.reset();
    }

    private void tellSilence(String words) {
        if (!failing) {
            log.warn("The directory {} {}. What it had listed before stays here for a day at most", list, words);
        }
    }

    private void failed(Runnable tell) {
        if (ended) {
            return;
        }
        tell.run();
        failing = true;
        if (holds && machinery.ticker().nanos() - came > KEPT.toNanos()) {
            forget();
            log.warn("The directory {} has not been heard of for a day: what it had listed is dropped", list);
        }
    }

    private void forget() {
        catalog.forgetMirrored(list.toString());
        tag = Optional.empty();
        holds = false;
    }

    /** Drops what was listed there. */
    void end() {
        ended = true;
        if (next != null) {
            next.cancel(false);
        }
        forget();
    }
}
