package org.icefloe.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.icefloe.config.MountSettings;
import org.icefloe.format.ContentType;
import org.icefloe.format.Frame;
import org.icefloe.format.FrameSink;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamInfo;
import org.icefloe.format.StreamParser;
import org.icefloe.format.StreamTags;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountSettingsBook;
import org.icefloe.mount.Source;
import org.icefloe.mount.StreamProfile;
import org.icefloe.mount.UnlistedMount;
import org.icefloe.time.Ticker;
import org.icefloe.webroot.WebFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays one file over and over, as a source would send it: each frame when it is due. Every pass is a link of its own.
 * Confined to one thread, but for the {@link Source} methods and {@link #hasEnded}.
 */
final class FilePlayer implements Source {
    private static final Logger log = LoggerFactory.getLogger(FilePlayer.class);

    /** How much is played at once in the beginning, so that the first listeners are given a burst. */
    private static final long LEAD_NANOS = Duration.ofSeconds(4).toNanos();

    /** Who is later than that has stood still because nobody listened, and does not catch up. */
    private static final long LONGEST_LAG_NANOS = Duration.ofSeconds(5).toNanos();

    /** Read at a time, in bytes: little, for nothing that was read can be held back. */
    private static final int PORTION = 1024;

    private final WebFile file;
    private final Supplier<StreamParser> parsers;
    private final Ticker ticker;
    private final UnlistedMount unlisted;
    private final ByteBuffer portion = ByteBuffer.allocate(PORTION);
    private final FrameSink frames = new Timed();

    /** Up to when all has been played, in ns of the ticker. */
    private long playedUntil;

    /** How much of the present pass has been played, in ns. */
    private long played;

    private boolean primed;
    private @Nullable FileChannel input;
    private StreamParser parser;
    private volatile boolean ended;

    FilePlayer(
            MountName name,
            WebFile file,
            Supplier<StreamParser> parsers,
            MountSettings settings,
            Instant began,
            Ticker ticker) {
        this.file = file;
        this.parsers = parsers;
        this.parser = parsers.get();
        this.ticker = ticker;
        this.playedUntil = ticker.nanos() - LEAD_NANOS;
        StreamProfile profile =
                new StreamProfile(new ContentType(file.contentType()), Map.of(), Optional.empty(), "file");
        this.unlisted = new UnlistedMount(name, settings, profile, this, began, ticker);
    }

    Mount mount() {
        return unlisted.intake().mount();
    }

    WebFile file() {
        return file;
    }

    void refresh(MountSettingsBook book) {
        unlisted.refresh(book);
    }

    boolean hasEnded() {
        return ended;
    }

    /** Plays what is due. */
    void tick() {
        if (ended || primed && mount().counters().listeners() == 0) {
            return;
        }
        try {
            playUntil(ticker.nanos());
        } catch (IOException | RuntimeException unplayable) {
            log.error(
                    "The fallback file {} cannot be played, and its listeners are closed: {}",
                    file.path(),
                    unplayable.getMessage());
            end("it cannot be played");
        }
    }

    private void playUntil(long now) throws IOException {
        if (now - playedUntil > LONGEST_LAG_NANOS) {
            playedUntil = now;
        }
        primed = true;
        while (playedUntil - now < 0) {
            playOn();
        }
        unlisted.intake().published();
    }

    private void playOn() throws IOException {
        if (input == null) {
            input = FileChannel.open(file.path(), StandardOpenOption.READ);
        }
        if (input.read(portion.clear()) < 0) {
            beginAgain();
        } else {
            parser.read(portion.flip(), frames);
        }
    }

    private void beginAgain() throws IOException {
        if (played == 0) {
            throw new StreamFormatException("there is nothing in it that says how long it plays");
        }
        closeInput();
        parser = parsers.get();
        played = 0;
    }

    private void closeInput() throws IOException {
        if (input != null) {
            input.close();
            input = null;
        }
    }

    /** A file says itself what it plays. */
    @Override
    public CompletionStage<Boolean> retitle(StreamTags tags) {
        return CompletableFuture.completedStage(false);
    }

    @Override
    public void end(String reason) {
        ended = true;
        unlisted.end();
        try {
            closeInput();
        } catch (IOException e) {
            log.debug("A file that was only read cannot be closed", e);
        }
    }

    /** Hands frames to the mount, and sees by them how time goes on. */
    private final class Timed implements FrameSink {
        @Override
        public void frame(Frame frame) {
            unlisted.intake().frame(frame);
            played += frame.nanos();
            playedUntil += frame.nanos();
        }

        @Override
        public void tags(StreamTags tags) {
            unlisted.intake().tags(tags);
        }

        @Override
        public void info(StreamInfo info) {
            unlisted.intake().info(info);
        }
    }
}
