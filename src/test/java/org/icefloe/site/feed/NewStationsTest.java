package org.icefloe.site.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.SampleCatalogs;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.InProcess.Reply;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class NewStationsTest {
    private static final String ATOM = "http://www.w3.org/2005/Atom";

    private final Catalog catalog = SampleCatalogs.fresh(1_000);
    private final InProcess server = FedSite.of(catalog);

    private Reply get() {
        return server.get("directory/new.atom").send();
    }

    private static Element entry(Document feed, int number) {
        return (Element) feed.getElementsByTagNameNS(ATOM, "entry").item(number);
    }

    private static String text(Element of, String name) {
        return of.getElementsByTagNameNS(ATOM, name).item(0).getTextContent();
    }

    private static List<String> links(Element of) {
        var links = of.getElementsByTagNameNS(ATOM, "link");
        return IntStream.range(0, links.getLength())
                .mapToObj(at -> (Element) links.item(at))
                .map(link -> link.getAttribute("rel") + " " + link.getAttribute("href"))
                .toList();
    }

    @Test
    void newStationIsToldWithAllThatRfc4287Demands() throws Exception {
        SampleCatalogs.add(
                catalog, "Nordlicht & <b>Co</b> 😀", "http://a.example/live", "desc", "<script>\u0000\uFFFE");
        Reply reply = get();
        Document feed = FedSite.parse(reply.body());
        Element root = feed.getDocumentElement();

        assertThat(reply.header("content-type")).isEqualTo("application/atom+xml; charset=UTF-8");
        assertThat(root.getNamespaceURI()).isEqualTo(ATOM);
        assertThat(root.getLocalName()).isEqualTo("feed");
        assertThat(text(root, "title")).isNotEmpty();
        assertThat(text(root, "id")).isEqualTo("http://directory.example:8000/directory/new.atom");
        Element entry = entry(feed, 0);
        assertThat(text(entry, "title")).isEqualTo("Nordlicht & <b>Co</b> 😀");
        assertThat(text(entry, "id")).matches("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(Instant.parse(text(entry, "updated"))).isEqualTo(Instant.parse(text(root, "updated")));
        assertThat(text(entry, "name")).isEqualTo("Nordlicht & <b>Co</b> 😀");
        assertThat(text(entry, "summary")).isEqualTo("<script>");
        assertThat(links(entry))
                .containsExactly(
                        "alternate http://directory.example:8000/directory/stations/"
                                + SampleCatalogs.id(catalog, "nordlicht"),
                        "related https://nordlicht.example/");
        assertThat(links(root))
                .startsWith(
                        "self http://directory.example:8000/directory/new.atom",
                        "alternate http://directory.example:8000/directory");
    }

    @Test
    void addressesAreThePublicOnesWhereTheyAreSet() throws Exception {
        SampleCatalogs.add(catalog, "A", "http://a.example/live");
        InProcess published = FedSite.of(catalog, Applications.publicAt("https://r.example/x"));
        Document feed = FedSite.parse(published.get("directory/new.atom").send().body());

        assertThat(text(feed.getDocumentElement(), "id")).isEqualTo("https://r.example/x/directory/new.atom");
        assertThat(links(entry(feed, 0)).get(0)).startsWith("alternate https://r.example/x/directory/stations/");
    }

    @Test
    void fiftyAreToldNoneTwiceAndAllDifferent() throws Exception {
        for (int n = 0; n < 70; n++) {
            SampleCatalogs.add(catalog, "Station " + n, "http://a.example/" + n);
        }
        Document feed = FedSite.parse(get().body());

        assertThat(feed.getElementsByTagNameNS(ATOM, "entry").getLength()).isEqualTo(50);
        assertThat(FedSite.texts(feed, "id")).doesNotHaveDuplicates();
    }

    @Test
    void feedOfNothingIsValidToo() throws Exception {
        Element root = FedSite.parse(get().body()).getDocumentElement();

        assertThat(text(root, "updated")).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void whoHasItIsNotSentItAgainUntilThereIsANewOne() {
        String sid = SampleCatalogs.add(catalog, "A", "http://a.example/live");
        String tag = get().header("etag");
        SampleCatalogs.touch(catalog, sid, "Another song", 77);

        assertThat(known(tag).status()).isEqualTo(304);
        assertThat(known(tag).body()).isEmpty();
        assertThat(known(tag).header("etag")).isEqualTo(tag);
        SampleCatalogs.add(catalog, "B", "http://b.example/live");
        assertThat(known(tag).body()).contains("<title>B</title>");
    }

    private Reply known(String tag) {
        return server.get("directory/new.atom").header("If-None-Match", tag).send();
    }

    @Test
    void nothingThatIsSecretIsInIt() {
        String sid = SampleCatalogs.add(catalog, "A", "http://a.example/live");

        assertThat(get().body()).doesNotContain(sid, "198.51.100.7");
    }
}
