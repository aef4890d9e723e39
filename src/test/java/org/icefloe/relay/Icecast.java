package org.icefloe.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.icefloe.onair.Audience;
import org.icefloe.onair.Stage;
import org.icefloe.testkit.clients.Icecast2Catalog;
import org.icefloe.testkit.clients.RunningServer;
import org.icefloe.testkit.clients.TitleUpdate;

/** Debian's icecast2, at one end of a relay. It looks after its relays and its master every second. */
final class Icecast implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOURCE_TIMEOUT = Duration.ofSeconds(10);

    private final RunningServer server;
    private final Audience audience;

    private Icecast(RunningServer server) {
        this.server = server;
        this.audience = new Audience(port());
    }

    /** Starts it with more elements in its configuration. */
    static Icecast with(String... elements) {
        return new Icecast(catalog(elements).standalone(SOURCE_TIMEOUT));
    }

    /** Starts it where another one was before. */
    static Icecast at(int port, String... elements) {
        return new Icecast(catalog(elements).standalone(SOURCE_TIMEOUT, port));
    }

    private static Icecast2Catalog catalog(String... elements) {
        String every = "<master-update-interval>1</master-update-interval>";
        return new Icecast2Catalog(every + String.join("", elements));
    }

    /** That it mirrors all of a server on this machine. */
    static String master(int port) {
        return "<master-server>127.0.0.1</master-server><master-server-port>" + port + "</master-server-port>"
                + "<master-username>relay</master-username><master-password>hackme</master-password>";
    }

    /** That it relays a mount of a server on this machine, by the relay account. */
    static String relay(int port, String mount, String localMount) {
        return "<relay><server>127.0.0.1</server><port>" + port + "</port><mount>" + mount + "</mount><local-mount>"
                + localMount + "</local-mount><username>relay</username><password>hackme</password>"
                + "<relay-shoutcast-metadata>1</relay-shoutcast-metadata></relay>";
    }

    int port() {
        return server.streamDoor().streamPort();
    }

    URI streams() {
        return URI.create("http://127.0.0.1:" + port());
    }

    Audience audience() {
        return audience;
    }

    String log() {
        return Icecast2Catalog.errorLog(server);
    }

    /** Sets a title, as encoders do. */
    void tell(String mount, String title) throws IOException {
        TitleUpdate.send(server.streamDoor(), mount, title);
    }

    /** What its public document says of a mount, if it is in there. */
    Optional<JsonNode> status(String mount) throws IOException {
        JsonNode sources = JSON.readTree(streams().resolve("/status-json.xsl").toURL())
                .path("icestats")
                .path("source");
        return StreamSupport.stream((sources.isArray() ? sources : List.of(sources)).spliterator(), false)
                .filter(source -> source.path("listenurl").asText().endsWith(mount))
                .findFirst();
    }

    /** Waits for a mount to be on. */
    void awaitOn(String mount) {
        Stage.until(mount + " of icecast2 is on").until(() -> status(mount).isPresent());
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        Icecast2Catalog.program(server).kill();
    }

    /** Stops its process where it is. */
    void freeze() throws IOException {
        Icecast2Catalog.program(server).freeze();
    }

    /** Lets it go on. */
    void thaw() throws IOException {
        Icecast2Catalog.program(server).thaw();
    }

    @Override
    public void close() {
        audience.close();
        server.close();
    }
}
