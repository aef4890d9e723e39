package org.icefloe.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.icefloe.testkit.clients.Ffmpeg;
import org.icefloe.testkit.clients.Icecast2Catalog;
import org.icefloe.testkit.clients.RawConnection;
import org.icefloe.testkit.clients.RunningServer;
import org.icefloe.testkit.clients.Sample;
import org.icefloe.testkit.clients.ServerCatalog;
import org.icefloe.testkit.clients.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Sends one script of requests to Debian's icecast2 and to this server, which have the same sources and listeners, and
 * compares what comes back: status, type, and the trees of documents. Times, ports, bytes and numbers of connections
 * are masked. What differs stands in {@code docs/admin.md}, each with its reason; a difference that does not stand
 * there, and one that stands there and is none any more, fail.
 */
class DifferentialIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path TABLE = Path.of("docs", "admin.md");

    private static final Map<String, String> LOGINS = logins();

    /** What is asked by everybody. */
    private static final List<String> ASKED_BY_ALL = List.of(
            "GET /admin",
            "GET /admin/",
            "GET /admin/stats",
            "GET /admin/stats?mount=/a.mp3",
            "GET /admin/stats?mount=/nix.mp3",
            "GET /admin/stats?mount=",
            "GET /admin/stats.xml",
            "GET /admin/stats.xsl",
            "GET /admin/stats.txt",
            "GET /admin/listmounts",
            "GET /admin/listmounts?mount=/a.mp3",
            "GET /admin/listmounts.xsl",
            "GET /admin/streamlist",
            "GET /admin/streamlist?mount=/nix.mp3",
            "GET /admin/streamlist.txt",
            "GET /admin/listclients",
            "GET /admin/listclients?mount=/a.mp3",
            "GET /admin/listclients?mount=/c.ogg",
            "GET /admin/listclients?mount=/nix.mp3",
            "GET /admin/listclients?mount=nix",
            "GET /admin/listclients.xsl?mount=/a.mp3",
            "GET /admin/moveclients",
            "GET /admin/moveclients?mount=/a.mp3",
            "GET /admin/moveclients?mount=/a.mp3&destination=/a.mp3",
            "GET /admin/moveclients?mount=/a.mp3&destination=/nix.mp3",
            "GET /admin/moveclients?mount=/a.mp3&destination=",
            "GET /admin/moveclients?mount=/nix.mp3&destination=/a.mp3",
            "GET /admin/moveclients.xsl?mount=/a.mp3",
            "GET /admin/killclient",
            "GET /admin/killclient?mount=/a.mp3",
            "GET /admin/killclient?mount=/a.mp3&id=",
            "GET /admin/killclient?mount=/a.mp3&id=abc",
            "GET /admin/killclient?mount=/a.mp3&id=-1",
            "GET /admin/killclient?mount=/a.mp3&id=999999999x",
            "GET /admin/killclient?mount=/nix.mp3&id=1",
            "GET /admin/killsource",
            "GET /admin/killsource?mount=/nix.mp3",
            "GET /admin/metadata",
            "GET /admin/metadata?mount=/a.mp3",
            "GET /admin/metadata?mode=updinfo&song=x",
            "GET /admin/metadata?mount=/nix.mp3&mode=updinfo&song=x",
            "GET /admin/metadata?mount=/a.mp3&mode=other&song=x",
            "GET /admin/metadata?mount=/a.mp3&mode=updinfo&song=%3CA%26B%3E",
            "GET /admin/metadata.xsl?mount=/a.mp3&mode=updinfo&song=%3CA%26B%3E",
            "GET /admin/updatemetadata",
            "GET /admin/updatemetadata?mount=/a.mp3",
            "GET /admin/updatemetadata?mount=/nix.mp3",
            "GET /admin/updatemetadata.xsl?mount=/a.mp3",
            "GET /admin/fallbacks",
            "GET /admin/fallbacks?mount=/a.mp3",
            "GET /admin/fallbacks?mount=/nix.mp3&fallback=/b.mp3",
            "GET /admin/manageauth",
            "GET /admin/manageauth?mount=/a.mp3",
            "GET /admin/manageauth?mount=/nix.mp3",
            "GET /admin/manageauth?mount=/auth.mp3",
            "GET /admin/manageauth?mount=/auth.mp3&action=add",
            "GET /admin/manageauth?mount=/auth.mp3&action=delete",
            "GET /admin/manageauth?mount=/auth.mp3&action=other",
            "GET /admin/buildm3u",
            "GET /admin/buildm3u?mount=/a.mp3",
            "GET /admin/buildm3u?mount=/a.mp3&username=u&password=p",
            "GET /admin/reloadconfig",
            "GET /admin/!POKE",
            "GET /admin/nix?mount=/a.mp3",
            "POST /admin/stats",
            "GET /admin.cgi",
            "GET /status-json.xsl",
            "GET /status-json.xsl?mount=/a.mp3",
            "GET /status-json.xsl?mount=/hidden.mp3",
            "GET /status.xsl",
            "GET /server_version.xsl",
            "GET /auth.xsl",
            "GET /nix.xsl");

    private static Path users;
    private static RunningServer icefloe;
    private static RunningServer icecast;

    private final Map<List<String>, TreeSet<String>> differences = new LinkedHashMap<>();

    private static Map<String, String> logins() {
        Map<String, String> logins = new LinkedHashMap<>();
        logins.put("nobody", "");
        logins.put("wrong", "admin:wrong");
        logins.put("source", "source:hackme");
        logins.put("relay", "relay:hackme");
        logins.put("admin", "admin:hackme");
        return logins;
    }

    @BeforeAll
    static void start() throws Exception {
        icefloe = ServerCatalog.find().standalone(Duration.ofSeconds(10));
        users = Files.createTempDirectory("htpasswd");
        assertThat(users.toFile().setWritable(true, false) && users.toFile().setExecutable(true, false))
                .as("icecast2, which leaves root behind, may write there")
                .isTrue();
        icecast = new Icecast2Catalog("<mount><mount-name>/auth.mp3</mount-name><authentication type=\"htpasswd\">"
                        + "<option name=\"filename\" value=\"" + users.resolve("icecast")
                        + "\"/></authentication></mount>"
                        + "<mount><mount-name>/hidden.mp3</mount-name><hidden>1</hidden>"
                        + "<fallback-mount>/b.mp3</fallback-mount><max-listeners>10</max-listeners></mount>")
                .standalone(Duration.ofSeconds(10));
        send("PATCH", "/api/v1/settings", "{\"icefloe.auth.max-failures\":0}");
        send(
                "PUT",
                "/api/v1/mounts/auth.mp3",
                "{\"authType\":\"htpasswd\",\"authHtpasswdFile\":\"" + users.resolve("icefloe") + "\"}");
        send("PUT", "/api/v1/mounts/hidden.mp3", "{\"hidden\":true,\"fallbackMount\":\"/b.mp3\",\"maxListeners\":10}");
    }

    @AfterAll
    static void stop() {
        icefloe.close();
        icecast.close();
    }

    private static void send(String method, String path, String document) throws Exception {
        String login = Base64.getEncoder().encodeToString(LOGINS.get("admin").getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(icefloe.streamDoor().mountUrl(path))
                .header("Authorization", "Basic " + login)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(document))
                .build();
        HttpResponse<String> reply = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(reply.statusCode()).as(reply.body()).isIn(200, 201);
    }

    @Test
    void everythingIsAnsweredAsByIcecastButForWhatTheTableSays() throws Exception {
        List<AutoCloseable> open = new ArrayList<>();
        try {
            for (RunningServer server : List.of(icefloe, icecast)) {
                populate(server.streamDoor(), open);
            }
            for (String request : ASKED_BY_ALL) {
                for (String who : LOGINS.keySet()) {
                    compare(request, who, who);
                }
            }
            changeThings();
            changeUsers(open);
        } finally {
            for (AutoCloseable one : open) {
                one.close();
            }
        }
        assertThat(String.join("\n", found())).isEqualTo(String.join("\n", listed()));
    }

    private static void populate(Target target, List<AutoCloseable> open) throws Exception {
        open.add(Ffmpeg.put(Sample.MP3).start(target, "/a.mp3"));
        open.add(Ffmpeg.put(Sample.MP3).start(target, "/b.mp3"));
        open.add(Ffmpeg.put(Sample.VORBIS).start(target, "/c.ogg"));
        open.add(Ffmpeg.put(Sample.MP3).start(target, "/hidden.mp3"));
        open.add(Ffmpeg.put(Sample.MP3).start(target, "/auth.mp3"));
        awaitLine(target, "/admin/stats", "/icestats/sources = 5");
        await().atMost(PATIENCE).until(() -> RawReply.ask(target, "GET", "/status-json.xsl?mount=/c.ogg", "")
                .body()
                .contains("artist"));
        open.add(listen(target, "User-Agent: panel <&> \"test\"\r\n"));
        open.add(listen(target, ""));
        awaitLine(target, "/admin/stats", "/icestats/listeners = 2");
        awaitLine(target, "/admin/stats?mount=/a.mp3", "/icestats/source[/a.mp3]/listeners = 2");
    }

    private static RawConnection listen(Target target, String header) throws IOException {
        RawConnection listener = new RawConnection(target.host(), target.streamPort(), Duration.ofSeconds(5));
        listener.say("GET /a.mp3 HTTP/1.0\r\n" + header + "\r\n");
        listener.expect("HTTP/1.0 200 OK");
        return listener;
    }

    private static void awaitLine(Target target, String path, String line) {
        await(line).atMost(PATIENCE).pollDelay(Duration.ZERO).until(() -> {
            RawReply reply = RawReply.ask(target, "GET", path, LOGINS.get("admin"));
            return reply.isDocument() && reply.tree().contains(line);
        });
    }

    /** What only an admin does, one after the other. */
    private void changeThings() throws IOException {
        settled("/icestats/source[/a.mp3]/title = <A&B>");
        compare("GET /admin/stats", "admin", "admin, with a title");
        compare("GET /admin/moveclients?mount=/a.mp3&destination=/c.ogg", "admin", "admin");
        compare("GET /admin/moveclients?mount=/a.mp3&destination=/b.mp3", "admin", "admin");
        settled("/icestats/source[/b.mp3]/listeners = 2");
        compare("GET /admin/stats?mount=/b.mp3", "admin", "admin, after the move");
        compare("GET /admin/listclients?mount=/b.mp3", "admin", "admin, after the move");
        compare("GET /admin/killclient?mount=/a.mp3&id={id}", "admin", "admin, who is elsewhere");
        compare("GET /admin/killclient?mount=/b.mp3&id={id}", "admin", "admin");
        settled("/icestats/listeners = 1");
        compare("GET /admin/listclients?mount=/b.mp3", "admin", "admin, after the kill");
        compare("GET /admin/fallbacks?mount=/b.mp3&fallback=/a.mp3", "admin", "admin");
        compare("GET /admin/listmounts", "admin", "admin, with a fallback");
        compare("GET /admin/fallbacks?mount=/b.mp3&fallback=", "admin", "admin");
        compare("GET /admin/fallbacks?mount=/b.mp3&fallback=nix", "admin", "admin");
        compare("GET /admin/killsource?mount=/c.ogg", "admin", "admin");
        settled("/icestats/sources = 4");
        compare("GET /admin/killsource?mount=/c.ogg", "admin", "admin, again");
        compare("GET /admin/stats", "admin", "admin, at the end");
    }

    /** The users of a mount, and one of them as a listener. */
    private void changeUsers(List<AutoCloseable> open) throws IOException {
        String command = "GET /admin/manageauth?mount=/auth.mp3";
        compare(command + "&action=add&username=ann&password=secret", "admin", "admin");
        compare(command + "&action=add&username=ann&password=other", "admin", "admin, again");
        compare(command, "admin", "admin, with users");
        for (RunningServer server : List.of(icefloe, icecast)) {
            Target target = server.streamDoor();
            RawConnection listener = new RawConnection(target.host(), target.streamPort(), Duration.ofSeconds(5));
            open.add(listener);
            listener.say("GET /auth.mp3 HTTP/1.0\r\nUser-Agent: x\r\nAuthorization: Basic YW5uOnNlY3JldA==\r\n\r\n");
            listener.expect("HTTP/1.0 200 OK");
            awaitLine(target, "/admin/stats?mount=/auth.mp3", "/icestats/source[/auth.mp3]/listeners = 1");
        }
        compare("GET /admin/listclients?mount=/auth.mp3", "admin", "admin");
        // Icecast reads a file again when the second of its time is another one.
        Files.setLastModifiedTime(
                users.resolve("icecast"), FileTime.from(Instant.now().plusSeconds(60)));
        compare(command + "&action=delete&username=ann", "admin", "admin");
        compare(command + "&action=delete&username=nobody", "admin", "admin");
        compare(command, "admin", "admin, with one user less");
    }

    private static void settled(String line) {
        awaitLine(icecast.streamDoor(), "/admin/stats", line);
        awaitLine(icefloe.streamDoor(), "/admin/stats", line);
    }

    private void compare(String request, String who, String label) throws IOException {
        String[] words = request.split(" ", 2);
        RawReply one = RawReply.ask(icecast.streamDoor(), words[0], withId(icecast, words[1]), LOGINS.get(who));
        RawReply other = RawReply.ask(icefloe.streamDoor(), words[0], withId(icefloe, words[1]), LOGINS.get(who));
        String ids = "Client [0-9]{1,6} ";
        Difference.between(
                        one.replacing(words[1].contains("{id}") ? ids : "$^"),
                        other.replacing(words[1].contains("{id}") ? ids : "$^"))
                .ifPresent(found -> differences
                        .computeIfAbsent(List.of(request, found.icecast(), found.icefloe()), same -> new TreeSet<>())
                        .add(label));
    }

    /** The number of the first listener, which each server gives as it likes. */
    private static String withId(RunningServer server, String path) throws IOException {
        if (!path.contains("{id}")) {
            return path;
        }
        RawReply listeners =
                RawReply.ask(server.streamDoor(), "GET", "/admin/listclients?mount=/b.mp3", LOGINS.get("admin"));
        Optional<String> id = listeners.tree().stream()
                .filter(line -> line.contains("/ID = "))
                .findFirst()
                .map(line -> line.replaceFirst(".* = ", ""));
        return path.replace("{id}", id.orElseThrow());
    }

    /** A row for each difference, in the order of the script. */
    private List<String> found() {
        List<String> rows = new ArrayList<>();
        differences.forEach((difference, who) -> rows.add("| `" + difference.get(0) + "` | " + who(who) + " | "
                + cell(difference.get(1)) + " | " + cell(difference.get(2)) + " |"));
        return rows;
    }

    private static String who(TreeSet<String> labels) {
        return labels.size() == LOGINS.size() ? "anybody" : String.join(", ", labels);
    }

    private static String cell(String text) {
        return text.isEmpty() ? "–" : "`" + text.replace("|", "\\|") + "`";
    }

    /** The rows of the table, without the reason, which each has to have. */
    private static List<String> listed() throws IOException {
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (line.matches("\\| `(GET|POST) .*")) {
                int reason = line.lastIndexOf(" | ", line.length() - 3);
                assertThat(line.substring(reason).length())
                        .as("the reason in: " + line)
                        .isGreaterThan(10);
                rows.add(line.substring(0, reason) + " |");
            }
        }
        return rows;
    }
}
