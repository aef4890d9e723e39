package org.icefloe.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.icefloe.testkit.clients.Browser;
import org.icefloe.testkit.clients.Ffmpeg;
import org.icefloe.testkit.clients.RunningServer;
import org.icefloe.testkit.clients.RunningSource;
import org.icefloe.testkit.clients.Sample;
import org.icefloe.testkit.clients.ServerCatalog;
import org.icefloe.testkit.clients.Target;
import org.icefloe.testkit.clients.TitleUpdate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The public page in a real browser, which holds it to its own content security policy. */
class HomePageIT {
    /** The page asks for news every 10 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RunningServer server;
    private Browser browser;

    @BeforeEach
    void open() throws IOException {
        server = ServerCatalog.find().standalone(Duration.ofSeconds(10));
        browser = Browser.open();
    }

    @AfterEach
    void close() {
        browser.close();
        server.close();
    }

    @Test
    void pageComesWithItsStylesAndSaysHowToBegin() throws IOException {
        visit(server.servletDoor());

        assertThat(browser.run("return getComputedStyle(document.body).display"))
                .isEqualTo("flex");
        assertThat(browser.run("return document.querySelector('img').naturalWidth > 0"))
                .isEqualTo("true");
        assertThat(browser.run("return document.querySelector('pre').textContent"))
                .contains("icecast://source:PASSWORD@127.0.0.1:"
                        + server.streamDoor().streamPort() + "/live.mp3");
    }

    @Test
    void streamAppearsPlaysAndTellsItsTitlesOnThePageThatWasOpened() throws IOException {
        visit(server.servletDoor());
        try (RunningSource source = Ffmpeg.put(Sample.MP3).start(server.streamDoor(), "/live.mp3")) {
            awaitTruth("return document.querySelector('h2').textContent === '" + Ffmpeg.NAME + "'");
            browser.run("window.stays = true; document.querySelector('audio').play()");
            awaitTruth("return document.querySelector('audio').currentTime > 1");

            TitleUpdate.send(server.streamDoor(), "/live.mp3", "<i>A</i> & B");
            awaitTruth("return document.querySelector('[data-live=playing]').textContent === '<i>A</i> & B'");
            awaitTruth("return document.querySelector('[data-live=listeners]').textContent === '1'");
            assertThat(browser.run("return window.stays")).isEqualTo("true");
            assertThat(source.isAlive()).isTrue();
        }
    }

    @Test
    void streamPortShowsTheSamePage() throws IOException {
        visit(server.streamDoor());

        assertThat(browser.run("return getComputedStyle(document.body).display"))
                .isEqualTo("flex");
    }

    private void visit(Target door) throws IOException {
        browser.visit(URI.create("http://" + door.host() + ":" + door.streamPort() + "/"));
    }

    private void awaitTruth(String script) {
        await(script).atMost(PATIENCE).until(() -> browser.run(script).equals("true"));
    }
}
