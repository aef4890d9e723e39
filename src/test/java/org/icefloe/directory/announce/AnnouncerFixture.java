package org.icefloe.directory.announce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.icefloe.config.MountSettings;
import org.icefloe.config.Settings;
import org.icefloe.config.SettingsLoader;
import org.icefloe.format.ContentType;
import org.icefloe.listener.ManualLoop;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.StreamProfile;

/** An announcer whose time, chance, settings, streams and directories are in the hands of a test. */
final class AnnouncerFixture {
    static final Instant BEGIN = Instant.parse("2026-11-29T12:00:00Z");
    static final String DIR = "http://dir.example/cgi-bin/yp-cgi";

    final ManualLoop loop = new ManualLoop();
    final FakeExchange exchange = new FakeExchange();
    final MountRegistry mounts;
    final Announcer announcer;

    /** Where streams are to be had, before their names. */
    Optional<String> server = Optional.of("http://radio.example:8000");

    /** The streams at which the server itself fails. */
    Set<String> broken = Set.of();

    /** What chance says next: 0.5 moves no pause. */
    double chance = 0.5;

    private final Map<String, String> given = new HashMap<>();
    private final Map<String, MountSettings> entries = new HashMap<>();
    private Settings settings;

    AnnouncerFixture() {
        this("announce", DIR);
    }

    /** Settings are keys below {@code icefloe.directory} and their values. */
    AnnouncerFixture(String... directorySettings) {
        Clock clock = new LoopClock();
        set(directorySettings);
        mounts = new MountRegistry(
                50, name -> entries.getOrDefault(name.value(), MountSettings.DEFAULT), FallbackFiles.NONE, clock, loop);
        RandomGenerator random = new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException("nobody here wants one");
            }

            @Override
            public double nextDouble() {
                return chance;
            }
        };
        announcer = new Announcer(
                () -> settings,
                new Announcer.Inside(mounts, this::address, exchange),
                new Announcer.Self("0123456789abcdef", () -> "dj@radio.example"),
                new Announcer.Machinery(loop, clock, loop, random));
        announcer.begin();
    }

    private Optional<String> address(MountName mount) {
        if (broken.contains(mount.value())) {
            throw new IllegalStateException("a fault that a test wants");
        }
        return server.map(origin -> origin + mount);
    }

    void set(String... directorySettings) {
        for (int i = 0; i < directorySettings.length; i += 2) {
            given.put("icefloe.directory." + directorySettings[i], directorySettings[i + 1]);
        }
        settings = new SettingsLoader(given, Map.of(), Map.of(), Map.of()).load();
    }

    /** The settings of a mount, now. */
    void entry(String mount, Map<String, String> overrides) {
        entries.put(mount, MountSettings.from(overrides));
        mounts.settingsChanged();
    }

    /** A public stream begins, in MP3. */
    FakeSource stream(String mount) {
        return stream(mount, Map.of());
    }

    /** @param words in the place of those that it would say else */
    FakeSource stream(String mount, Map<String, String> words) {
        Map<String, String> all = new TreeMap<>(Map.of("icy-name", "Floe", "icy-pub", "1"));
        all.putAll(words);
        return FakeSource.begin(
                mounts, mount, new StreamProfile(ContentType.MPEG, all, Optional.of("test/1"), "192.0.2.1"));
    }

    void pass(Duration span) {
        loop.pass(span.toMillis());
    }

    void pass(long seconds) {
        loop.pass(1000 * seconds);
    }

    /** A stream that was added and touched, with 200 s between touches. */
    FakeSource listed(String mount) {
        FakeSource source = stream(mount);
        pass(61);
        accept(exchange.last(), "sid" + mount);
        pass(6);
        accept(exchange.last());
        return source;
    }

    void accept(FakeExchange.Call add, String sid) {
        add.answers(200, "ypresponse", "1", "ypmessage", "Successfully Added", "sid", sid, "touchfreq", "200");
        loop.run();
    }

    void accept(FakeExchange.Call call) {
        call.answers(200, "ypresponse", "1", "ypmessage", "Successfully touched");
        loop.run();
    }

    void refuse(FakeExchange.Call call, String message) {
        call.answers(200, "ypresponse", "0", "ypmessage", message, "sid", "-1");
        loop.run();
    }

    void fail(FakeExchange.Call call) {
        call.fails("cannot be reached: the connection was refused");
        loop.run();
    }

    /** The server ends. Who is interrupted does not wait for the loop, which is run behind it. */
    void close() {
        Thread.currentThread().interrupt();
        announcer.close();
        Thread.interrupted();
        loop.run();
    }

    ListingStatus status() {
        return announcer.listings().get(0);
    }

    private final class LoopClock extends Clock {
        @Override
        public Instant instant() {
            return BEGIN.plusNanos(loop.nanos());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
