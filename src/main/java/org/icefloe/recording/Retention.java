package org.icefloe.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icefloe.bytes.Faults;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears old recordings away. It deletes what a {@link Ledger} names and nothing else: a file that has been moved,
 * replaced or changed by so much as a tag since it was recorded has become somebody's own, and stays.
 */
final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final Clock clock;

    Retention(Clock clock) {
        this.clock = clock;
    }

    /** Clears away what the settings do not want to be kept. */
    void apply(Ledger ledger, MountSettings settings) throws IOException {
        Limits limits = new Limits(settings.get(MountSetting.DUMP_KEEP), settings.get(MountSetting.DUMP_KEEP_SIZE));
        if (limits.areNone()) {
            return;
        }
        for (Recorded old : limits.surplus(ledger.recorded(), ledger.openBytes(), clock.instant())) {
            if (clear(old)) {
                ledger.forget(old);
            }
        }
    }

    /**
     * What may be kept.
     *
     * @param age zero is without end
     * @param size of all recordings of the mount, in bytes
     */
    record Limits(Duration age, Optional<Long> size) {
        boolean areNone() {
            return age.isZero() && size.isEmpty();
        }

        /**
         * What is too old, and the oldest of what is too much.
         *
         * @param oldestFirst all that is complete
         * @param openBytes what is being recorded now; it counts, and stays
         */
        List<Recorded> surplus(List<Recorded> oldestFirst, long openBytes, Instant now) {
            long total =
                    openBytes + oldestFirst.stream().mapToLong(Recorded::size).sum();
            List<Recorded> surplus = new ArrayList<>();
            for (Recorded recorded : oldestFirst) {
                boolean tooOld = !age.isZero() && recorded.ended().plus(age).isBefore(now);
                if (tooOld || total > size.orElse(Long.MAX_VALUE)) {
                    surplus.add(recorded);
                    total -= recorded.size();
                }
            }
            return surplus;
        }
    }

    /** @return whether nothing is left to be done about it */
    private static boolean clear(Recorded old) {
        try {
            if (old.file().exists() && !old.file().isUntouched()) {
                log.info(
                        "{} stays: it has been changed since it was recorded",
                        old.file().path());
                return true;
            }
            for (Recorded.Part part : old.parts()) {
                delete(part);
            }
            return true;
        } catch (IOException fault) {
            log.warn("{} is old and cannot be deleted: {}", old.file().path(), Faults.reason(fault));
            return false;
        }
    }

    private static void delete(Recorded.Part part) throws IOException {
        if (part.exists() && part.isUntouched()) {
            Files.delete(part.path());
            log.info("{} is deleted, as the mount's settings have it", part.path());
        }
    }
}
