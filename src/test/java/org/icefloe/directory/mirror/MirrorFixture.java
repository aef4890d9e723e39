package org.icefloe.directory.mirror;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.CatalogPolicy;
import org.icefloe.directory.catalog.CatalogQuery;
import org.icefloe.directory.catalog.FakeBook;
import org.icefloe.net.HostList;

/** A directory that keeps nothing beyond a test. */
final class MirrorFixture {
    private static final CatalogPolicy POLICY =
            new CatalogPolicy(false, Duration.ofSeconds(200), 1_000, 1_000, HostList.EMPTY);

    /** Moved beyond all ages with each look. */
    private long nanos;

    final Catalog catalog;

    MirrorFixture() {
        catalog = new Catalog(
                new FakeBook(),
                () -> POLICY,
                new Catalog.Machinery(Runnable::run, Runnable::run, Clock.systemUTC(), () -> nanos, new Random(7)));
    }

    void add(String name, String listenUrl) {
        Map<String, String> form = Map.of(
                "action", "add", "sn", name, "genre", "news talk, jazz", "listenurl", listenUrl, "type", "audio/mpeg");
        if (!catalog.answer(parameter -> Optional.ofNullable(form.get(parameter)), "1.2.3.4")
                .isAccepted()) {
            throw new AssertionError(name);
        }
    }

    List<String> names() {
        nanos += Catalog.AGE.toNanos();
        return catalog.find(CatalogQuery.all(new CatalogQuery.Page(0, 100))).stations().stream()
                .map(station -> station.broadcast().name())
                .sorted()
                .toList();
    }
}
