package org.icefloe.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.icefloe.auth.Account;
import org.icefloe.auth.AccountBook;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.config.MountSettings;
import org.icefloe.config.Settings;
import org.icefloe.config.SettingsLoader;
import org.icefloe.format.ContentType;
import org.icefloe.format.SampleStream;
import org.icefloe.format.parser.Parsers;
import org.icefloe.listener.ManualLoop;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.RefusedException;
import org.icefloe.mount.StreamProfile;
import org.icefloe.net.RelayPath;
import org.icefloe.source.SourceGate;

/** Relays whose time, chance, settings, entries and upstreams are in the hands of a test. */
final class RelayStudio {
    static final Instant BEGIN = Instant.parse("2026-11-29T12:00:00Z");
    static final MountName LIVE = new MountName("/live");
    static final String ID = "0123456789abcdef";

    final ManualLoop loop = new ManualLoop();
    final FakeNetwork network = new FakeNetwork(loop);
    final MountRegistry mounts;
    final SourceGate sources;
    final Relays relays;

    /** What chance says next: 0.5 moves no pause. */
    double chance = 0.5;

    private final Map<String, String> given = new HashMap<>();
    private final Map<MountName, RelayEntry> entries = new TreeMap<>();
    private final List<Runnable> observers = new ArrayList<>();
    private Settings settings;

    /** Settings are keys below {@code icefloe.relay} and their values. */
    RelayStudio(String... relaySettings) {
        Clock clock = new LoopClock();
        settings = load(relaySettings);
        mounts = new MountRegistry(50, name -> MountSettings.DEFAULT, FallbackFiles.NONE, clock, loop);
        sources = new SourceGate(
                mounts, new Authenticator(new Nobody(), new PasswordHasher(), Runnable::run, 9), Parsers.fresh(), loop);
        sources.watch(loop);
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
        relays = new Relays(
                new Book(),
                () -> settings,
                new Relays.Inside(mounts, sources, Parsers.fresh(), network),
                new Relays.Self(ID, "Icefloe/test"),
                new Relays.Machinery(loop, clock, loop, random));
    }

    private Settings load(String... relaySettings) {
        for (int i = 0; i < relaySettings.length; i += 2) {
            given.put("icefloe.relay." + relaySettings[i], relaySettings[i + 1]);
        }
        return new SettingsLoader(given, Map.of(), Map.of(), Map.of()).load();
    }

    /** By which name others reach this server. To be followed by another setting. */
    void call(String hostname) {
        given.put("icefloe.server.hostname", hostname);
    }

    /** Other settings, before anybody asks for them. */
    void set(String... relaySettings) {
        settings = load(relaySettings);
    }

    void change(String... relaySettings) {
        set(relaySettings);
        relays.settingsChanged();
        loop.run();
    }

    void begin() {
        relays.begin();
        loop.run();
    }

    /** Sets a relay up, or anew, and has that told. */
    void put(RelayEntry entry) {
        entries.put(entry.mount(), entry);
        tell();
    }

    void delete(String mount) {
        entries.remove(new MountName(mount));
        tell();
    }

    private void tell() {
        observers.forEach(Runnable::run);
        loop.run();
    }

    /** One at {@code /live} that always runs. */
    static RelayEntry always(String... urls) {
        return entry("/live", true, false, urls);
    }

    static RelayEntry onDemand(String... urls) {
        return entry("/live", true, true, urls);
    }

    static RelayEntry entry(String mount, boolean enabled, boolean onDemand, String... urls) {
        return new RelayEntry(
                new MountName(mount),
                Arrays.stream(urls).map(RelayStudio::upstream).toList(),
                enabled,
                onDemand,
                Optional.empty());
    }

    static Upstream upstream(String url) {
        return Upstream.parse(url, Optional.empty(), true);
    }

    /** The last call is answered with a stream, and some of it is heard. */
    FakeNetwork.Call goLive() {
        return goLive(network.last());
    }

    FakeNetwork.Call goLive(FakeNetwork.Call call) {
        call.answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg");
        loop.run();
        call.says(sound());
        loop.run();
        return call;
    }

    /** The last call ends in this way. */
    void refuse(String statusLine) {
        network.last().answers(statusLine);
        loop.run();
    }

    void breakOff(FakeNetwork.Call call) {
        call.ends("it has closed the connection");
        loop.run();
    }

    static byte[] sound() {
        return SampleStream.MP3_LOW_RATE.bytes();
    }

    void pass(Duration span) {
        loop.pass(span.toMillis());
    }

    /** Time passes, and the stream goes on. */
    void pass(Duration span, FakeNetwork.Call heard) {
        for (long left = span.toMillis(); left > 0; left -= 500) {
            loop.pass(Math.min(500, left));
            heard.says(sound());
            loop.run();
        }
    }

    /** The server ends. Who is interrupted does not wait for the loop, which is run behind it. */
    void closeRelays() {
        Thread.currentThread().interrupt();
        relays.close();
        Thread.interrupted();
        loop.run();
    }

    /** Somebody wants to listen. */
    CompletableFuture<Void> fetch() {
        CompletableFuture<Void> answer = relays.fetch(LIVE, RelayPath.NONE).toCompletableFuture();
        loop.run();
        return answer;
    }

    /** The status by which somebody was refused; 0 if nobody was. */
    static int refusal(CompletableFuture<Void> answer) {
        return answer.isCompletedExceptionally()
                ? answer.<Integer>handle((none, fault) ->
                                ((RefusedException) fault).refusal().status())
                        .join()
                : 0;
    }

    /** An encoder streams to the mount. */
    FakeSource encoder() {
        return FakeSource.begin(
                mounts, "/live", new StreamProfile(ContentType.MPEG, Map.of(), Optional.empty(), "192.0.2.1"));
    }

    Mount mount() {
        return mounts.find(LIVE).orElseThrow();
    }

    boolean isOn() {
        return mounts.find(LIVE).filter(Mount::isOnAir).isPresent();
    }

    void enter() {
        FakeSource.enter(mount());
    }

    void leave() {
        FakeSource.leave(mount());
    }

    RelayStatus status() {
        return status("/live");
    }

    RelayStatus status(String mount) {
        return relays.relays().stream()
                .filter(status -> status.mount().value().equals(mount))
                .findFirst()
                .orElseThrow();
    }

    Instant now() {
        return BEGIN.plusNanos(loop.nanos());
    }

    List<String> names() {
        return relays.relays().stream().map(status -> status.mount().value()).toList();
    }

    private final class Book implements RelayBook {
        @Override
        public Collection<RelayEntry> all() {
            return List.copyOf(entries.values());
        }

        @Override
        public void onChange(Runnable observer) {
            observers.add(observer);
        }
    }

    private final class LoopClock extends Clock {
        @Override
        public Instant instant() {
            return now();
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

    private static final class Nobody implements AccountBook {
        @Override
        public Optional<Account> account(String username) {
            return Optional.empty();
        }

        @Override
        public Optional<Account> sourceOf(MountName mount) {
            return Optional.empty();
        }
    }
}
