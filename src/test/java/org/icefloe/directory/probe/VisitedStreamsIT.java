package org.icefloe.directory.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.icefloe.config.SettingsLoader;
import org.icefloe.directory.catalog.Check;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.directory.catalog.Verdict;
import org.icefloe.format.SampleStream;
import org.icefloe.store.CatalogRepository;
import org.icefloe.store.Database;
import org.icefloe.testkit.FreePorts;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.clients.RudeOrigin;
import org.icefloe.testkit.clients.RudeOrigin.Manner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running directory, and servers of every manner that are listed in it. Each has an address of its own. */
class VisitedStreamsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String STREAM = "HTTP/1.0 200 OK\r\nContent-Type: audio/mpeg\r\n";
    private static final String PAGE = "HTTP/1.1 200 OK\r\nContent-Type: text/html";
    private static final Duration LENGTH = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<RudeOrigin> origins = new ArrayList<>();
    private final Map<String, String> expected = new HashMap<>();
    private Server server;

    @AfterEach
    void close() {
        server.close();
        origins.forEach(RudeOrigin::close);
    }

    private JarServer directory() {
        return JarServer.in(directory)
                .option("--directory.serve=true")
                .option("--server.public-url=https://dir.example");
    }

    private void start() {
        server = directory().option("--directory.allow-private=true").start();
    }

    /** At the address {@code 127.0.x.y}. */
    private RudeOrigin origin(String address, String path, Manner manner) throws IOException {
        RudeOrigin origin = RudeOrigin.at(InetAddress.getByName(address)).at(path, manner);
        origins.add(origin);
        return origin;
    }

    private String list(String address, String type, Manner manner) throws IOException {
        RudeOrigin origin = origin(address, "/live", manner);
        return list("http://" + address + ":" + origin.port() + "/live", type);
    }

    private String list(String url, String type) {
        String form = Map.of("action", "add", "sn", "Nordlicht", "genre", "Drone", "listenurl", url, "type", type)
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(server.httpUri().resolve("cgi-bin/yp-cgi"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        assertThat(send(request).headers().firstValue("YPResponse")).contains("1");
        return url;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What was found of each listen URL, once the server has ended. */
    private Map<String, Check> checks() {
        server.stop();
        Map<String, String> home = Map.of("icefloe.home", server.home().toString());
        try (Database database = Database.open(new SettingsLoader(home, Map.of(), Map.of(), Map.of()).load())) {
            return new CatalogRepository(database)
                    .all().stream().collect(Collectors.toMap(Entry::listenUrl, Entry::check));
        }
    }

    private static Manner play(String head) {
        return visit -> {
            visit.say(head + "\r\n");
            visit.play(SampleStream.MP3_LOW_RATE.bytes(), LENGTH);
        };
    }

    private static Manner say(String head) {
        return visit -> visit.say(head + "\r\n\r\n");
    }

    private static String words(Check check) {
        return check.verdict() + " " + check.words();
    }

    private boolean allHaveGone() {
        return origins.stream().allMatch(origin -> origin.open() == 0);
    }

    /** One that is listed as MP3. */
    private void expect(String words, String address, Manner manner) throws IOException {
        expected.put(list(address, "audio/mpeg", manner), words);
    }

    @Test
    void eachIsMarkedForWhatItIs() throws IOException {
        start();
        AtomicLong flood = new AtomicLong();
        expect("ALIVE ", "127.0.0.2", play(STREAM));
        expect("ALIVE ", "127.0.0.3", play("ICY 200 OK\r\n"));
        expect("SILENT it answered 404 (File Not Found)", "127.0.0.4", say("HTTP/1.0 404 File Not Found"));
        expect("OTHER it sends text/html, listed was audio/mpeg", "127.0.0.5", say(PAGE + "\r\n\r\n<html></html>"));
        expect("OTHER what it sends is no audio/mpeg", "127.0.0.6", say(STREAM + "\r\n" + "<p>Parked</p>".repeat(9)));
        expect("SILENT it sends next to nothing", "127.0.0.7", drip());
        expect(
                "SILENT it answered with a head of more than 16 KiB",
                "127.0.0.8",
                say(STREAM + "X: " + "x".repeat(1 << 20)));
        expect("SILENT it did not answer within 10 s", "127.0.0.9", RudeOrigin.Visit::awaitGone);
        expect("OTHER what it sends is no audio/mpeg", "127.0.0.10", flood(flood));
        RudeOrigin behind = origin("127.0.0.11", "/x", play(STREAM));
        String there = "http://127.0.0.11:" + behind.port() + "/x";
        expect("ALIVE ", "127.0.0.12", say("HTTP/1.1 302 Found\r\nLocation: " + there));
        expected.put(
                list("127.0.0.13", "application/ogg", play(STREAM)),
                "OTHER it sends audio/mpeg, listed was application/ogg");
        expected.put(
                list("http://127.0.0.14:" + FreePorts.one() + "/", "audio/mpeg"), "SILENT the connection was refused");

        await().atMost(PATIENCE).until(() -> visits() == 12 && allHaveGone());
        Map<String, String> found = new HashMap<>();
        checks().forEach((url, check) -> found.put(url, words(check)));

        assertThat(found).isEqualTo(expected);
        assertThat(visits()).isEqualTo(12);
        // What the kernels hold between here and there counts too.
        assertThat(flood).hasValueLessThan(16 << 20);
        assertThat(origins.get(0).heads("/live")).singleElement().satisfies(head -> assertThat(head)
                .containsPattern("User-Agent: Icefloe-Directory/\\S+ \\(\\+https://dir.example/directory\\)")
                .doesNotContainIgnoringCase("icy-metadata")
                .doesNotContainIgnoringCase("range:"));
    }

    private static Manner drip() {
        return visit -> {
            visit.say(STREAM + "\r\n");
            visit.drip(new byte[600]);
        };
    }

    private static Manner flood(AtomicLong sent) {
        return visit -> {
            visit.say(STREAM + "\r\n");
            while (true) {
                visit.out().write(new byte[4096]);
                sent.addAndGet(4096);
            }
        };
    }

    private int visits() {
        return origins.stream()
                .mapToInt(origin -> origin.visits("/live") + origin.visits("/x"))
                .sum();
    }

    @Test
    void thereAreEightVisitsAtATimeAndOneOfAHost() throws IOException {
        start();
        AtomicInteger present = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Manner count = visit -> {
            most.accumulateAndGet(present.incrementAndGet(), Math::max);
            visit.awaitGone();
            present.decrementAndGet();
        };
        for (int host = 1; host <= 12; host++) {
            list("127.0.1." + host, "audio/mpeg", count);
        }
        AtomicInteger atHost = new AtomicInteger();
        AtomicInteger mostAtHost = new AtomicInteger();
        Manner one = visit -> {
            mostAtHost.accumulateAndGet(atHost.incrementAndGet(), Math::max);
            visit.awaitGone();
            atHost.decrementAndGet();
        };
        RudeOrigin host = origin("127.0.2.1", "/a", one).at("/b", one);
        list("http://127.0.2.1:" + host.port() + "/a", "audio/mpeg");
        list("http://127.0.2.1:" + host.port() + "/b", "audio/mpeg");

        await().atMost(PATIENCE)
                .until(() -> visits() == 12 && host.visits("/a") + host.visits("/b") == 2 && allHaveGone());

        assertThat(most.get()).isBetween(4, 8);
        assertThat(mostAtHost).hasValue(1);
        assertThat(checks().values()).extracting(Check::verdict).containsOnly(Verdict.SILENT);
    }

    /** The name server says after the stream was listed where the name leads. */
    @Test
    void nameThatLeadsToThisMachineIsNoWayIn() throws IOException {
        Path hosts = Files.writeString(
                directory.resolve("hosts"), "127.0.0.2 radio.example\n::1 six.example\n8.8.8.8 mail.example\n");
        server = directory()
                .option("--log.level=debug")
                .jvmOption("-Djdk.net.hosts.file=" + hosts)
                .start();
        RudeOrigin origin = origin("127.0.0.2", "/live", play(STREAM));
        String url = list("http://radio.example:" + origin.port() + "/live", "audio/mpeg");
        String six = list("http://six.example:" + origin.port() + "/live", "audio/mpeg");
        String mail = list("http://mail.example:25/", "audio/mpeg");

        await().atMost(PATIENCE).until(() -> List.of(url, six, mail).stream()
                .allMatch(each -> server.log().contains(each + ": SILENT")));
        Map<String, Check> found = checks();

        assertThat(words(found.get(url))).isEqualTo("SILENT it leads into a private network");
        assertThat(words(found.get(six))).isEqualTo("SILENT it leads into a private network");
        assertThat(words(found.get(mail))).isEqualTo("SILENT its port 25 is for something else than streams");
        assertThat(origin.visits("/live")).isZero();
    }
}
