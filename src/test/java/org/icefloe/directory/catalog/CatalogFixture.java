package org.icefloe.directory.catalog;

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
import java.util.concurrent.Executor;
import org.icefloe.net.HostList;

/** A directory whose time is moved by hand, and the servers that come to it. */
final class CatalogFixture {
    static final String SERVER = "198.51.100.7";
    static final Instant BEGAN = Instant.parse("2026-11-20T17:00:00Z");
    static final CatalogQuery.Page PAGE = new CatalogQuery.Page(0, 100);

    final FakeBook book = new FakeBook();
    CatalogPolicy policy = new CatalogPolicy(false, Duration.ofSeconds(200), 1_000_000, 1_000, HostList.EMPTY);
    Instant now = BEGAN;
    long nanos = 123;

    private final Random random = new Random(7);
    private final Executor writer;
    private Catalog catalog;

    /** Whose writes are made by whoever asks for them. */
    CatalogFixture() {
        this(Runnable::run);
    }

    CatalogFixture(Executor writer) {
        this.writer = writer;
        this.catalog = open();
    }

    private Catalog open() {
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        return new Catalog(
                book, () -> policy, new Catalog.Machinery(Runnable::run, writer, clock, () -> nanos, random));
    }

    Catalog catalog() {
        return catalog;
    }

    /** Lists nothing of these hosts from now on. */
    void deny(String hosts) {
        policy = new CatalogPolicy(
                policy.allowPrivate(),
                policy.touchInterval(),
                policy.maxEntries(),
                policy.maxPerAddress(),
                HostList.parse(hosts));
    }

    /** As after a kill. */
    void restart() {
        catalog = open();
    }

    /** Lets time pass, with all ticks in it. */
    void pass(Duration span) {
        for (Duration left = span; !left.isZero(); left = left.minus(step(left))) {
            nanos += step(left).toNanos();
            now = now.plus(step(left));
            catalog.tick();
        }
    }

    private static Duration step(Duration left) {
        return left.compareTo(Catalog.TICK) < 0 ? left : Catalog.TICK;
    }

    /** @param namesAndValues of parameters */
    YpReply send(String address, String... namesAndValues) {
        return catalog.answer(form(namesAndValues), address);
    }

    static YpForm form(String... namesAndValues) {
        Map<String, String> form = new HashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            form.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return name -> Optional.ofNullable(form.get(name));
    }

    /** An add as Icecast 2.4 sends it, with more parameters, or others in their place. */
    YpReply add(String address, String name, String listenUrl, String... more) {
        Map<String, String> form = new HashMap<>(Map.of(
                "action", "add",
                "sn", name,
                "genre", "Ambient, Drone",
                "cpswd", "",
                "desc", "Slow sounds",
                "url", "https://nordlicht.example/",
                "listenurl", listenUrl,
                "type", "audio/mpeg",
                "stype", "",
                "b", "128"));
        for (int at = 0; at < more.length; at += 2) {
            form.put(more[at], more[at + 1]);
        }
        return catalog.answer(parameter -> Optional.ofNullable(form.get(parameter)), address);
    }

    /** Adds what is taken for certain. */
    String sid(String name, String listenUrl, String... more) {
        YpReply reply = add(SERVER, name, listenUrl, more);
        if (!reply.isAccepted()) {
            throw new AssertionError(reply);
        }
        return reply.sid().orElseThrow();
    }

    YpReply touch(String sid, String song, int listeners) {
        return send(
                SERVER,
                "action",
                "touch",
                "sid",
                sid,
                "st",
                song,
                "listeners",
                Integer.toString(listeners),
                "max_listeners",
                "unlimited",
                "stype",
                "\r\n");
    }

    YpReply remove(String sid) {
        return send(SERVER, "action", "remove", "sid", sid + "\r\n");
    }

    /** What a query finds, when it is no longer what was found before. */
    Found find(CatalogQuery query) {
        nanos += Catalog.AGE.toNanos();
        return catalog.find(query);
    }

    List<Station> stations() {
        return find(CatalogQuery.all(PAGE)).stations();
    }

    /** The only one. */
    Station station() {
        List<Station> all = stations();
        if (all.size() != 1) {
            throw new AssertionError(all);
        }
        return all.get(0);
    }

    Entry entry() {
        return station().entries().get(0);
    }
}
