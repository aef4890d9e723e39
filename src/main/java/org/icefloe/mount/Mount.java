package org.icefloe.mount;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.format.StreamInfo;

/**
 * A mountpoint that is on: what its source said, what it has sent, and who is there to read it. It begins when a source
 * is admitted and ends with it.
 */
public final class Mount {
    /** How much longer the queue is than the burst, in bytes, at least: two of the largest Ogg pages. */
    private static final int BEYOND_BURST = 128 * 1024;

    private final MountName name;
    private final StreamProfile profile;
    private final Instant began;
    private final StreamBuffer buffer;
    private final Titles titles;
    private final MountCounters counters = new MountCounters();
    private final List<Audience> audiences = new CopyOnWriteArrayList<>();
    private final AtomicBoolean ended = new AtomicBoolean();

    private volatile MountSettings settings;
    private volatile Consumer<Runnable> catchUp = Runnable::run;
    private volatile StreamInfo info = new StreamInfo(List.of(), 0, 0, 0);

    Mount(MountName name, StreamProfile profile, MountSettings settings, Instant began) {
        this.name = name;
        this.profile = profile;
        this.settings = settings;
        this.began = began;
        this.buffer =
                new StreamBuffer(queueSizeOf(settings), settings.burstSize().mostBytes());
        this.titles = new Titles(buffer);
    }

    /** A listener must not fall behind the queue while its burst is still on the way to it. */
    private static int queueSizeOf(MountSettings settings) {
        long burst = Math.min(settings.burstSize().mostBytes() + (long) BEYOND_BURST, Integer.MAX_VALUE);
        return Math.max(settings.queueSize().mostBytes(), (int) burst);
    }

    public MountName name() {
        return name;
    }

    /** What the source said when it logged in. */
    public StreamProfile profile() {
        return profile;
    }

    /** When the source was admitted. */
    public Instant began() {
        return began;
    }

    /**
     * The stream in the words of listeners, {@code icy-name} and the like, in the order in which they are sent: what
     * the source said, except where the mount's settings say otherwise.
     */
    public Map<String, String> description() {
        Map<String, String> words = new TreeMap<>(profile.headers());
        MountSettings said = settings;
        said.get(MountSetting.STREAM_NAME).ifPresent(text -> words.put("icy-name", text));
        said.get(MountSetting.STREAM_DESCRIPTION).ifPresent(text -> words.put("icy-description", text));
        said.get(MountSetting.STREAM_GENRE).ifPresent(text -> words.put("icy-genre", text));
        said.get(MountSetting.STREAM_URL).ifPresent(text -> words.put("icy-url", text));
        said.get(MountSetting.STREAM_BITRATE).ifPresent(rate -> words.put("icy-br", Integer.toString(rate)));
        said.get(MountSetting.STREAM_PUBLIC).ifPresent(listed -> words.put("icy-pub", listed ? "1" : "0"));
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

    /** Puts the settings in force that the book holds now. One after the other, so that no older ones come last. */
    synchronized void refresh(MountSettingsBook book) {
        MountSettings changed = book.settingsOf(name);
        settings = changed;
        buffer.resize(queueSizeOf(changed), changed.burstSize().mostBytes());
    }

    /**
     * Gives the sound that the source sends from now on a title. What it has sent before may still wait to be read, and
     * is read first; so the title is set a moment later.
     *
     * @return completes when the title is set
     */
    public Future<Void> announce(String title) {
        CompletableFuture<Void> set = new CompletableFuture<>();
        catchUp.accept(() -> {
            titles.announce(title);
            set.complete(null);
        });
        return set;
    }

    /** Tells how what the source has sent is read before something is done. */
    public void catchUpBy(Consumer<Runnable> reading) {
        catchUp = reading;
    }

    /** What the stream's own headers say of it. */
    public StreamInfo info() {
        return info;
    }

    /** Notes what the stream's own headers say. */
    public void info(StreamInfo found) {
        info = found;
    }

    /**
     * Lets a listener in.
     *
     * @return whether there was room for one more
     */
    public boolean tryEnter() {
        return counters.tryEnter(settings.maxListeners().orElse(Integer.MAX_VALUE));
    }

    /** Lets a listener out that {@link #tryEnter} let in. */
    public void leave() {
        counters.leave();
    }

    /** Adds somebody who wants to hear of this mount; one who comes too late is told at once that it has ended. */
    public void join(Audience audience) {
        audiences.add(audience);
        if (ended.get()) {
            audience.mountEnded();
        }
    }

    /** Forgets somebody. */
    public void part(Audience audience) {
        audiences.remove(audience);
    }

    /** Tells everybody that the buffer has grown. To be called by the source, once for each portion it was given. */
    public void published() {
        for (Audience audience : audiences) {
            audience.bytesArrived();
        }
    }

    /** Tells everybody that the source is gone. Only the first call counts. */
    void end() {
        if (ended.compareAndSet(false, true)) {
            audiences.forEach(Audience::mountEnded);
        }
    }
}
