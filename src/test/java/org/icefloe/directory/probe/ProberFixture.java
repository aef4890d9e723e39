package org.icefloe.directory.probe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.CatalogPolicy;
import org.icefloe.directory.catalog.Check;
import org.icefloe.directory.catalog.FakeBook;
import org.icefloe.directory.catalog.YpForm;
import org.icefloe.directory.catalog.YpReply;
import org.icefloe.format.SampleStream;
import org.icefloe.format.parser.Parsers;
import org.icefloe.listener.ManualLoop;
import org.icefloe.net.HostList;
import org.icefloe.relay.FakeNetwork;

/**
 * A directory, and the visits to its streams, whose time, settings, name server and hosts are in the hands of a test.
 */
final class ProberFixture {
    static final Instant BEGIN = Instant.parse("2026-11-29T12:00:00Z");
    static final String LIVE = "http://radio.example/live";
    static final byte[] SOUND = SampleStream.MP3_LOW_RATE.bytes();

    final ManualLoop loop = new ManualLoop();
    final FakeNetwork network = new FakeNetwork(loop);

    /** What the name server says, where a test wants something of its own. */
    final Map<String, List<String>> names = new HashMap<>();

    ProbePolicy policy = new ProbePolicy(Duration.ofHours(12), false);

    /** How far the clock of the machine is from the truth. */
    Duration clockError = Duration.ZERO;

    Catalog catalog;
    Prober prober;

    private final FakeBook book = new FakeBook();
    private final Random random = new Random(7);

    ProberFixture() {
        open();
    }

    /** The server begins, or begins again. */
    void open() {
        Clock clock = new LoopClock();
        catalog = new Catalog(
                book,
                () -> new CatalogPolicy(true, Duration.ofDays(300), 1_000_000, 1_000_000, HostList.EMPTY),
                new Catalog.Machinery(Runnable::run, Runnable::run, clock, loop, random));
        prober = new Prober(
                catalog,
                () -> policy,
                new Prober.Means(
                        gate -> network.through(gate, this::addresses),
                        Parsers.fresh(),
                        () -> "Icefloe-Directory/test"),
                new Prober.Machinery(loop, clock, loop, random));
        prober.begin();
    }

    /** The server ends, and begins again. */
    void restart() {
        prober.close();
        loop.run();
        catalog.close();
        open();
    }

    /** Every host has another address, of no network of somebody's own. */
    private List<String> addresses(String host) {
        int number = host.hashCode() & 0xFFFFFF;
        return names.getOrDefault(
                host, List.of("50." + (number >> 16) + "." + (number >> 8 & 0xFF) + "." + (number & 0xFF)));
    }

    /** Answers every request from now on with a stream. */
    void playEverywhere() {
        network.answer(call ->
                call.answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg").says(SOUND));
    }

    String add(String listenUrl) {
        return add(listenUrl, "audio/mpeg");
    }

    String add(String listenUrl, String type) {
        Map<String, String> form =
                Map.of("action", "add", "sn", "Nordlicht", "genre", "Drone", "listenurl", listenUrl, "type", type);
        YpReply reply = answer(form);
        if (!reply.isAccepted()) {
            throw new AssertionError(reply);
        }
        return reply.sid().orElseThrow();
    }

    void remove(String sid) {
        answer(Map.of("action", "remove", "sid", sid));
    }

    private YpReply answer(Map<String, String> form) {
        YpForm parameters = name -> Optional.ofNullable(form.get(name));
        return catalog.answer(parameters, "198.51.100.7");
    }

    void pass(Duration span) {
        loop.pass(span.toMillis());
    }

    void pass(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    /** Adds a stream, and waits for the visit. */
    FakeNetwork.Call visit(String listenUrl, String type) {
        int before = network.calls().size();
        add(listenUrl, type);
        pass(16);
        if (network.calls().size() == before) {
            throw new AssertionError("nobody came to " + listenUrl);
        }
        return network.last();
    }

    FakeNetwork.Call visit() {
        return visit(LIVE, "audio/mpeg");
    }

    Check check(String listenUrl) {
        Check[] found = new Check[1];
        catalog.forEach(entry -> {
            if (entry.listenUrl().equals(listenUrl)) {
                found[0] = entry.check();
            }
        });
        return Optional.ofNullable(found[0]).orElseThrow();
    }

    Check check() {
        return check(LIVE);
    }

    int calls() {
        return network.calls().size();
    }

    private final class LoopClock extends Clock {
        @Override
        public Instant instant() {
            return BEGIN.plusNanos(loop.nanos()).plus(clockError);
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
