package org.icefloe.directory.announce;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.icefloe.bytes.Faults;
import org.icefloe.bytes.Printable;
import org.icefloe.directory.announce.YpExchange.Reply;
import org.icefloe.time.Backoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that is told of streams: a few forms at a time, and none in the pauses after it has not answered. When a
 * pause is over it is asked by one form alone. A bad answer may be for the sake of the form: whoever has sent that
 * makes a pause, and nobody else. Confined to the announcer's thread.
 */
final class Directory {
    /** Forms that may be on the way. */
    private static final int MOST = 4;

    /** The same at the end of the server, when all listings are removed at once. */
    private static final int MOST_AT_THE_END = 32;

    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(2);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    /** Icecast's pause after such a fault. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1200);

    private static final Logger log = LoggerFactory.getLogger(Directory.class);

    private final URI url;
    private final Surroundings here;
    private final Backoff pauses;
    private final Queue<Call> waiting = new ArrayDeque<>();
    private int underWay;
    private boolean closing;

    /** Whether there was no good answer since the log was told of trouble. */
    private boolean fails;

    /** How many streams had their first bad answer since the last good one. */
    private int freshlyBad;

    /** Until when it is not asked; on the ticker, in ns. */
    private long pausedUntil;

    private String fault = "";

    /** Whoever has asked something; told on the announcer's thread. */
    interface Asker {
        /** Whether its last form had a good answer, or this is its first. */
        boolean isWell();

        void answered(YpAnswer answer);

        /** @param words that follow on the directory's address */
        void unanswered(String words);

        /**
         * The same, where the form itself may be the reason.
         *
         * @param alone whether no other stream has this trouble, as far as is known
         */
        void answeredBadly(String words, boolean alone);
    }

    private record Call(Announcement announcement, Asker asker) {}

    Directory(URI url, Surroundings here) {
        this.url = url;
        this.here = here;
        this.pauses = new Backoff(FIRST_PAUSE, here.random());
        this.pausedUntil = here.nanos();
    }

    URI url() {
        return url;
    }

    /** Whether it may be asked now. */
    boolean isOpen() {
        return here.isPast(pausedUntil);
    }

    /** Why it is not asked, if it is not open; follows on its address. */
    String fault() {
        return fault;
    }

    /** When it may be asked again, on the ticker, in ns. */
    long opens() {
        return isOpen() ? here.nanos() : pausedUntil;
    }

    /** Posts a form, as soon as others are answered. */
    void ask(Announcement announcement, Asker asker) {
        waiting.add(new Call(announcement, asker));
        send();
    }

    /** The server ends; whoever waits is told at once, and whoever is asked has little time. */
    void close() {
        closing = true;
        send();
    }

    private int most() {
        return fails ? 1 : closing ? MOST_AT_THE_END : MOST;
    }

    private void send() {
        while (!waiting.isEmpty() && (!isOpen() || underWay < most())) {
            Call call = waiting.remove();
            if (isOpen()) {
                send(call);
            } else {
                call.asker().unanswered(fault);
            }
        }
    }

    private void send(Call call) {
        underWay++;
        Duration usual = here.settings().announceTimeout();
        boolean hurries = closing && usual.compareTo(PATIENCE_AT_THE_END) > 0;
        post(call.announcement(), hurries ? PATIENCE_AT_THE_END : usual)
                .whenComplete((reply, silence) -> here.run(() -> ended(call, reply, silence)));
    }

    private CompletionStage<Reply> post(Announcement told, Duration patience) {
        try {
            return here.inside().exchange().post(url, told.form(), told.mayRepeat(), patience);
        } catch (RuntimeException notSent) {
            return CompletableFuture.failedStage(notSent);
        }
    }

    private void ended(Call call, @Nullable Reply reply, @Nullable Throwable silence) {
        underWay--;
        try {
            tell(call.asker(), reply, silence);
        } finally {
            send();
        }
    }

    private void tell(Asker asker, @Nullable Reply reply, @Nullable Throwable silence) {
        YpAnswer answer;
        try {
            if (reply == null) {
                throw noAnswer(silence);
            }
            answer = YpAnswer.of(reply);
        } catch (BadAnswerException bad) {
            noteBadAnswer(asker.isWell(), bad.getMessage());
            asker.answeredBadly(bad.getMessage(), !fails);
            return;
        } catch (NoAnswerException none) {
            noteFault(none.getMessage());
            asker.unanswered(none.getMessage());
            return;
        }
        noteAnswer();
        asker.answered(answer);
    }

    private RuntimeException noAnswer(@Nullable Throwable silence) {
        Throwable cause = silence == null ? new NoAnswerException("did not answer") : Faults.cause(silence);
        if (cause instanceof NoAnswerException none) {
            return none;
        }
        if (cause instanceof BadAnswerException bad) {
            return bad;
        }
        log.error("A form for directory {} could not be sent", url, cause);
        return new NoAnswerException("cannot be asked; the log says why");
    }

    private void noteBadAnswer(boolean first, String words) {
        freshlyBad += first ? 1 : 0;
        if (freshlyBad > 1 && !fails) {
            log.warn("Directory {} {}, whatever stream it is told of", url, Printable.oneLine(words));
            fails = true;
        }
    }

    /** Of several forms that were on the way the first makes the pause. */
    private void noteFault(String words) {
        fault = Printable.oneLine(words);
        if (!isOpen()) {
            return;
        }
        Duration pause = pauses.next(LONGEST_PAUSE);
        pausedUntil = here.nanos() + pause.toNanos();
        // At the end nobody asks again, and who is late is given up.
        if (!fails && !closing) {
            log.warn("Directory {} {}; it is asked again in {} s", url, fault, seconds(pause));
        }
        fails = true;
    }

    private void noteAnswer() {
        pauses.reset();
        freshlyBad = 0;
        pausedUntil = here.nanos();
        if (fails) {
            log.info("Directory {} answers again", url);
        }
        fails = false;
    }

    private static long seconds(Duration span) {
        return TimeUnit.NANOSECONDS.toSeconds(span.toNanos() + TimeUnit.SECONDS.toNanos(1) - 1);
    }
}
