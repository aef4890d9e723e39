package org.icefloe.directory.catalog;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.icefloe.net.HostList;
import org.icefloe.time.Ticker;

/** Directories for tests of other rooms. */
public final class SampleCatalogs {
    private static final Duration A_WHILE = Duration.ofMinutes(1);

    private static final AtomicLong NANOS = new AtomicLong();

    private SampleCatalogs() {}

    /** One that keeps nothing, and takes what is in a private network. */
    public static Catalog open() {
        return open(Ticker.system(), 100);
    }

    /** One in which whatever is listed is found at once. */
    public static Catalog fresh(int most) {
        return open(() -> NANOS.addAndGet(A_WHILE.toNanos()), most);
    }

    /** One that has kept these, however they came there. */
    public static Catalog keeping(Collection<Entry> entries) {
        FakeBook book = new FakeBook();
        book.write(List.of(), entries);
        return open(book, Ticker.system(), Integer.MAX_VALUE);
    }

    private static Catalog open(Ticker ticker, int most) {
        return open(new FakeBook(), ticker, most);
    }

    private static Catalog open(CatalogBook book, Ticker ticker, int most) {
        CatalogPolicy policy = new CatalogPolicy(true, Duration.ofSeconds(200), most, most, HostList.EMPTY);
        return new Catalog(
                book,
                () -> policy,
                new Catalog.Machinery(Runnable::run, Runnable::run, Clock.systemUTC(), ticker, new Random(7)));
    }

    /**
     * Lists a stream as Icecast 2.4 does.
     *
     * @param more parameters, or others in the place of the usual ones
     * @return the SID
     */
    public static String add(Catalog catalog, String name, String listenUrl, String... more) {
        Map<String, String> form = new HashMap<>(Map.of(
                "action", "add",
                "sn", name,
                "genre", "Ambient, Hip Hop",
                "desc", "Slow sounds",
                "url", "https://nordlicht.example/",
                "listenurl", listenUrl,
                "type", "audio/mpeg",
                "stype", "",
                "b", "128",
                "samplerate", "44100"));
        for (int at = 0; at < more.length; at += 2) {
            form.put(more[at], more[at + 1]);
        }
        form.put("channels", form.getOrDefault("channels", "2"));
        return send(catalog, form).sid().orElseThrow();
    }

    /** Tells what plays there. */
    public static void touch(Catalog catalog, String sid, String song, int listeners) {
        send(
                catalog,
                Map.of("action", "touch", "sid", sid, "st", song, "listeners", "" + listeners, "max_listeners", "100"));
    }

    /** Takes a stream off the list. */
    public static void remove(Catalog catalog, String sid) {
        send(catalog, Map.of("action", "remove", "sid", sid));
    }

    private static YpReply send(Catalog catalog, Map<String, String> form) {
        YpReply reply = catalog.answer(name -> Optional.ofNullable(form.get(name)), "198.51.100.7");
        if (!reply.isAccepted()) {
            throw new AssertionError(reply);
        }
        return reply;
    }

    /** The id of the one station that is found by these words. */
    public static String id(Catalog catalog, String words) {
        Found found = catalog.find(Queries.words(CatalogQuery.all(new CatalogQuery.Page(0, 2)), words));
        if (found.total() != 1) {
            throw new AssertionError(found);
        }
        return found.stations().get(0).id();
    }

    /** One that keeps nothing, and finds what is listed at once. */
    public static Catalog alwaysNew(Clock clock) {
        CatalogPolicy policy = new CatalogPolicy(false, Duration.ofSeconds(200), 10_000, 10_000, HostList.EMPTY);
        AtomicLong nanos = new AtomicLong();
        return new Catalog(
                new FakeBook(),
                () -> policy,
                new Catalog.Machinery(
                        Runnable::run,
                        Runnable::run,
                        clock,
                        () -> nanos.addAndGet(Catalog.AGE.toNanos()),
                        new Random(7)));
    }
}
