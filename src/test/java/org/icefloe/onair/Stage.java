package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionFactory;
import org.icefloe.testkit.Hosts;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.clients.RawConnection;

/** A running server, with what the tests here do to it. */
public final class Stage implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration STEP = Duration.ofMillis(25);

    private static final String HERE = "127.0.0.1";

    private final Server server;
    private final String host;
    private final Audience audience;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private Stage(Server server, String host) {
        this.server = server;
        this.host = host;
        this.audience = new Audience(host, server.streamPort());
    }

    /** Starts a server whose home is in {@code directory}. */
    public static Stage in(Path directory, String... options) {
        return start(JarServer.in(directory), HERE, options);
    }

    /** Starts a server that is made ready, on this machine. */
    public static Stage of(JarServer server) {
        return new Stage(server.start(), HERE);
    }

    /** Starts a server on another host. */
    public static Stage on(Hosts.Host host, Path directory, String... options) {
        return start(JarServer.in(directory).by(host.command()), host.address(), options);
    }

    private static Stage start(JarServer server, String host, String... options) {
        List.of(options).forEach(server::option);
        return new Stage(server.start(), host);
    }

    /** Waits in short steps. */
    public static ConditionFactory until(String what) {
        return await(what).atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(STEP);
    }

    /** A directory of files that listeners may be sent. */
    public Path web() {
        return server.home().resolve("web");
    }

    public Path home() {
        return server.home();
    }

    /** All it has said in its log. */
    public String log() {
        return server.log();
    }

    /** Its log has lines with all of these words. */
    public List<String> log(String... words) {
        return log().lines()
                .filter(line -> List.of(words).stream().allMatch(line::contains))
                .toList();
    }

    /** There is no stack trace in the log. */
    public void assertUnmoved() {
        assertThat(log()).doesNotContain("\tat ", "Exception", "fault in the server");
    }

    // Settings

    /** Puts an entry for a mount, or a pattern of mounts, in the place of any other. */
    public void set(String mount, Map<String, ?> settings) throws IOException {
        HttpResponse<String> response = put(mount, settings);
        assertThat(response.statusCode()).as(response.body()).isIn(200, 201);
    }

    /** Tries to. */
    public HttpResponse<String> put(String mount, Map<String, ?> settings) throws IOException {
        return putText(mount, json.writeValueAsString(settings));
    }

    /** The same, of a text that need not be JSON. */
    public HttpResponse<String> putText(String mount, String settings) throws IOException {
        return send("PUT", "api/v1/mounts" + mount, HttpRequest.BodyPublishers.ofString(settings));
    }

    /** Drops an entry. */
    public void drop(String mount) throws IOException {
        HttpResponse<String> response = send("DELETE", "api/v1/mounts" + mount, HttpRequest.BodyPublishers.noBody());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
    }

    /** Tells a title as encoders do. The texts are put into the query as they are. */
    public String tell(String mount, String song, String... parameters) throws IOException {
        String more = parameters.length == 0 ? "" : "&" + String.join("&", parameters);
        String query = "admin/metadata?mode=updinfo&mount=" + mount + "&song=" + song + more;
        return page(query);
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body) throws IOException {
        return send(request(path).header("Content-Type", "application/json").method(method, body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(http().resolve(path)).timeout(PATIENCE).header("Authorization", basic("admin"));
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) throws IOException {
        HttpRequest request = builder.build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the server was asked", e);
        }
    }

    private static String basic(String user) {
        return basic(user, Server.PASSWORD);
    }

    public static String basic(String user, String password) {
        String credentials = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** A page of the server, such as {@code status-json.xsl}. */
    public String page(String path) throws IOException {
        return send("GET", path, HttpRequest.BodyPublishers.noBody()).body();
    }

    /** What the server answers to an admin's call. */
    public HttpResponse<String> call(String method, String path, String json) throws IOException {
        return send(method, path, HttpRequest.BodyPublishers.ofString(json));
    }

    /** What the server answers to an admin's form, whose values are put in as they are. */
    public HttpResponse<String> form(String path, String form) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** The other door. */
    public URI http() {
        URI local = server.httpUri();
        return URI.create("http://" + host + ":" + local.getPort() + local.getPath());
    }

    // Sources

    /** Logs a source in, as soon as it is let in, and has it play {@code speed} times as fast as is to be heard. */
    public RawConnection source(String mount, Tune tune, double speed) {
        return until("a source of " + mount)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> play(mount, tune, speed), source -> true);
    }

    private RawConnection play(String mount, Tune tune, double speed) throws IOException {
        RawConnection source = login(mount, tune.format().contentType());
        source.play(tune.bytes(), tune.length(speed));
        return source;
    }

    /**
     * Logs a source in that is silent.
     *
     * @throws IOException that quotes the answer, if it is refused
     */
    public RawConnection login(String mount, String contentType) throws IOException {
        return login(mount, contentType, basic("source"));
    }

    /** The same with other credentials, as {@code Authorization} has them. */
    public RawConnection login(String mount, String contentType, String authorization) throws IOException {
        RawConnection source = connect();
        try {
            source.say("SOURCE " + mount + " HTTP/1.0\r\nAuthorization: " + authorization + "\r\nContent-Type: "
                    + contentType + "\r\n\r\n");
            source.expect("HTTP/1\\.[01] 200 .*");
        } catch (IOException e) {
            source.close();
            throw e;
        }
        return source;
    }

    /** A socket that has said nothing yet. */
    public RawConnection connect() throws IOException {
        return new RawConnection(host, server.streamPort(), Duration.ofSeconds(5));
    }

    // Listeners

    public Audience audience() {
        return audience;
    }

    /** How many the server counts at a mount; none if it is off or hidden. */
    public int listeners(String mount) throws IOException {
        return status(mount).map(source -> source.get("listeners").asInt()).orElse(0);
    }

    /** What the public document says of a mount, if it is in there. */
    public Optional<JsonNode> status(String mount) throws IOException {
        JsonNode sources =
                json.readTree(page("status-json.xsl")).path("icestats").path("source");
        return StreamSupport.stream((sources.isArray() ? sources : List.of(sources)).spliterator(), false)
                .filter(source -> source.path("listenurl").asText().endsWith(mount))
                .findFirst();
    }

    /** Waits until so many are at a mount. */
    public void awaitListeners(String mount, int count) {
        until(count + " listeners of " + mount).until(() -> listeners(mount), present -> present == count);
    }

    /** Waits until each has been sent something more. */
    public static void awaitMore(List<Listener> listeners) {
        List<Long> before = listeners.stream().map(Listener::size).toList();
        until("more for everybody").until(() -> IntStream.range(0, listeners.size())
                .allMatch(i -> listeners.get(i).size() > before.get(i)));
    }

    /** Waits for a mount to be on. */
    public void awaitOn(String mount) {
        until(mount + " is on").until(() -> status(mount).isPresent());
    }

    public URI streams() {
        return URI.create("http://" + host + ":" + server.streamPort());
    }

    /** Ends it as {@code kill -9} does; its home stays. */
    public void kill() {
        audience.close();
        server.kill();
    }

    /** Ends it as SIGTERM does, and says by which status; its home stays. */
    public int stop() {
        audience.close();
        return server.stop();
    }

    public long pid() {
        return server.pid();
    }

    /** Stops its process where it is: its connections stay open, and nothing comes. */
    public void freeze() throws IOException {
        signal("-STOP");
    }

    /** Lets it go on. */
    public void thaw() throws IOException {
        signal("-CONT");
    }

    private void signal(String which) throws IOException {
        try {
            assertThat(new ProcessBuilder("kill", which, Long.toString(pid()))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many threads its process has. */
    public int threads() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
            return (int) tasks.count();
        }
    }

    @Override
    public void close() {
        audience.close();
        server.close();
    }
}
