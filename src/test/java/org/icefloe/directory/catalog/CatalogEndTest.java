package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import org.icefloe.listener.ManualLoop;
import org.junit.jupiter.api.Test;

/** The last that is written. */
class CatalogEndTest {
    private static final String URL = "http://radio.example:8000/live.mp3";
    private static final int MANY = 100;

    private final CatalogFixture fixture = new CatalogFixture();

    private void touchMany() {
        for (int n = 0; n < MANY; n++) {
            fixture.touch(fixture.sid("Nordlicht " + n, URL + n), "the last one", n);
        }
    }

    @Test
    void endWaitsForATickUnderWay() throws InterruptedException {
        touchMany();
        fixture.catalog().click(fixture.stations().get(0).id(), "203.0.113.9");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        fixture.book.meanwhile = () -> {
            begun.countDown();
            FakeBook.await(held);
        };
        Thread tick = new Thread(() -> fixture.pass(UnwrittenTouches.WRITE));
        tick.start();
        begun.await();
        Thread end = new Thread(fixture.catalog()::close);
        end.start();
        await("the end to wait for the tick").until(() -> end.getState() == Thread.State.BLOCKED);
        held.countDown();
        end.join();
        tick.join();

        assertThat(fixture.book.all())
                .hasSize(MANY)
                .extracting(entry -> entry.lastTouch().song())
                .containsOnly("the last one");
        assertThat(fixture.book.clicks()).hasSize(1);
    }

    @Test
    void nothingIsWrittenBehindTheEnd() {
        ManualLoop loop = new ManualLoop();
        String sid = fixture.sid("Nordlicht FM", URL);
        fixture.catalog().begin(loop);
        assertThat(loop.ticking()).isEqualTo(2);
        fixture.catalog().close();
        fixture.touch(sid, "too late", 1);

        fixture.pass(UnwrittenTouches.WRITE);

        assertThat(loop.ticking()).isZero();
        assertThat(fixture.book.touches).isZero();
    }

    private void failOnce() {
        fixture.book.meanwhile = () -> {
            fixture.book.meanwhile = () -> {};
            throw new StackOverflowError("a fault");
        };
    }

    @Test
    void clicksAreWrittenThoughTouchesAreNot() {
        touchMany();
        fixture.catalog().click(fixture.stations().get(0).id(), "203.0.113.9");
        failOnce();

        fixture.catalog().close();

        assertThat(fixture.book.touches).isZero();
        assertThat(fixture.book.clicks()).hasSize(1);
    }

    @Test
    void faultAtTouchesKeepsNoClickWaiting() {
        touchMany();
        fixture.nanos += UnwrittenTouches.WRITE.toNanos();
        fixture.catalog().click(fixture.stations().get(0).id(), "203.0.113.9");
        failOnce();
        fixture.catalog().tick();

        assertThat(fixture.book.touches).isZero();
        assertThat(fixture.book.clicks()).hasSize(1);
    }

    /** Whatever has thrown: what was not written is still to be written. */
    @Test
    void touchesAndClicksOutliveAFault() {
        touchMany();
        failOnce();
        fixture.pass(UnwrittenTouches.WRITE);
        fixture.pass(UnwrittenTouches.WRITE);
        assertThat(fixture.book.touches).isEqualTo(MANY);

        fixture.catalog().click(fixture.stations().get(0).id(), "203.0.113.9");
        failOnce();
        fixture.pass(Catalog.TICK);
        assertThat(fixture.book.clicks()).isEmpty();
        fixture.pass(Catalog.TICK);
        assertThat(fixture.book.clicks()).hasSize(1);
    }
}
