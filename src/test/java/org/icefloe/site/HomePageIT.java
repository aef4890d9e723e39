package org.icefloe.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.StockContainer;
import org.icefloe.testkit.clients.Browser;
import org.icefloe.testkit.clients.CurlChunked;
import org.icefloe.testkit.clients.Ffmpeg;
import org.icefloe.testkit.clients.RunningServer;
import org.icefloe.testkit.clients.RunningSource;
import org.icefloe.testkit.clients.Sample;
import org.icefloe.testkit.clients.ServerCatalog;
import org.icefloe.testkit.clients.Target;
import org.icefloe.testkit.clients.TitleUpdate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public page in a real browser, which holds it to its own content security policy. */
class HomePageIT {
    /** The page asks for news every 10 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static RunningServer server;
    private static Browser browser;

    @BeforeAll
    static void open() throws IOException {
        server = ServerCatalog.find().standalone(Duration.ofSeconds(10));
        browser = Browser.open();
    }

    @AfterAll
    static void close() {
        browser.close();
        server.close();
    }

    @Test
    void pageComesWithItsStylesAndSaysHowToBegin() throws IOException {
        await("an empty page").atMost(PATIENCE).until(() -> {
            visit(server.servletDoor());
            return browser.run("return document.querySelector('pre') !== null").equals("true");
        });

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

    @Test
    void pageUnderAContextPathPlaysByTheContainersOwnPort(@TempDir Path directory) throws IOException {
        Map<String, String> noStreamPort = Map.of("ICEFLOE_STREAM_PORT", "0");
        try (Server tomcat = StockContainer.TOMCAT_10_1.start(directory, "radio", noStreamPort);
                RunningSource source = new CurlChunked(Sample.MP3).start(new Radio(tomcat), "/live.mp3")) {
            await(source.output()).atMost(PATIENCE).until(() -> {
                browser.visit(tomcat.httpUri());
                return browser.run("return document.querySelector('audio') !== null")
                        .equals("true");
            });

            assertThat(browser.run("return document.querySelector('audio').src"))
                    .isEqualTo(tomcat.httpUri() + "live.mp3");
            browser.run("document.querySelector('audio').play()");
            awaitTruth("return document.querySelector('audio').currentTime > 1");
            awaitTruth("return document.querySelector('[data-live=listeners]').textContent === '1'");
        }
    }

    /** The servlet door of a container that has the WAR under a context path. */
    private record Radio(Server server) implements Target {
        @Override
        public String name() {
            return "Tomcat";
        }

        @Override
        public String host() {
            return server.httpUri().getHost();
        }

        @Override
        public int streamPort() {
            return server.httpUri().getPort();
        }

        @Override
        public int shoutcastPort() {
            return 0;
        }

        @Override
        public String sourcePassword() {
            return Server.PASSWORD;
        }

        @Override
        public String path(String mount) {
            return server.httpUri().getPath() + mount.substring(1);
        }
    }

    private void visit(Target door) throws IOException {
        browser.visit(URI.create("http://" + door.host() + ":" + door.streamPort() + "/"));
    }

    private void awaitTruth(String script) {
        await(script).atMost(PATIENCE).until(() -> browser.run(script).equals("true"));
    }
}
