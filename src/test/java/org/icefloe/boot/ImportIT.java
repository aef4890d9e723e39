package org.icefloe.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.JavaHomes;
import org.icefloe.testkit.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code java -jar icefloe.war import}, as whoever moves from Icecast types it. */
class ImportIT {
    private static final String XML = """
            <icecast>
              <location>Svalbard</location>
              <limits><clients>300</clients><sources>2</sources><queue-size>262144</queue-size></limits>
              <authentication>
                <source-password>share</source-password>
                <admin-user>boss</admin-user><admin-password>whale</admin-password>
                <relay-password>seal</relay-password>
              </authentication>
              <mount type="default"><stream-name>Floe</stream-name></mount>
              <mount>
                <mount-name>/live.mp3</mount-name>
                <username>dj</username><password>walrus</password>
                <max-listeners>1</max-listeners>
              </mount>
              <relay><server>10.0.0.1</server></relay>
              <paths><alias source="/old.mp3" destination="/live.mp3"/></paths>
              <colour>blue</colour>
            </icecast>
            """;

    @TempDir
    Path directory;

    /** How it has ended, and what it has said. */
    private record Result(int exitCode, String output, String errors) {}

    @Test
    void importedMountsPasswordsAndLimitsAreInForce() throws Exception {
        Result result = run(XML);
        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.output())
                .contains("line 3: limits/clients: taken as icefloe.limits.clients = 300\n")
                .contains("relay/server: ignored because relays come with a later version\n")
                .contains("colour: unknown\n")
                .contains("Written: 4 settings of the server, 3 entries of mounts, 0 relays, 3 accounts.\n")
                .doesNotContain("whale", "walrus", "share", "seal");

        try (Server server = JarServer.in(directory).start()) {
            AdminClient boss = AdminClient.of(server, "boss:whale");
            assertThat(boss.page("api/v1/settings"))
                    .contains("\"icefloe.limits.clients\":{\"value\":\"300\"")
                    .contains("\"icefloe.mount.queue-size\":{\"value\":\"262144\"");
            assertThat(AdminClient.of(server).get("api/v1/settings").statusCode())
                    .as("the usual admin is not there")
                    .isEqualTo(401);
            int port = server.streamPort();
            assertThat(RawStream.statusOfSource(port, "/live.mp3", "source:share"))
                    .isEqualTo(401);
            assertThat(RawStream.statusOfSource(port, "/other.mp3", "source:hackme"))
                    .isEqualTo(401);
            assertThat(RawStream.statusOfSource(port, "/other.mp3", "source:share"))
                    .isEqualTo(200);
            try (RawStream source = RawStream.source(port, "/live.mp3", "dj:walrus")) {
                source.send(20_000);
                await().until(() -> boss.page("status-json.xsl").contains("/live.mp3"));
                assertThat(boss.page("status-json.xsl")).contains("Svalbard", "\"server_name\":\"Floe\"");
                try (RawStream listener = RawStream.listener(port, "/old.mp3")) {
                    listener.read(1_000);
                    assertThat(RawStream.statusOfListener(port, "/live.mp3"))
                            .as("the mount takes one")
                            .isEqualTo(403);
                    // Nothing is imported under a server that runs.
                    Result refused = run(XML);
                    assertThat(refused.exitCode()).isEqualTo(1);
                    assertThat(refused.errors())
                            .startsWith("Another Icefloe runs on the home")
                            .hasLineCount(1);
                }
            }
        }
    }

    @Test
    void dryRunWritesNothing() throws Exception {
        Result result = run(XML, "--dry-run");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output())
                .contains("limits/clients: taken as icefloe.limits.clients = 300\n")
                .endsWith("Nothing was written, for this was a dry run.\n");
        assertThat(home()).doesNotExist();
    }

    @Test
    void whatIsShutIsSaidLast() throws Exception {
        Result result = run(
                "<icecast><mount><mount-name>/a</mount-name><authentication type='command'/></mount></icecast>",
                "--dry-run");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output())
                .contains("mount/authentication: shut because there is no authentication of the type \"command\"")
                .endsWith("\"shut\", 1 of them: nobody who has no account listens there until you choose who may.\n");
    }

    @Test
    void passwordsThatTheFileDoesNotHaveAreMadeUpAndShown() throws Exception {
        Result result = run(
                "<icecast><authentication><source-password>share</source-password>" + "</authentication></icecast>");

        assertThat(result.output()).containsPattern("user admin  password [a-z2-9]{20}\n");
        assertThat(result.output()).doesNotContain("user source");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE icecast [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><icecast><location>&e;</location></icecast>",
                "<icecast><limits><queue-size>1</queue-size></limits></icecast>"
            })
    void fileThatIsNoneIsRefusedInOneSentence(String xml) throws Exception {
        Result result = run(xml, "--dry-run");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors()).hasLineCount(1).doesNotContain("Exception", "\tat ");
        assertThat(home()).doesNotExist();
    }

    @Test
    void missingFileIsRefusedBeforeAHomeIsMade() throws Exception {
        Result result = call(List.of("import", directory.resolve("nothing.xml").toString(), "--home=" + home()));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors()).startsWith("There is no file").hasLineCount(1);
        assertThat(home()).doesNotExist();
    }

    private Path home() {
        return directory.resolve("home");
    }

    private Result run(String xml, String... options) throws Exception {
        Path file = Files.writeString(directory.resolve("icecast.xml"), xml);
        List<String> arguments = new ArrayList<>(List.of("import", file.toString(), "--home=" + home()));
        arguments.addAll(List.of(options));
        return call(arguments);
    }

    private Result call(List<String> arguments) throws Exception {
        Path war = Path.of("target", "icefloe.war").toAbsolutePath();
        List<String> command =
                new ArrayList<>(List.of(JavaHomes.current().resolve("bin/java").toString(), "-jar", war.toString()));
        command.addAll(arguments);
        Path output = Files.createTempFile(directory, "output", ".txt");
        Path errors = Files.createTempFile(directory, "errors", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ICEFLOE_") || name.endsWith("_OPTS"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Result(process.exitValue(), read(output), read(errors));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
