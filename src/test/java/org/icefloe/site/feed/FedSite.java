package org.icefloe.site.feed;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.RestConfig;
import org.icefloe.rest.Station;
import org.icefloe.rest.StreamAddress;
import org.icefloe.time.Ticker;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A directory's feeds in this process. */
final class FedSite {
    private FedSite() {}

    static InProcess of(Catalog catalog) {
        return of(catalog, Applications.reachedAt("set.example", 8000));
    }

    static InProcess of(Catalog catalog, StreamAddress address) {
        RestConfig application = Applications.of(new Station().authenticator());
        new Feeds(catalog, address, Ticker.system()).addTo(application);
        return InProcess.of(application, "http://directory.example:8000/");
    }

    /** As a strict parser takes it. */
    static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    /** What all elements of a name say. */
    static List<String> texts(Document document, String name) {
        NodeList found = document.getElementsByTagNameNS("*", name);
        return IntStream.range(0, found.getLength())
                .mapToObj(at -> found.item(at).getTextContent())
                .toList();
    }
}
