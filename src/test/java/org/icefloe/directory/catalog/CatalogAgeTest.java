package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.icefloe.listener.ManualLoop;
import org.icefloe.net.HostList;
import org.junit.jupiter.api.Test;

/** What is found when nobody has looked for anything before. */
class CatalogAgeTest {
    private static final long AGE = Catalog.AGE.toMillis();

    private final ManualLoop loop = new ManualLoop();
    private final CatalogPolicy policy = new CatalogPolicy(false, Duration.ofSeconds(200), 100, 100, HostList.EMPTY);
    private final Catalog catalog = new Catalog(
            new FakeBook(),
            () -> policy,
            new Catalog.Machinery(loop, Runnable::run, Clock.systemUTC(), loop, new Random(7)));

    private YpReply send(String... form) {
        return catalog.answer(CatalogFixture.form(form), CatalogFixture.SERVER);
    }

    private int found() {
        return catalog.find(CatalogQuery.all(CatalogFixture.PAGE)).total();
    }

    @Test
    void whoeverComesFirstFindsWhatIsThere() {
        catalog.begin(loop);
        YpReply added = send(
                "action", "add", "sn", "Floe", "genre", "x", "type", "audio/mpeg", "listenurl", "http://a.example/");
        loop.pass(AGE);
        assertThat(found()).isEqualTo(1);

        send("action", "remove", "sid", added.sid().orElseThrow());
        assertThat(found()).as("it may be that old").isEqualTo(1);
        loop.pass(AGE);
        assertThat(found()).isZero();
    }
}
