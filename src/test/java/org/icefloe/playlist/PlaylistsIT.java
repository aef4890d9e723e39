package org.icefloe.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.icefloe.testkit.IcefloeCatalog;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.StockContainer;
import org.icefloe.testkit.clients.Ffmpeg;
import org.icefloe.testkit.clients.Program;
import org.icefloe.testkit.clients.Recorder;
import org.icefloe.testkit.clients.RunningProgram;
import org.icefloe.testkit.clients.RunningServer;
import org.icefloe.testkit.clients.RunningSource;
import org.icefloe.testkit.clients.Sample;
import org.icefloe.testkit.clients.Sound;
import org.icefloe.testkit.clients.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Playlists as players and proxies ask for them, and the players that follow them. */
class PlaylistsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void playerFollowsThePlaylistOfEitherDoorToTheStream() throws IOException {
        try (RunningServer server = new IcefloeCatalog().standalone(Duration.ofSeconds(10));
                RunningSource source = Ffmpeg.put(Sample.MP3).start(server.streamDoor(), "/live.mp3")) {
            Recorder.http10(server.streamDoor().mountUrl("/live.mp3")).recordOnceLive(PATIENCE, Duration.ZERO);

            play(server.streamDoor());
            play(server.servletDoor());
            assertThat(source.isAlive()).isTrue();
        }
    }

    private void play(Target door) throws IOException {
        Path wave = directory.resolve("heard.wav");
        RunningProgram.run(
                Program.MPG123, "-q", "-n", "150", "-w", wave.toString(), "-@", door.mountUrl("/live.mp3.m3u") + "");
        Sound.of(wave).assertHolds(3);
        Files.delete(wave);
    }

    @Test
    void mountAndFileGoBeforeThePlaylistOfTheSameName() throws IOException {
        try (Server server = JarServer.in(directory).start()) {
            Files.writeString(server.home().resolve("web/live.m3u"), "a file");
            URI address = URI.create("http://127.0.0.1:" + server.streamPort() + "/live.m3u");
            assertThat(curl(address + "")).isEqualTo("a file");

            try (RunningSource source = Ffmpeg.put(Sample.MP3).start(target(server), "/live.m3u")) {
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(Recorder.http10(address)
                                .record(Duration.ZERO)
                                .head()
                                .headers())
                        .containsKey("icy-name"));
                assertThat(source.isAlive()).isTrue();
            }
        }
    }

    @Test
    void hostIsUsedWithAndWithoutItsPortAndProxiesOnlyIfTheyAreTrusted() throws IOException {
        try (Server server = JarServer.in(directory).start()) {
            String streams = "http://127.0.0.1:" + server.streamPort();
            String container = server.httpUri().toString();

            assertThat(curl(streams + "/a.m3u")).isEqualTo(streams + "/a\r\n");
            assertThat(curl(streams + "/a.m3u", "-H", "Host: r.example")).isEqualTo("http://r.example/a\r\n");
            assertThat(curl(streams + "/a.m3u", "-H", "Host: r.example:9000")).isEqualTo("http://r.example:9000/a\r\n");
            assertThat(curl(streams + "/a.m3u", "-0", "-H", "Host:"))
                    .isEqualTo("http://localhost:" + server.streamPort() + "/a\r\n");
            assertThat(curl(streams + "/a.m3u", "-H", "Host: <x>"))
                    .isEqualTo("http://localhost:" + server.streamPort() + "/a\r\n");
            assertThat(curl(container + "a.m3u")).isEqualTo(streams + "/a\r\n");
            assertThat(curl(streams + "/a.m3u", "-H", "X-Forwarded-Host: evil.example", "-H", "Forwarded: host=evil"))
                    .isEqualTo(streams + "/a\r\n");
        }
    }

    @Test
    void trustedProxyTellsTheAddressAndTheClientAtBothDoors() throws IOException {
        try (Server server = JarServer.in(directory)
                .option("--server.trusted-proxies=127.0.0.0/8")
                .start()) {
            for (String door : new String[] {"http://127.0.0.1:" + server.streamPort() + "/", server.httpUri() + ""}) {
                assertThat(curl(
                                door + "a.m3u",
                                "-H",
                                "X-Forwarded-Proto: https",
                                "-H",
                                "X-Forwarded-Host: r.example",
                                "-H",
                                "X-Forwarded-Port: 8443"))
                        .isEqualTo("https://r.example:8443/a\r\n");
                assertThat(curl(door + "a.m3u", "-H", "Forwarded: for=198.51.100.1;proto=https;host=f.example"))
                        .isEqualTo("https://f.example/a\r\n");
            }
            assertRefusedLoginIsLogged(server, "http://127.0.0.1:" + server.streamPort() + "/x", "198.51.100.7");
            assertRefusedLoginIsLogged(server, server.httpUri() + "x", "198.51.100.8");
        }
    }

    private static void assertRefusedLoginIsLogged(Server server, String mount, String client) throws IOException {
        curl(mount, "-X", "PUT", "-u", "source:wrong", "-d", "x", "-H", "X-Forwarded-For: 203.0.113.1, " + client);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.log()).contains("Source login at /x from " + client + " "));
    }

    @ParameterizedTest
    @EnumSource(names = {"TOMCAT_10_1", "JETTY_12_1"})
    void contextPathIsPartOfTheAddressWhereThereIsNoStreamPort(StockContainer container) throws IOException {
        Map<String, String> settings =
                Map.of("ICEFLOE_STREAM_PORT", "0", "ICEFLOE_SERVER_TRUSTED_PROXIES", "127.0.0.1,::1");
        try (Server server = container.start(directory, "radio", settings)) {
            assertThat(curl(server.httpUri() + "a%20b.mp3.pls"))
                    .contains("\r\nFile1=" + server.httpUri() + "a%20b.mp3\r\n");
            assertThat(curl(server.httpUri() + "a.m3u", "-H", "X-Forwarded-Host: r.example"))
                    .isEqualTo("http://r.example/radio/a\r\n");
        }
    }

    @Test
    void publicAddressIsGivenOutEverywhere() throws IOException {
        try (Server server = JarServer.in(directory)
                .option("--server.public-url=https://cdn.example/streams/")
                .start()) {
            assertThat(curl(server.httpUri() + "a.m3u")).isEqualTo("https://cdn.example/streams/a\r\n");
            assertThat(curl(server.httpUri() + "admin/buildm3u?mount=/a&username=u&password=p"))
                    .isEqualTo("https://u:p@cdn.example/streams/a\r\n");
        }
    }

    private static String curl(String address, String... options) throws IOException {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "-sS";
        System.arraycopy(options, 0, arguments, 1, options.length);
        arguments[options.length + 1] = address;
        return RunningProgram.run(Program.CURL, arguments);
    }

    private static Target target(Server server) {
        return new Target() {
            @Override
            public String name() {
                return "java -jar, stream port";
            }

            @Override
            public String host() {
                return "127.0.0.1";
            }

            @Override
            public int streamPort() {
                return server.streamPort();
            }

            @Override
            public int shoutcastPort() {
                return server.streamPort() + 1;
            }

            @Override
            public String sourcePassword() {
                return Server.PASSWORD;
            }
        };
    }
}
