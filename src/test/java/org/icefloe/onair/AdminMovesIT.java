package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Icecast's commands do to listeners what they say, while the streams go on. Asked for at the servlet door. */
class AdminMovesIT {
    private static final double PACE = 2;
    private static final Pattern ID = Pattern.compile("<ID>([0-9]+)</ID>");

    @TempDir
    static Path directory;

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.in(directory, "--mount.delivery-interval=200ms");
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void halfOfTwoHundredListenersAreMovedAndAllGoOnDecoding() throws IOException {
        try (RawConnection one = stage.source("/one.mp3", Tune.of(Format.MP3, 440), PACE);
                RawConnection two = stage.source("/two.mp3", Tune.of(Format.MP3_FASTER, 880), PACE)) {
            List<Listener> moving = stage.audience().join(100, "/one.mp3");
            List<Listener> staying = stage.audience().join(100, "/two.mp3");
            Stage.awaitMore(moving);
            Stage.awaitMore(staying);

            assertThat(stage.page("admin/moveclients?mount=/one.mp3&destination=/two.mp3"))
                    .contains("<message>Clients moved from /one.mp3 to /two.mp3</message><return>1</return>");
            stage.awaitListeners("/two.mp3", 200);
            Stage.awaitMore(moving);
            Stage.awaitMore(moving);
            Stage.awaitMore(staying);

            List<Listener> all = new ArrayList<>(moving);
            all.addAll(staying);
            assertThat(all).noneMatch(Listener::isClosed);
            all.forEach(Listener::close);
            for (Listener listener : moving) {
                assertThat(Judge.frames(Judge.whole(listener.body()), Format.MP3))
                        .containsExactly("48 kbit/s", "64 kbit/s");
            }
            for (Listener listener : staying) {
                assertThat(Judge.frames(Judge.whole(listener.body()), Format.MP3))
                        .containsExactly("64 kbit/s");
            }
            for (Listener listener : all) {
                Judge.assertDecodes(Judge.whole(listener.body()));
            }
            assertThat(one.isAlive() && two.isAlive()).isTrue();
        }
        stage.assertUnmoved();
    }

    @Test
    void oneListenerIsMovedByItsNumberAndKilledWhereItIs() throws IOException {
        try (RawConnection one = stage.source("/here.mp3", Tune.of(Format.MP3, 440), PACE);
                RawConnection two = stage.source("/there.mp3", Tune.of(Format.MP3_FASTER, 880), PACE)) {
            List<Listener> listeners = stage.audience().join(2, "/here.mp3");
            Stage.awaitMore(listeners);
            String id = idsAt("/here.mp3").get(0);

            stage.page("admin/moveclients?mount=/here.mp3&destination=/there.mp3&id=" + id);
            stage.awaitListeners("/there.mp3", 1);
            assertThat(idsAt("/there.mp3")).containsExactly(id);
            assertThat(stage.page("admin/killclient?mount=/here.mp3&id=" + id)).contains(" not found");
            assertThat(stage.page("admin/killclient?mount=/there.mp3&id=" + id))
                    .contains("<message>Client " + id + " removed</message><return>1</return>");
            stage.awaitListeners("/there.mp3", 0);
            stage.awaitListeners("/here.mp3", 1);
            Stage.until("one connection is closed")
                    .until(() -> listeners.stream().filter(Listener::isClosed).count() == 1);
            listeners.forEach(Listener::close);
            assertThat(one.isAlive() && two.isAlive()).isTrue();
        }
    }

    @Test
    void killedSourceIsGoneAndItsListenersWithIt() throws IOException {
        RawConnection source = stage.source("/killed.mp3", Tune.of(Format.MP3, 440), PACE);
        Listener listener = stage.audience().join("/killed.mp3");
        listener.awaitMore(1000);

        assertThat(stage.page("admin/killsource?mount=/killed.mp3")).contains("<message>Source Removed</message>");
        listener.awaitEnd();
        assertThat(stage.page("admin/killsource?mount=/killed.mp3")).contains("400 - Source does not exist");
        source.close();
    }

    /** As AzuraCast's now-playing library does: one document for the figures, another for the listeners. */
    @Test
    void azuraCastReadsFiguresAndUniqueListeners() throws Exception {
        String mount = "/radio.mp3";
        try (RawConnection source = stage.source(mount, Tune.of(Format.MP3, 440), PACE)) {
            List<Listener> listeners = new ArrayList<>();
            listeners.add(stage.audience().join(mount, "User-Agent: VLC/3.0"));
            listeners.add(stage.audience().join(mount, "User-Agent: VLC/3.0"));
            listeners.add(stage.audience().join(mount, "User-Agent: <b>&amp;\"Player\"</b>"));
            stage.awaitListeners(mount, 3);
            stage.tell(mount, Stage.encoded("Ártist & Co - <Títle>"));
            Stage.until("the title")
                    .until(() -> stage.page("admin/stats?mount=" + mount).contains("<title>"));

            Document stats = parse(stage.page("admin/stats"));
            String found = "/icestats/source[@mount='" + mount + "']";
            assertThat(text(stats, found + "/title")).isEqualTo("Ártist & Co - <Títle>");
            assertThat(text(stats, found + "/listeners")).isEqualTo("3");
            assertThat(text(stats, found + "/server_type")).isEqualTo("audio/mpeg");

            Document clients = parse(stage.page("admin/listclients?mount=" + mount));
            Set<String> unique = new HashSet<>();
            for (Node listener : nodes(clients, "/icestats/source/listener")) {
                assertThat(text(listener, "ID")).matches("[1-9][0-9]*");
                assertThat(text(listener, "Connected")).matches("[0-9]+");
                unique.add(text(listener, "IP") + text(listener, "UserAgent"));
            }
            assertThat(nodes(clients, "/icestats/source/listener")).hasSize(3);
            assertThat(unique).containsExactlyInAnyOrder("127.0.0.1VLC/3.0", "127.0.0.1<b>&amp;\"Player\"</b>");
            listeners.forEach(Listener::close);
            assertThat(source.isAlive()).isTrue();
        }
    }

    private static List<String> idsAt(String mount) throws IOException {
        List<String> ids = new ArrayList<>();
        Matcher found = ID.matcher(stage.page("admin/listclients?mount=" + mount));
        while (found.find()) {
            ids.add(found.group(1));
        }
        return ids;
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static XPath xpath() {
        return XPathFactory.newInstance().newXPath();
    }

    private static String text(Node from, String path) throws XPathExpressionException {
        return xpath().evaluate(path, from);
    }

    private static List<Node> nodes(Node from, String path) throws XPathExpressionException {
        NodeList found = (NodeList) xpath().evaluate(path, from, XPathConstants.NODESET);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            nodes.add(found.item(i));
        }
        return nodes;
    }
}
