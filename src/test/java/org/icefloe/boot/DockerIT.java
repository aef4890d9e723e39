package org.icefloe.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The files under {@code docker/}, as far as they can be tried without a container engine. */
class DockerIT {
    private static final Path DOCKERFILE = Path.of("docker/Dockerfile");
    private static final Path ENTRYPOINT = Path.of("docker/entrypoint.sh").toAbsolutePath();

    private static final List<String> INSTRUCTIONS = List.of(
            "FROM",
            "RUN",
            "CMD",
            "LABEL",
            "EXPOSE",
            "ENV",
            "ADD",
            "COPY",
            "ENTRYPOINT",
            "VOLUME",
            "USER",
            "WORKDIR",
            "ARG",
            "STOPSIGNAL",
            "HEALTHCHECK",
            "SHELL");

    @TempDir
    Path directory;

    @Test
    void everyLineIsAnInstruction() throws IOException {
        assertThat(instructions()).isNotEmpty().allSatisfy(line -> assertThat(INSTRUCTIONS)
                .contains(line.split("\\s+", 2)[0]));
    }

    @Test
    void imageIsBuiltInOneStageAndRunsInASmallerOne() throws IOException {
        assertThat(arguments("FROM")).hasSize(2);
        assertThat(arguments("FROM").get(0)).endsWith(" AS build");
        assertThat(arguments("FROM").get(1)).contains("jre").doesNotContain(":latest");
    }

    @Test
    void processIsNotRootAndIsAskedForItsHealth() throws IOException {
        assertThat(arguments("USER")).containsExactly("icefloe");
        assertThat(arguments("HEALTHCHECK")).singleElement().asString().contains("/health/ready");
        assertThat(arguments("ENTRYPOINT"))
                .singleElement()
                .asString()
                .startsWith("[\"/bin/sh\", \"")
                .endsWith("\"]");
    }

    @Test
    void whatIsCopiedExistsAndIsNotIgnored() throws IOException {
        List<String> kept = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        List<String> sources = arguments("COPY").stream()
                .filter(copy -> !copy.startsWith("--from"))
                .map(copy -> copy.split("\\s+")[0])
                .toList();
        assertThat(sources).isNotEmpty().allSatisfy(source -> {
            assertThat(Path.of(source)).exists();
            assertThat(kept).anyMatch(path -> path.equals(source) || path.startsWith(source + "/"));
        });
    }

    /** With the very options of the image, over what the image is given; the packaging itself is tested elsewhere. */
    @Test
    void whatIsCopiedIsEnoughToBuildFrom() throws Exception {
        Path source = Files.createDirectory(directory.resolve("src-of-image"));
        Files.copy(Path.of("pom.xml"), source.resolve("pom.xml"));
        List<String> options = Stream.of(buildCommand().split("\\s+"))
                .filter(word -> word.startsWith("-"))
                .toList();
        List<String> command = new ArrayList<>(List.of("mvn", "-o"));
        command.addAll(options);
        command.add("validate");
        Path log = directory.resolve("validate.txt");
        Process maven = new ProcessBuilder(command)
                .directory(source.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(maven.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(maven.exitValue()).as(Files.readString(log)).isZero();
    }

    private static String buildCommand() throws IOException {
        String run = arguments("RUN").stream()
                .filter(line -> line.contains(" mvn "))
                .findFirst()
                .orElseThrow();
        return run.substring(run.indexOf(" mvn "));
    }

    @Test
    void composeFileNamesTheDockerfileThePortsAndAVolume() throws IOException {
        Map<String, Object> compose = new Yaml().load(Files.readString(Path.of("docker/compose.yml")));
        Map<String, Object> service = child(child(compose, "services"), "icefloe");
        Map<String, Object> build = child(service, "build");
        assertThat(Path.of(
                        "docker",
                        build.get("context").toString(),
                        build.get("dockerfile").toString()))
                .exists();
        assertThat(service.get("ports").toString()).contains("8000:8000", "8080:8080");
        assertThat(service.get("volumes").toString()).contains("icefloe:/data");
        assertThat(child(compose, "volumes")).containsKey("icefloe");
    }

    @Test
    void scriptsPassShellcheck() throws Exception {
        Process shellcheck = new ProcessBuilder("shellcheck", "start.sh", "test.sh", ".ci/run", ENTRYPOINT.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("shellcheck.txt").toFile())
                .start();
        assertThat(shellcheck.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(directory.resolve("shellcheck.txt")).isEmptyFile();
        assertThat(shellcheck.exitValue()).isZero();
    }

    @Test
    void entryScriptBecomesTheServerAndPassesOnItsSignals() {
        try (Server server = JarServer.in(directory)
                .environment("ICEFLOE_HEAP", "256m")
                .environment("JAVA_OPTIONS", "-Dicefloe.server.hostname=docker.example -Xss512k")
                .script(ENTRYPOINT)
                .start()) {
            assertThat(commandLine(server)).contains("-Xmx256m", "-Xss512k", "-XX:+ExitOnOutOfMemoryError");
            assertThat(server.output()).contains("http://docker.example:" + server.streamPort());
            long begin = System.nanoTime();
            assertThat(server.stop()).isIn(0, 143);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        }
    }

    /** Of the process the script was started as: it is Java only if the script has given way to it. */
    private static List<String> commandLine(Server server) {
        return ProcessHandle.of(server.pid())
                .flatMap(handle -> handle.info().arguments())
                .map(Arrays::asList)
                .orElseThrow();
    }

    private static List<String> arguments(String instruction) throws IOException {
        return instructions().stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1).strip())
                .toList();
    }

    private static List<String> instructions() throws IOException {
        String joined =
                Files.readString(DOCKERFILE).replaceAll("(?m)^#.*\\R", "").replaceAll("\\\\\\R\\s*", "");
        return joined.lines().filter(line -> !line.isBlank()).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> parent, String name) {
        return (Map<String, Object>) parent.get(name);
    }
}
