package org.icefloe.mount;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.icefloe.config.FallbackOverride;
import org.icefloe.config.MountOverrides;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.format.ContentType;
import org.icefloe.format.StreamInfo;
import org.icefloe.format.StreamTags;
import org.icefloe.format.parser.Openings;
import org.icefloe.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * A mountpoint that is on: what its source said, what it has sent, and who is there to read it.
 *
 * <pre>
 *             source admitted                         another takes over
 *   (nothing) ───────────────> ON AIR <──────────────────────────────────┐
 *                              │ │  ^ └──────────────────────────────────┘
 *          source gone, linger │ │  └─────── source returns
 *                              v │          │
 *                            LINGERING ─────┘── time is over ──> ENDED      (without linger: ENDED at once)
 * </pre>
 *
 * <p>Positions in the buffer go on from one source to the next, and so do the listeners; the title stays until the new
 * source has one. Sources come and go under the mount's own lock; nobody else's code is called there.
 */
public final class Mount {
    private enum State {
        ON_AIR,
        LINGERING,
        /** Decided; its listeners have not heard of it yet. */
        ENDING,
        ENDED
    }

    private final MountName name;
    private final StreamBuffer buffer;
    private final Titles titles;
    private final MountCounters counters = new MountCounters();
    private final List<Audience> audiences = new CopyOnWriteArrayList<>();
    private final List<Mount> callers = new CopyOnWriteArrayList<>();
    private final Ticker ticker;
    private final Consumer<Mount> whenPlaying;

    private volatile MountSettings settings;

    /** What commands say for as long as the mount is on; it goes before the settings that are kept. */
    private volatile MountOverrides given = MountOverrides.NONE;

    /** The present source's, or the last one's if it is gone. Replaced under this object. */
    private volatile Intake intake;

    /** Changed under this object. */
    private volatile State state = State.ON_AIR;

    /** Since when the mount lingers, in ns of the ticker. Guarded by this object. */
    private long gone;

    /** Where listeners go who are here at the end. Set before {@link #state} says that it has come. */
    private volatile @Nullable Mount heir;

    /** Whether there has been something to hear. */
    private final AtomicBoolean playing = new AtomicBoolean();

    /** Whether somebody sees to its end. */
    private final AtomicBoolean ending = new AtomicBoolean();

    /** @param whenPlaying told once, as soon as there is something to hear */
    Mount(MountName name, MountSettings settings, Arrival first, Ticker ticker, Consumer<Mount> whenPlaying) {
        this.name = name;
        this.settings = settings;
        this.ticker = ticker;
        this.whenPlaying = whenPlaying;
        this.buffer = new StreamBuffer(settings.queueSize(), settings.burstSize(), ticker);
        this.titles = new Titles(buffer);
        this.intake = new Intake(this, first);
    }

    /** A source that comes. */
    record Arrival(StreamProfile profile, Source source, Instant at) {}

    public MountName name() {
        return name;
    }

    /** What the source said when it logged in. */
    public StreamProfile profile() {
        return intake.arrival().profile();
    }

    /** When the source was admitted. */
    public Instant began() {
        return intake.arrival().at();
    }

    /** The type of the stream. */
    public ContentType contentType() {
        return profile().contentType();
    }

    /** Whether there is a source; else the mount lingers, or has ended. */
    public boolean isOnAir() {
        return state == State.ON_AIR;
    }

    /** Whether no byte will come any more. */
    public boolean isEnded() {
        return state == State.ENDED;
    }

    /**
     * The stream in the words of listeners, {@code icy-name} and the like, in the order in which they are sent: what
     * the source said, except where the mount's settings say otherwise.
     */
    public Map<String, String> description() {
        Map<String, String> words = new TreeMap<>(profile().headers());
        settings.get(MountSetting.STREAM_NAME).ifPresent(text -> words.put("icy-name", text));
        settings.get(MountSetting.STREAM_DESCRIPTION).ifPresent(text -> words.put("icy-description", text));
        settings.get(MountSetting.STREAM_GENRE).ifPresent(text -> words.put("icy-genre", text));
        settings.get(MountSetting.STREAM_URL).ifPresent(text -> words.put("icy-url", text));
        settings.get(MountSetting.STREAM_BITRATE).ifPresent(kbits -> words.put("icy-br", kbits.toString()));
        settings.get(MountSetting.STREAM_PUBLIC).ifPresent(listed -> words.put("icy-pub", listed ? "1" : "0"));
        return words;
    }

    /** The stream's recent bytes. */
    public StreamBuffer buffer() {
        return buffer;
    }

    /** What plays, and where in the stream it began. */
    public Titles titles() {
        return titles;
    }

    public MountCounters counters() {
        return counters;
    }

    /** The settings in force. */
    public MountSettings settings() {
        return settings;
    }

    /** What the stream's own headers say of it. */
    public StreamInfo info() {
        return intake.streamInfo();
    }

    /**
     * Puts the settings in force that the book holds now. One after the other, so that no older ones come last.
     *
     * @return whether it now calls back listeners that it did not call before
     */
    synchronized boolean refresh(MountSettingsBook book) {
        FallbackOverride before = settings.fallbackOverride();
        settings = under(book.settingsOf(name));
        buffer.resize(settings.queueSize(), settings.burstSize());
        return playing.get() && settings.fallbackOverride() != before;
    }

    /** Gives the mount a fallback, or none, for as long as it is on; it counts from the next {@link #refresh} on. */
    void giveFallback(Optional<String> fallback) {
        given = MountOverrides.NONE.with(MountSetting.FALLBACK_MOUNT, fallback);
    }

    /** The fallback that it was given, if it was given one. */
    Optional<String> givenFallback() {
        return given.get(MountSetting.FALLBACK_MOUNT).flatMap(fallback -> fallback);
    }

    /** The mount's settings, if these are kept for it. */
    MountSettings under(MountSettings kept) {
        return given.over(kept);
    }

    /**
     * Gives the sound that the source sends from now on a title; it is set a moment later.
     *
     * @return whether the stream can carry it; completes when it is set
     */
    public CompletionStage<Boolean> retitle(StreamTags tags) {
        return intake.arrival().source().retitle(tags);
    }

    // Sources

    /**
     * Ends the present source and closes its connection.
     *
     * @param reason for the log, such as {@code ended by admin}
     */
    public void endSource(String reason) {
        intake.arrival().source().end(reason);
    }

    /**
     * Lets a source feed the mount, if there is none, or it may be taken over. Where listeners could not go on with
     * what it sends, the mount is to {@linkplain #end end}, and so is one that has been given up.
     *
     * @throws RefusedException if the mount has a source that must not be replaced
     */
    synchronized Handover handOver(Arrival arrival) {
        if (state == State.ON_AIR && !mayTakeOver(arrival.source())) {
            throw new RefusedException(Refusal.MOUNT_IN_USE);
        }
        Optional<Arrival> replaced = Optional.of(intake.arrival()).filter(former -> state == State.ON_AIR);
        if (!isOpen() || !arrival.profile().contentType().continues(contentType())) {
            intake.shut();
            state = State.ENDING;
            return new Handover(Optional.empty(), replaced);
        }
        intake.shut();
        intake = new Intake(this, arrival);
        state = State.ON_AIR;
        return new Handover(Optional.of(intake), replaced);
    }

    private boolean mayTakeOver(Source source) {
        return source.mayReplace(intake.arrival().source(), settings.takeover());
    }

    private boolean isOpen() {
        return state == State.ON_AIR || state == State.LINGERING;
    }

    /**
     * What has become of a source that came.
     *
     * @param intake by which it writes; empty if this mount is to end and another to begin
     * @param replaced the source whose place it has taken
     */
    record Handover(Optional<Intake> intake, Optional<Arrival> replaced) {}

    /** The intake of the present source, or of the last one. */
    Intake intake() {
        return intake;
    }

    /**
     * A source has gone.
     *
     * @return whether it was the present one
     */
    synchronized boolean release(Intake left) {
        left.shut();
        if (left != intake || state != State.ON_AIR) {
            return false;
        }
        state = State.LINGERING;
        gone = ticker.nanos();
        return true;
    }

    /** Decides whether the source has been away for longer than listeners are held; no source returns after that. */
    synchronized boolean giveUp() {
        Duration away = Duration.ofNanos(ticker.nanos() - gone);
        boolean overdue = state == State.LINGERING && away.compareTo(settings.linger()) >= 0;
        if (overdue) {
            state = State.ENDING;
        }
        return overdue;
    }

    // Listeners and other readers

    /**
     * Lets a listener in.
     *
     * @return whether there was room for one more
     */
    public boolean tryEnter() {
        return hasBandwidthForOneMore()
                && counters.tryEnter(settings.maxListeners().orElse(Integer.MAX_VALUE));
    }

    private boolean hasBandwidthForOneMore() {
        return settings.get(MountSetting.MAX_BANDWIDTH)
                .map(most -> (counters.listeners() + 1) * bitsPerSecond() <= most)
                .orElse(true);
    }

    /** How fast the stream is, in bit/s: as measured, or, in its first second, as announced; 0 if that is not known. */
    public long bitsPerSecond() {
        long measured = buffer.bitsPerSecond();
        return measured > 0 ? measured : 1000 * announcedKilobits();
    }

    private long announcedKilobits() {
        return Optional.ofNullable(description().get("icy-br"))
                .filter(kilobits -> kilobits.matches("[0-9]{1,7}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    /** Lets a listener in who comes from another mount and is to be kept, room or not. */
    public void enter() {
        counters.tryEnter(Integer.MAX_VALUE);
    }

    /** Lets a listener out that {@link #tryEnter} or {@link #enter} let in. */
    public void leave() {
        counters.leave();
    }

    /**
     * Where a fresh reader begins, as {@link StreamBuffer#join} says, in a way that its decoder understands.
     *
     * @param most how far behind the head, in bytes, if that is less than the burst
     */
    public Optional<StreamBuffer.Entry> begin(long most) {
        return buffer.join(most).map(this::open);
    }

    /** The same for a reader who has heard another stream up to a time, in ns of the ticker. */
    public Optional<StreamBuffer.Entry> beginSince(long time) {
        return buffer.joinSince(time).map(this::open);
    }

    private StreamBuffer.Entry open(StreamBuffer.Entry entry) {
        return new EntryOpener(buffer, Openings.of(contentType().format())).open(entry);
    }

    /** Adds somebody who wants to hear of this mount; one who comes too late is told at once that it has ended. */
    public void join(Audience audience) {
        audiences.add(audience);
        if (isEnded()) {
            audience.mountEnded(heir());
        }
    }

    /** Forgets somebody. */
    public void part(Audience audience) {
        audiences.remove(audience);
    }

    /** Where listeners go who are here at the end. */
    public Optional<Mount> heir() {
        return Optional.ofNullable(heir);
    }

    /** Tells everybody that the buffer has grown. To be called by the source, once for each portion it was given. */
    void published() {
        buffer.mark();
        for (Audience audience : audiences) {
            audience.bytesArrived();
        }
        if (!playing.get() && buffer.hasEntry() && playing.compareAndSet(false, true)) {
            whenPlaying.accept(this);
        }
    }

    /**
     * Calls listeners back to another mount, whose fallback this one is; those who are still on the way here as well.
     */
    void recall(Mount origin, boolean everybody) {
        callers.removeIf(caller -> caller.isEnded() || caller == origin);
        callers.add(origin);
        audiences.forEach(audience -> audience.recalled(origin, everybody));
    }

    /** The mounts that have called their listeners back from here, and still play. */
    public List<Mount> callers() {
        return callers.stream().filter(caller -> !caller.isEnded()).toList();
    }

    /** Whether nobody else sees to the end of this mount, so that the caller has to. */
    boolean tryEnd() {
        return ending.compareAndSet(false, true);
    }

    /** Tells everybody that the mount is no more. To be called once. */
    void end(Optional<Mount> next) {
        synchronized (this) {
            intake.shut();
            heir = next.orElse(null);
            state = State.ENDED;
        }
        audiences.forEach(audience -> audience.mountEnded(next));
    }
}
