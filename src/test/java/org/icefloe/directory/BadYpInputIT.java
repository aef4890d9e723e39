package org.icefloe.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.icefloe.onair.Stage;
import org.icefloe.testkit.clients.RawConnection;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent to a directory, at whichever door, is answered, and the next good add is taken. */
class BadYpInputIT {
    private static final AtomicInteger numbers = new AtomicInteger();
    private static final Ticker TICKER = Ticker.system();
    private static final int MOST_PER_ADDRESS = 50;
    private static final String MARKUP = "<script>alert('\"&amp;')</script>]]>&#0;";

    /** Who is held up waits for much longer: bodies may take 25 s, and rest for a minute at the servlet door. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    private static Stage stage;

    /** Where a form may come in. */
    enum Door {
        STREAM_PORT,
        SERVLET;

        int port() {
            return this == STREAM_PORT
                    ? stage.streams().getPort()
                    : stage.http().getPort();
        }

        /** Somebody who has not been here before. */
        YpClient client() {
            return new YpClient(port(), "198.51.100." + numbers.incrementAndGet() % 250);
        }
    }

    @BeforeAll
    static void start() {
        stage = Stage.in(
                directory,
                "--directory.serve=true",
                "--directory.probe-interval=0",
                "--directory.max-per-address=" + MOST_PER_ADDRESS,
                "--server.trusted-proxies=127.0.0.1",
                "--stream.shoutcast-port=0");
    }

    @AfterEach
    void goodAddsAreTaken() throws IOException {
        for (Door door : Door.values()) {
            YpClient client = door.client();
            YpAnswer added = client.add(someUrl());
            assertThat(added.message()).isEqualTo("Successfully Added");
            assertThat(client.remove(added.sid()).isAccepted()).isTrue();
        }
        stage.assertUnmoved();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    private static String someUrl() {
        return "http://radio.example:8000/" + numbers.incrementAndGet() + ".mp3";
    }

    private static YpAnswer refused(YpAnswer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("YPResponse")).contains("0");
        assertThat(answer.message()).matches("[ -~]{5,200}");
        return answer;
    }

    /** Icecast before 2.4, and icecast-kh, know the headers in this spelling only. */
    @ParameterizedTest
    @EnumSource(Door.class)
    void namesOfHeadersAreSpelledAsOldServersKnowThem(Door door) throws IOException {
        for (String path : List.of("/cgi-bin/yp-cgi", "/yp")) {
            YpClient client = door.client();
            String type = "Content-Type: application/x-www-form-urlencoded\r\n";
            YpAnswer added = client.post(path, YpClient.form(YpClient.fields(someUrl())), type);
            assertThat(added.names()).containsExactlyInAnyOrder("YPResponse", "YPMessage", "SID", "TouchFreq");
            assertThat(added.text()).startsWith("HTTP/1.1 200 OK\r\n");
            assertThat(added.header("TouchFreq")).contains("200");

            YpAnswer touched = client.touch(added.sid(), "x");
            assertThat(touched.names()).containsExactlyInAnyOrder("YPResponse", "YPMessage", "TouchFreq");
            YpAnswer removed = client.remove(added.sid());
            assertThat(removed.names()).containsExactlyInAnyOrder("YPResponse", "YPMessage");
            assertThat(removed.message()).isEqualTo("Successfully removed");
            assertThat(refused(client.add("x")).names()).containsExactlyInAnyOrder("YPResponse", "YPMessage", "SID");
        }
    }

    private static Stream<String> unreadable() {
        return Stream.of(
                "",
                "\r\n",
                "action",
                "=",
                "&&&&",
                "action=",
                "action=%",
                "action=add",
                "action=add&sn=x",
                "action=touch",
                "action=remove",
                "action=add&action=join",
                "action[]=add",
                "action=touch&sid=" + "x".repeat(10_000),
                "action=remove&sid=%00%01%FF%FE",
                "action=touch&sid='+or+1=1--",
                "action=\u0000\u00ff\u0080add",
                "\u0000".repeat(1_000),
                "a=b&".repeat(10_000),
                "{\"action\": \"add\"}",
                "<action>add</action>");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatSaysNothingIsRefused(String form) throws IOException {
        for (Door door : Door.values()) {
            refused(door.client().post(form));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sn", "genre", "listenurl", "type"})
    void whatIsMissingIsRefused(String name) throws IOException {
        for (Door door : Door.values()) {
            Map<String, String> fields = YpClient.fields(someUrl());
            fields.remove(name);
            assertThat(refused(door.client().post(YpClient.form(fields))).message())
                    .isEqualTo("Not enough arguments.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:pass@radio.example/x",
                "http://radio.example:0/x",
                "http://radio.example:65536/x",
                "http://radio.example:-1/x",
                "http://radio.example:80:80/x",
                "http://",
                "http:///x",
                "http://[::1/x",
                "http://radio example/x",
                "http://radio.example\r\nX: y/",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "ftp://radio.example/x",
                "gopher://127.0.0.1:25/x",
                "//radio.example/x",
                "http://localhost:8000/x",
                "http://LOCALHOST./x",
                "http://a.localhost/x",
                "http://127.0.0.1/x",
                "http://127.1/x",
                "http://2130706433/x",
                "http://0x7f000001/x",
                "http://0x7f.0.0.1/x",
                "http://0177.0.0.1/x",
                "http://127.0.0.1./x",
                "http://0/x",
                "http://0.0.0.0/x",
                "http://10.0.0.1/x",
                "http://172.16.0.1/x",
                "http://192.168.1.1/x",
                "http://192.168.257/x",
                "http://100.64.0.1/x",
                "http://169.254.169.254/latest/meta-data",
                "http://224.0.0.1/x",
                "http://255.255.255.255/x",
                "http://[::]/x",
                "http://[::1]/x",
                "http://[0:0:0:0:0:0:0:1]/x",
                "http://[::ffff:127.0.0.1]/x",
                "http://[::ffff:7f00:1]/x",
                "http://[::ffff:c0a8:0101]/x",
                "http://[::127.0.0.1]/x",
                "http://[64:ff9b::7f00:1]/x",
                "http://[2002:7f00:1::]/x",
                "http://[fe80::1]/x",
                "http://[fe80::1%25eth0]/x",
                "http://[fc00::1]/x",
                "http://[fd12:3456::1]/x",
                "http://[ff02::1]/x",
                "http://router/x",
                "http://nas.local/x",
                "http://db.internal/x",
                "http://127.0.0.1\u3002/x",
                "http://\uff11\uff12\uff17.0.0.1/x",
                "http://127\u30020\u30020\u30021/x"
            })
    void whatLeadsNowhereOrHomeIsRefused(String url) throws IOException {
        for (Door door : Door.values()) {
            YpAnswer answer = refused(door.client().add(url));
            assertThat(answer.sid()).isEqualTo("-1");
            assertThat(answer.message()).containsAnyOf("Could not parse listen_url.", "leads into a private network");
        }
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void repeatedParametersCountOnce(Door door) throws IOException {
        YpClient client = door.client();
        YpAnswer added = client.post(YpClient.form(YpClient.fields(someUrl())).strip() + "&sn=Other+FM".repeat(500));
        assertThat(added.isAccepted()).as(added.text()).isTrue();
        assertThat(client.remove(added.sid()).isAccepted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void longAndBinaryTextsAndMarkupAreTaken(Door door) throws IOException {
        List<String> texts = List.of(
                "x".repeat(30_000),
                MARKUP,
                "\u202etxet\u0000\r\nSet-Cookie: a=b",
                "\ud83d\ude00".repeat(400),
                "{{7*7}}${7*7}#{7*7}[[${7*7}]]",
                "%s%n%x",
                "\ufffe\uffff\u200b\u200d");
        for (String text : texts) {
            YpClient client = door.client();
            for (String name : List.of("sn", "genre", "desc", "url", "stype", "b", "cpswd", "language")) {
                YpAnswer answer = client.add(someUrl(), name, text);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.names()).doesNotHaveDuplicates();
                assertThat(answer.text()).doesNotContain("<script>", "Set-Cookie: a=b\r", "\u0000");
                if (answer.isAccepted()) {
                    assertThat(client.touch(answer.sid(), text).isAccepted()).isTrue();
                    assertThat(client.remove(answer.sid()).isAccepted()).isTrue();
                } else {
                    assertThat(name).isEqualTo("sn");
                }
            }
            refused(client.add(someUrl(), "type", text));
        }
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void bytesThatAreNotEscapedAreReadInEitherCharset(Door door) throws IOException {
        YpClient client = door.client();
        String form = "action=add&genre=x&listenurl=" + someUrl() + "&type=audio/mpeg&sn=Caf";
        for (String name : List.of("\u00e9", "\u00c3\u00a9")) {
            assertThat(client.post(form + name).isAccepted()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void sidOfSomebodyElseIsOfNoUse(Door door) throws IOException {
        String url = someUrl();
        YpClient owner = door.client();
        String sid = owner.add(url).sid();
        YpClient thief = door.client();

        assertThat(refused(thief.add(url)).message()).isEqualTo("This stream is already listed by another server.");
        for (String guess :
                List.of(sid.toUpperCase(Locale.ROOT) + "0", sid.substring(1), "%00" + sid.substring(1), "%25")) {
            assertThat(refused(thief.remove(guess)).message()).isEqualTo("SID does not exist.");
        }
        assertThat(owner.touch(sid, "x").isAccepted()).isTrue();
        assertThat(owner.remove(sid).isAccepted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/json",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded; charset=UTF-16",
                "application/x-www-form-urlencoded; charset=nonsense",
                "application/x-www-form-urlencoded; charset=<nope>",
                "nonsense",
                "audio/mpeg"
            })
    void formIsReadWhateverItsTypeIsSaidToBe(String type) throws IOException {
        for (Door door : Door.values()) {
            YpClient client = door.client();
            String header = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
            YpAnswer added = client.post(YpClient.PATH, YpClient.form(YpClient.fields(someUrl())), header);
            assertThat(added.message()).as(added.text()).isEqualTo("Successfully Added");
            assertThat(client.remove(added.sid()).isAccepted()).isTrue();
        }
    }

    /** The stream port wants to know how long a form is, as all its clients can say. */
    @Test
    void chunksAreTakenByTheServletDoor() throws IOException {
        YpClient client = Door.SERVLET.client();
        String form = YpClient.form(YpClient.fields(someUrl()));
        String chunks = Arrays.stream(form.split("(?<=\\G.{7})"))
                .map(part -> Integer.toHexString(part.length()) + "\r\n" + part + "\r\n")
                .reduce("", String::concat);
        String head = head(client, "Transfer-Encoding: chunked\r\n");
        YpAnswer added = client.send(head + chunks + "0\r\n\r\n");
        assertThat(added.message()).as(added.text()).isEqualTo("Successfully Added");
        assertThat(client.remove(added.sid()).isAccepted()).isTrue();

        YpAnswer refused = new YpClient(Door.STREAM_PORT.port()).send(head + chunks + "0\r\n\r\n");
        assertThat(refused.status()).isEqualTo(411);
        assertThat(refused.text()).endsWith("A request with a body says its length in a Content-Length header");
    }

    private static String head(YpClient client, String more) {
        return "POST " + YpClient.PATH + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + client.from()
                + "Content-Type: application/x-www-form-urlencoded\r\n" + more + "\r\n";
    }

    /** As curl does with longer forms. */
    @ParameterizedTest
    @EnumSource(Door.class)
    void whoAsksWhetherToGoOnIsToldTo(Door door) throws IOException {
        YpClient client = door.client();
        String form = YpClient.form(YpClient.fields(someUrl()));
        String head = head(client, "Expect: 100-continue\r\nContent-Length: " + form.length() + "\r\n");
        try (RawConnection connection = new RawConnection("127.0.0.1", door.port(), PATIENCE)) {
            connection.say(head);
            connection.expect("HTTP/1\\.1 100 .*");
            connection.say(form);
            YpAnswer added = new YpAnswer(connection.head());
            assertThat(added.message()).isEqualTo("Successfully Added");
            assertThat(client.remove(added.sid()).isAccepted()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void bodyThatIsTooLargeIsRefused(Door door) throws IOException {
        YpClient client = door.client();
        YpAnswer announced = client.send(head(client, "Content-Length: 999999999\r\n") + "action=add");
        assertThat(announced.status()).isEqualTo(413);
        String chunks = head(client, "Transfer-Encoding: chunked\r\n")
                + ("10000\r\n" + "x".repeat(0x10000) + "\r\n").repeat(100);
        try {
            assertThat(client.send(chunks).status()).isIn(411, 413);
        } catch (SocketException cutOff) {
            // Whoever sends on and on may not get to read it.
        }
    }

    /** Who leaves in the middle of a form is no fault that the log would have to tell of. */
    @ParameterizedTest
    @EnumSource(Door.class)
    void whoLeavesInTheMiddleLeavesNoTrace(Door door) throws IOException {
        YpClient client = door.client();
        for (String length : List.of("Content-Length: 1000\r\n", "Transfer-Encoding: chunked\r\n")) {
            RawConnection connection = new RawConnection("127.0.0.1", door.port(), PATIENCE);
            connection.say(head(client, length) + "3e8\r\naction=add&sn=");
            connection.kill();
        }
    }

    /** Hundreds of them hold nobody up. */
    @Test
    void bodiesThatDoNotEndHoldNobodyUp() throws IOException {
        List<RawConnection> slow = new ArrayList<>();
        try {
            for (int n = 0; n < 300; n++) {
                Door door = Door.values()[n % 2];
                RawConnection connection = new RawConnection("127.0.0.1", door.port(), PATIENCE);
                slow.add(connection);
                connection.say(head(door.client(), "Content-Length: 1000\r\n") + "action=add&sn=");
            }
            for (Door door : Door.values()) {
                assertThat(took(() -> door.client().add(someUrl()).isAccepted()))
                        .isLessThan(LONGEST);
            }
        } finally {
            slow.forEach(RawConnection::close);
        }
    }

    /** Does something that has to succeed. */
    private interface Deed {
        boolean succeeds() throws IOException;
    }

    private static Duration took(Deed deed) throws IOException {
        long began = TICKER.nanos();
        assertThat(deed.succeeds()).isTrue();
        return Duration.ofNanos(TICKER.nanos() - began);
    }

    @Test
    void tenThousandAddsOfOneAddressAreBoundedAndLeaveOthersAlone() throws Exception {
        YpClient flood = new YpClient(Door.STREAM_PORT.port(), "203.0.113.77");
        YpClient other = Door.STREAM_PORT.client();
        String sid = other.add(someUrl()).sid();
        AtomicInteger accepted = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> adds = IntStream.range(0, 10_000)
                    .<Future<?>>mapToObj(n -> threads.submit(() -> {
                        YpAnswer answer = flood.add("http://flood.example:8000/" + n);
                        accepted.addAndGet(answer.isAccepted() ? 1 : 0);
                        return answer.status();
                    }))
                    .toList();
            Duration longest = Duration.ZERO;
            while (!adds.get(adds.size() - 1).isDone()) {
                Duration touch = took(() -> other.touch(sid, "x").isAccepted());
                Duration add = took(() -> {
                    YpClient third = Door.STREAM_PORT.client();
                    YpAnswer added = third.add(someUrl());
                    return added.isAccepted() && third.remove(added.sid()).isAccepted();
                });
                longest =
                        Stream.of(longest, touch, add).max(Duration::compareTo).orElseThrow();
            }
            for (Future<?> add : adds) {
                assertThat(add.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(200);
            }
            assertThat(accepted).hasValue(MOST_PER_ADDRESS);
            assertThat(longest).isLessThan(LONGEST);
        } finally {
            threads.shutdownNow();
        }
        assertThat(refused(flood.add(someUrl())).message()).isEqualTo("Too many streams of this address are listed.");
    }
}
