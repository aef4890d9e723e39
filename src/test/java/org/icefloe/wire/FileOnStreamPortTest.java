package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.icefloe.testkit.Descriptors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that lie in files, sent by the stream port. */
class FileOnStreamPortTest extends OnStreamPort {
    private static final long LARGE = 300L * 1024 * 1024;

    @TempDir
    static Path directory;

    private Path file;

    @BeforeEach
    void serveAFile() throws IOException {
        file = directory.resolve("file");
        byte[] bytes = new byte[1_000_000];
        new Random(1).nextBytes(bytes);
        Files.write(file, bytes);
        server.file = file;
    }

    @Test
    void fileOfSeveralPortionsComesWhole() throws IOException {
        try (Peer client = server.peer().say("GET /admin/hello/file HTTP/1.1\r\n\r\n")) {
            assertThat(client.head()).startsWith("HTTP/1.1 200 OK\r\n").contains("\r\nContent-Length: 1000000\r\n");
            assertThat(client.rest()).isEqualTo(Files.readAllBytes(file));
        }
    }

    @Test
    void headIsSentWithTheLengthAndWithoutTheFile() {
        assertThat(replyTo("HEAD /admin/hello/file HTTP/1.1\r\n\r\n"))
                .contains("\r\nContent-Length: 1000000\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void emptyFileIsSentToo() throws IOException {
        Files.write(file, new byte[0]);

        assertThat(replyTo("GET /admin/hello/file HTTP/1.1\r\n\r\n"))
                .contains("\r\nContent-Length: 0\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void clientThatClosesItsSideBehindTheRequestGetsItsFile() {
        try (Peer client =
                server.peer().say("GET /admin/hello/file HTTP/1.1\r\n\r\n").closeItsSide()) {
            client.head();
            assertThat(client.rest()).hasSize(1_000_000);
        }
    }

    /** More clients than workers, none of which takes anything: others are answered all the same. */
    @Test
    void slowClientsHoldNoWorkerAndLittleMemory() throws IOException {
        makeLarge();
        restart(Map.of());
        server.file = file;
        long held = RunningPort.heldBytes();
        List<Peer> slow = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            slow.add(Peer.connect(server.port, 8192).say("GET /admin/hello/file HTTP/1.1\r\n\r\n"));
        }
        slow.forEach(Peer::head);

        await().until(() -> server.workersAtWork() == 0);
        assertThat(RunningPort.heldBytes()).as("what waits for them").isLessThan(held + 40 * 20 * 1024);
        assertThat(replyTo("GET /admin/hello HTTP/1.1\r\n\r\n")).endsWith("hello");
        slow.forEach(Peer::close);
        await("files are closed when their clients are gone").until(() -> Descriptors.of(file) == 0);
    }

    @Test
    void fileThatBecomesShorterEndsTheConnectionAndNothingElse() throws IOException {
        makeLarge();
        try (Peer client = server.peer().say("GET /admin/hello/file HTTP/1.1\r\n\r\n")) {
            client.head();
            client.hear(1000);
            Files.write(file, new byte[10]);

            assertThat(client.rest()).hasSizeLessThan((int) LARGE);
        }
        assertThat(replyTo("GET /admin/hello HTTP/1.1\r\n\r\n")).endsWith("hello");
    }

    @Test
    void fileThatIsGoneGets500() throws IOException {
        Files.delete(file);

        assertThat(replyTo("GET /admin/hello/file HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 500 ");
    }

    /** Of zeros that take no room on the disk. */
    private void makeLarge() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(LARGE);
        }
    }
}
