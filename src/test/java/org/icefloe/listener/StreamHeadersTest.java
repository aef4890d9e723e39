package org.icefloe.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.icefloe.config.MountSettings;
import org.icefloe.format.ContentType;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.StreamProfile;
import org.icefloe.net.RelayPath;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.Test;

class StreamHeadersTest {
    private static final ListenerRequest ASKING = Guest.wantingTitles("/live");

    @Test
    void headersStandInIcecastsOrderAndEndWithTheInterval() {
        assertThat(StreamHeaders.of(mount("audio/mpeg"), ASKING, "here").keySet())
                .containsExactly(
                        "Content-Type",
                        "Cache-Control",
                        "Expires",
                        "Pragma",
                        "Access-Control-Allow-Origin",
                        "Access-Control-Expose-Headers",
                        "icy-br",
                        "icy-name",
                        "icy-own",
                        "icy-metaint");
    }

    @Test
    void whoDoesNotAskIsPromisedNoMetadata() {
        assertThat(StreamHeaders.of(mount("audio/mpeg"), Guest.at("/live"), "here"))
                .doesNotContainKey("icy-metaint");
    }

    @Test
    void oggCarriesItsTitlesItself() {
        assertThat(StreamHeaders.of(mount("application/ogg"), ASKING, "here")).doesNotContainKey("icy-metaint");
    }

    @Test
    void pageOfAnotherOriginMayAskForMetadataAndReadIt() {
        assertThat(StreamHeaders.preflight().get("Access-Control-Allow-Headers"))
                .contains("Icy-MetaData");
        assertThat(StreamHeaders.of(mount("audio/mpeg"), ASKING, "here").get("Access-Control-Expose-Headers"))
                .contains("Icy-MetaInt", "icy-name", "icy-own");
    }

    @Test
    void ownHeaderTakesThePlaceOfOursInWhateverCase() {
        Map<String, String> headers = StreamHeaders.of(
                mount("audio/mpeg", "access-control-allow-origin: https://a.example\nX-Station: Floe"), ASKING, "here");
        assertThat(headers)
                .containsEntry("access-control-allow-origin", "https://a.example")
                .containsEntry("X-Station", "Floe")
                .doesNotContainKey("Access-Control-Allow-Origin");
    }

    @Test
    void whatDescribesTheStreamIsNotReplaced() {
        assertThat(StreamHeaders.of(mount("audio/mpeg", "ICY-Name: mine"), ASKING, "here"))
                .containsEntry("icy-name", "Radio")
                .doesNotContainKey("ICY-Name");
    }

    @Test
    void otherServerIsToldTheWayOfTheStreamAndGrantedItsInterval() {
        assertThat(StreamHeaders.of(mount("audio/mpeg"), Guest.server("/live", "there/x", 256), "here"))
                .containsEntry("icy-relay-path", "far/a, here/live")
                .containsEntry("icy-metaint", "256");
        assertThat(StreamHeaders.of(mount("audio/mpeg"), icecast(), "here"))
                .containsEntry("icy-relay-path", "far/a, here/live")
                .containsEntry("icy-metaint", "16000");
        assertThat(StreamHeaders.of(mount("audio/mpeg"), ASKING, "here")).doesNotContainKey("icy-relay-path");
    }

    private static ListenerRequest icecast() {
        Map<String, String> headers = Map.of("icy-metadata", "1", "icy-metaint", "256", "user-agent", "Icecast 2.4.4");
        return ListenerRequest.of("/live", "", headers, "192.0.2.2");
    }

    @Test
    void intervalIsGrantedWithinBoundsAndWhereThereIsMetadata() {
        for (int tooMuch : new int[] {0, 255, 65_537, 99_999_999}) {
            assertThat(StreamHeaders.of(mount("audio/mpeg"), Guest.server("/live", "there/x", tooMuch), "here"))
                    .containsEntry("icy-metaint", "16000");
        }
        Mount untitled = mount("audio/mpeg", "", "0");
        assertThat(StreamHeaders.of(untitled, Guest.server("/live", "there/x", 256), "here"))
                .doesNotContainKey("icy-metaint");
    }

    private static Mount mount(String type) {
        return mount(type, "");
    }

    private static Mount mount(String type, String ownHeaders) {
        return mount(type, ownHeaders, "16000");
    }

    private static Mount mount(String type, String ownHeaders, String metadataInterval) {
        MountSettings settings =
                MountSettings.from(Map.of("http-headers", ownHeaders, "metadata-interval", metadataInterval));
        MountRegistry mounts =
                new MountRegistry(9, name -> settings, FallbackFiles.NONE, Clock.systemUTC(), Ticker.system());
        Map<String, String> said = Map.of("icy-name", "Radio", "icy-br", "128", "icy-own", "x");
        return FakeSource.begin(
                        mounts,
                        "/live",
                        new StreamProfile(
                                new ContentType(type),
                                said,
                                Optional.empty(),
                                "192.0.2.1",
                                RelayPath.NONE.to("far", "/a")))
                .mount();
    }
}
