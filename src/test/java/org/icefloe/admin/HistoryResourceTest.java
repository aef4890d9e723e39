package org.icefloe.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.InProcess.Reply;
import org.icefloe.rest.Station;
import org.icefloe.stats.history.Agents;
import org.icefloe.stats.history.History;
import org.icefloe.stats.history.HistoryQuery;
import org.icefloe.stats.history.MemoryStore;
import org.icefloe.stats.history.Period;
import org.icefloe.stats.history.Periods;
import org.icefloe.stats.history.Resolution;
import org.icefloe.stats.history.Retention;
import org.icefloe.stats.history.Scope;
import org.icefloe.stats.history.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HistoryResourceTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-28T12:00:00Z"), ZoneOffset.UTC);
    private static final Retention FOR_EVER = new Retention(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    private static final String MINUTE = "<listeners>1.5</listeners><listener_peak>2</listener_peak>"
            + "<listener_connections>2</listener_connections><unique_listeners>2</unique_listeners>"
            + "<listener_seconds>90</listener_seconds><listener_hours>0.025</listener_hours>"
            + "<total_bytes_read>1000</total_bytes_read><total_bytes_sent>10000</total_bytes_sent>"
            + "<observed_seconds>60</observed_seconds>";

    private final ObjectMapper json = new ObjectMapper();
    private final MemoryStore store = new MemoryStore();
    private final History history =
            new History(store, () -> FOR_EVER, Runnable::run, CLOCK, () -> 0, new SecureRandom());
    private final InProcess server = server(Optional.of(history));

    private static InProcess server(Optional<History> history) {
        return InProcess.of(
                Applications.of(new Station().authenticator())
                        .serve(HistoryResource.class, new HistoryResource(history, CLOCK))
                        .serve(UnknownCommandResource.class, new UnknownCommandResource()),
                "http://localhost:8000/");
    }

    private Reply get(String target) {
        return server.get(target).login(Station.ADMIN).send();
    }

    private void add(Period... minutes) {
        store.add(List.of(minutes), Map.of());
    }

    @Test
    void periodsAreIcecastsXml() {
        Agents agents = Agents.of(Map.of("VLC", new Share(60_000, 1)), new Share(30_000, 1));
        add(Periods.with(agents, Periods.ofAverage("/live.mp3", "2026-11-28T10:00:00Z", 1.5)));

        Reply reply = get("admin/history?mount=/live.mp3&resolution=minute");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("text/xml; charset=utf-8");
        assertThat(reply.body())
                .isEqualTo("<?xml version=\"1.0\"?>\n<icestats><history mount=\"/live.mp3\" resolution=\"minute\">"
                        + "<period start=\"2026-11-28T10:00:00Z\">" + MINUTE
                        + "<agent name=\"VLC\"><listener_seconds>60</listener_seconds>"
                        + "<listener_connections>1</listener_connections></agent>"
                        + "<other_agents><listener_seconds>30</listener_seconds>"
                        + "<listener_connections>1</listener_connections></other_agents>"
                        + "</period></history></icestats>\n");
    }

    @Test
    void periodsAreTheSameInJson() throws Exception {
        Agents agents = Agents.of(Map.of("VLC", new Share(60_000, 1)), new Share(30_000, 1));
        add(Periods.with(agents, Periods.ofAverage("/live.mp3", "2026-11-28T10:00:00Z", 1.5)));

        Reply reply = get("admin/history.json?mount=/live.mp3&resolution=minute");

        assertThat(reply.header("content-type")).isEqualTo("application/json; charset=utf-8");
        assertThat(json.readTree(reply.body())).isEqualTo(json.readTree("""
                {"icestats": {"history": {"mount": "/live.mp3", "resolution": "minute", "period": [
                  {"start": "2026-11-28T10:00:00Z", "listeners": 1.5, "listener_peak": 2, "listener_connections": 2,
                   "unique_listeners": 2, "listener_seconds": 90, "listener_hours": 0.025, "total_bytes_read": 1000,
                   "total_bytes_sent": 10000, "observed_seconds": 60,
                   "agent": [{"name": "VLC", "listener_seconds": 60, "listener_connections": 1}],
                   "other_agents": {"listener_seconds": 30, "listener_connections": 1}}]}}}"""));
    }

    @Test
    void jsonIsForWhoWantsIt() {
        add(Periods.minute("/a", "2026-11-28T10:00:00Z", 60, 1));

        assertThat(get("admin/history?mount=/a&format=json").body()).startsWith("{");
        assertThat(get("admin/history.json?mount=/a").body()).startsWith("{");
        assertThat(get("admin/history.json?mount=/a&format=xml").body()).startsWith("<?xml");
        assertThat(accepting("application/json")).startsWith("{");
        assertThat(accepting("application/json, text/plain, */*")).startsWith("{");
        assertThat(accepting("*/*")).startsWith("<?xml");
        assertThat(accepting("text/html, application/xml;q=0.9, */*;q=0.8")).startsWith("<?xml");
    }

    private String accepting(String types) {
        return server.get("admin/history?mount=/a")
                .login(Station.ADMIN)
                .header("Accept", types)
                .send()
                .body();
    }

    @Test
    void hoursAreToldUnlessOtherwiseSaid() {
        add(Periods.minute("/a", "2026-11-28T10:00:00Z", 60, 1));
        add(Periods.minute("/a", "2026-11-28T10:01:00Z", 60, 1, 2));

        assertThat(starts("admin/history?mount=/a")).containsExactly("2026-11-28T10:00:00Z");
        assertThat(starts("admin/history?mount=/a&resolution=day")).containsExactly("2026-11-28T00:00:00Z");
        assertThat(get("admin/history?mount=/a").body()).contains("<listener_seconds>180</listener_seconds>");
    }

    @Test
    void withoutMountAllAreMeant() {
        add(
                Periods.minute("*", "2026-11-28T10:00:00Z", 60, 1),
                Periods.minute("/a", "2026-11-28T10:00:00Z", 60, 1),
                Periods.minute("/b", "2026-11-28T10:00:00Z", 60, 1));

        String body = get("admin/history?resolution=minute").body();
        assertThat(body).contains("<history resolution=\"minute\">", "<unique_listeners>1</unique_listeners>");
        assertThat(get("admin/history?mount=*").body()).contains("Source does not exist");
    }

    @Test
    void periodsAreThoseOfTheRange() {
        for (int i = 10; i < 60; i++) {
            add(Periods.minute("/a", "2026-11-28T10:" + i + ":00Z", 60, 1));
        }

        assertThat(starts("admin/history?mount=/a&resolution=minute"
                        + "&from=2026-11-28T10:20:00Z&to=2026-11-28T10:23:00Z"))
                .containsExactly("2026-11-28T10:20:00Z", "2026-11-28T10:21:00Z", "2026-11-28T10:22:00Z");
        assertThat(starts("admin/history?mount=/a&resolution=minute&limit=2"))
                .containsExactly("2026-11-28T10:58:00Z", "2026-11-28T10:59:00Z");
        assertThat(starts("admin/history?mount=/a&resolution=minute&from=2026-11-28T11:58:00%2B01:00"))
                .hasSize(2);
        assertThat(starts("admin/history?mount=/a&resolution=minute&from=2026-11-28T11:58:00+01:00"))
                .as("an unescaped plus")
                .hasSize(2);
        assertThat(starts("admin/history?mount=/a&resolution=day&from=2026-11-28&to=2026-11-29"))
                .hasSize(1);
        assertThat(starts("admin/history?mount=/a&resolution=day&from=2026-11-27&to=2026-11-28"))
                .isEmpty();
    }

    @Test
    void formDoesTheSame() {
        add(Periods.minute("/a", "2026-11-28T10:00:00Z", 60, 1));

        Reply reply = server.post("admin/history?resolution=day")
                .login(Station.ADMIN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .send("mount=%2Fa&format=json");
        assertThat(reply.body()).contains("\"resolution\":\"day\"", "\"/a\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mount=/nix | Source does not exist",
                "mount= | Source does not exist",
                "mount=nix | Source does not exist",
                "mount=/a//b | Source does not exist",
                "mount=/%00 | Source does not exist",
                "resolution=week | resolution has to be minute, hour or day",
                "resolution= | resolution has to be minute, hour or day",
                "resolution=Hour | resolution has to be minute, hour or day",
                "from=yesterday | from has to be a time such as",
                "from=2026-13-01 | from has to be a time such as",
                "from=2026-11-28T10:00:00 | from has to be a time such as",
                "from=%2B999999999-12-31T23:59:59Z | from has to be a time such as",
                "from=-000001-01-01T00:00:00Z | from has to be a time such as",
                "to=%3Cscript%3E | to has to be a time such as",
                "from=2026-11-28&to=2026-11-27 | from has to be before to",
                "limit=0 | limit has to be a number from 1 to 10000",
                "limit=-1 | limit has to be a number from 1 to 10000",
                "limit=10001 | limit has to be a number from 1 to 10000",
                "limit=1e3 | limit has to be a number from 1 to 10000",
                "limit=99999999999999999999 | limit has to be a number from 1 to 10000",
                "format=yaml | format has to be xml or json",
            })
    void whatCannotBeAnsweredIsRefusedInAClearSentence(String query, String sentence) {
        Reply reply = get("admin/history?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("<b>400 - " + sentence).doesNotContain("script");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin/history", "admin/history?mount=/a", "admin/history.json", "admin/history?limit=x"})
    void onlyAdminsAreAnswered(String target) {
        add(Periods.minute("/a", "2026-11-28T10:00:00Z", 60, 1));

        assertThat(server.get(target).send().status()).isEqualTo(401);
        assertThat(server.get(target).login(Station.SOURCE).send().status()).isEqualTo(401);
        assertThat(server.post(target).login("admin:wrong").send().status()).isEqualTo(401);
    }

    @Test
    void whoKeepsNoHistorySaysSo() {
        Reply reply = server(Optional.empty())
                .get("admin/history")
                .login(Station.ADMIN)
                .send();

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("No history is kept; see icefloe.history.enabled");
    }

    @Property(tries = 200)
    void documentsAreWellFormedWhateverNamesContain(@ForAll String mount, @ForAll @Size(max = 30) List<String> agents)
            throws Exception {
        Map<String, Share> shares = new HashMap<>();
        agents.forEach(agent -> shares.put(agent, new Share(1, 1)));
        Agents named = Agents.of(shares, Agents.NONE.others());
        HistoryQuery query = new HistoryQuery(
                new Scope("/" + mount), Resolution.MINUTE, Instant.EPOCH, Instant.parse("2027-01-01T00:00:00Z"), 1);
        List<Period> periods = List.of(Periods.with(named, Periods.minute("/" + mount, "2026-11-28T10:00:00Z", 60, 1)));

        NodeList elements = parse(HistoryDocument.xml(query, periods)).getElementsByTagName("agent");
        assertThat(elements.getLength()).isEqualTo(named.named().size());
        JsonNode document = json.readTree(HistoryDocument.json(query, periods));
        assertThat(document.at("/icestats/history/mount").isTextual()).isTrue();
        assertThat(document.at("/icestats/history/period/0/agent"))
                .hasSize(named.named().size());
        if (plain(mount)) {
            assertThat(document.at("/icestats/history/mount").asText()).isEqualTo("/" + mount);
            Element element = (Element) parse(HistoryDocument.xml(query, periods))
                    .getElementsByTagName("history")
                    .item(0);
            assertThat(element.getAttribute("mount")).isEqualTo("/" + mount);
        }
    }

    /** Whether XML has a place for each of its characters. */
    private static boolean plain(String text) {
        return text.codePoints()
                .allMatch(point -> point == '\n'
                        || point == '\r'
                        || point == '\t'
                        || point >= ' '
                                && point != 0xFFFE
                                && point != 0xFFFF
                                && Character.getType(point) != Character.SURROGATE);
    }

    @Test
    void hostileNamesAreEscaped() {
        String mount = "/\"><script>&'\n";
        HistoryQuery query = new HistoryQuery(new Scope(mount), Resolution.MINUTE, Instant.EPOCH, Instant.EPOCH, 1);
        Agents agents = Agents.of(Map.of("<x a=\"&\">\u0001\uFFFF\uD800", new Share(1, 1)), Agents.NONE.others());

        assertThat(HistoryDocument.xml(
                        query, List.of(Periods.with(agents, Periods.minute(mount, "2026-11-28T10:00:00Z", 60, 1)))))
                .contains(
                        "mount=\"/&quot;&gt;&lt;script&gt;&amp;'&#10;\"",
                        "name=\"&lt;x a=&quot;&amp;&quot;&gt;\uFFFD\uFFFD\uFFFD\"");
    }

    @Test
    void targetsAreDecodedOnce() {
        add(Periods.minute("/Zürich & <b>", "2026-11-28T10:00:00Z", 60, 1));
        String encoded = URLEncoder.encode("/Zürich & <b>", StandardCharsets.UTF_8);

        assertThat(get("admin/history?mount=" + encoded).body()).contains("mount=\"/Zürich &amp; &lt;b&gt;\"");
    }

    private List<String> starts(String target) {
        Reply reply = get(target);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        try {
            NodeList periods = parse(reply.body()).getElementsByTagName("period");
            return IntStream.range(0, periods.getLength())
                    .mapToObj(i -> ((Element) periods.item(i)).getAttribute("start"))
                    .toList();
        } catch (Exception malformed) {
            throw new AssertionError(reply.body(), malformed);
        }
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
