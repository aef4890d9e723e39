package org.icefloe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.net.URI;
import java.util.Optional;
import org.icefloe.mount.MountName;
import org.icefloe.net.Origin;
import org.icefloe.net.TrustedProxies;
import org.icefloe.rest.InProcess.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a client is sent to, by what it has asked and who stands between. */
class StreamAddressTest {
    private static final String BASE = "http://inner.example:8080/radio/";

    /** The peer of every request in this process. */
    private static final TrustedProxies TRUSTED = TrustedProxies.parse("192.0.2.7");

    private final Station station = new Station();

    @ParameterizedTest
    @CsvSource({
        "http://a.example:8080/radio/, 8000, http://a.example:8000/m%20x.mp3",
        "http://a.example:8080/radio/, 0,    http://a.example:8080/radio/m%20x.mp3",
        "https://a.example/,           8000, https://a.example/m%20x.mp3",
    })
    void clientOfTheContainerIsSentToTheStreamPortWhereItCanBe(String base, int streamPort, String reachable) {
        assertThat(ask(base, Applications.reachedAt("set.example", streamPort), TrustedProxies.NONE))
                .startsWith(reachable + " ");
    }

    /** Nothing of a request goes into it: a directory gives the address to everybody. */
    @ParameterizedTest
    @CsvSource({
        "https://radio.example/streams, 8000, https://radio.example/streams/m%20x.mp3",
        "https://radio.example/streams, 0,    https://radio.example/streams/m%20x.mp3",
        ",                              8000, http://set.example:8000/m%20x.mp3",
        ",                              0,    ",
    })
    void directoriesAreToldWhatIsSet(@Nullable URI publicUrl, int streamPort, @Nullable String published) {
        StreamAddress address =
                new StreamAddress(() -> Optional.ofNullable(publicUrl), () -> "set.example", streamPort);

        assertThat(address.published(new MountName("/m x.mp3"))).isEqualTo(Optional.ofNullable(published));
    }

    @Test
    void serverKnowsItsOwnAddresses() {
        StreamAddress address = new StreamAddress(
                () -> Optional.of(URI.create("https://Radio.example/streams")), () -> "set.example", 8000);

        assertThat(address.isHere(new Origin("http", "SET.example", 8000))).isTrue();
        assertThat(address.isHere(new Origin("https", "radio.example", 443))).isTrue();
        assertThat(address.isHere(new Origin("http", "set.example", 8001))).isFalse();
        assertThat(address.isHere(new Origin("https", "set.example", 8000))).isFalse();
    }

    @Test
    void clientOfTheStreamPortFindsStreamsWhereItIs() {
        InProcess server =
                server("http://a.example/", Applications.reachedAt("set.example", 8000), TrustedProxies.NONE);

        assertThat(server.get("where")
                        .property(Way.PROPERTY, Way.STREAM_PORT)
                        .send()
                        .body())
                .isEqualTo("http://a.example/m%20x.mp3 http://set.example:8000/m%20x.mp3 192.0.2.7");
    }

    @Test
    void clientOfATrustedProxyFindsStreamsThere() {
        Request request = server(BASE, Applications.reachedAt("set.example", 8000), TRUSTED)
                .get("where")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-For", "198.51.100.4")
                .header("X-Forwarded-Host", "radio.example")
                .header("X-Forwarded-Proto", "https");

        assertThat(request.send().body())
                .isEqualTo("https://radio.example/radio/m%20x.mp3 http://set.example:8000/m%20x.mp3 198.51.100.4");
    }

    @Test
    void forwardedHeaderDoesAsWell() {
        Request request = server(BASE, Applications.reachedAt("set.example", 8000), TRUSTED)
                .get("where?a=%20b")
                .header("Forwarded", "for=\"[2001:db8::4]\";host=\"radio.example:8443\";proto=https");

        assertThat(request.send().body())
                .startsWith("https://radio.example:8443/radio/m%20x.mp3 ")
                .endsWith(" 2001:db8:0:0:0:0:0:4");
    }

    @Test
    void proxyThatSaysNothingHasPassedOnTheHost() {
        assertThat(ask(BASE, Applications.reachedAt("set.example", 8000), TRUSTED))
                .startsWith("http://inner.example:8080/radio/m%20x.mp3 ");
    }

    @Test
    void headersOfAStrangerCountForNothing() {
        Request request = server(BASE, Applications.reachedAt("set.example", 8000), TrustedProxies.parse("10.0.0.0/8"))
                .get("where")
                .header("X-Forwarded-For", "127.0.0.1")
                .header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "host=evil.example");

        assertThat(request.send().body())
                .isEqualTo("http://inner.example:8000/m%20x.mp3 http://set.example:8000/m%20x.mp3 192.0.2.7");
    }

    @Test
    void publicAddressGoesBeforeEverything() {
        assertThat(ask(BASE, Applications.publicAt("https://cdn.example/streams"), TRUSTED))
                .startsWith("https://cdn.example/streams/m%20x.mp3 https://cdn.example/streams/m%20x.mp3 ");
    }

    private String ask(String base, StreamAddress address, TrustedProxies proxies) {
        return server(base, address, proxies).get("where").send().body();
    }

    private InProcess server(String base, StreamAddress address, TrustedProxies proxies) {
        return InProcess.of(
                Applications.of(station.authenticator(), proxies).serve(Where.class, new Where(address)), base);
    }

    /** Says where a mount is reachable, where it is announced, and who asks. */
    @Path("where")
    public static final class Where {
        private static final MountName MOUNT = new MountName("/m x.mp3");

        private final StreamAddress address;

        public Where(StreamAddress address) {
            this.address = address;
        }

        @GET
        public String where(@Context ContainerRequestContext request) {
            return address.reachable(MOUNT, request) + " " + address.announced(MOUNT, request) + " "
                    + ClientAddress.of(request);
        }
    }
}
