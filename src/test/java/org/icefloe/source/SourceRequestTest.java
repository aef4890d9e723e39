package org.icefloe.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.icefloe.auth.Credentials;
import org.icefloe.mount.MountName;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceRequestTest {
    @ParameterizedTest
    @CsvSource({
        "SOURCE, /live.mp3, true",
        "SOURCE, /api, true",
        "PUT, /live.mp3, true",
        "PUT, //, true",
        "PUT, /api/v1/mounts/x, false",
        "PUT, /admin/relays, false",
        "PUT, /directory, true",
        "PUT, /yp.xml, true",
        "PUT, '', true",
        "POST, /live.mp3, false",
        "GET, /live.mp3, false",
    })
    void sourceIsToldByMethodAndPath(String method, String path, boolean source) {
        assertThat(SourceRequest.isSource(method, path)).isEqualTo(source);
    }

    /** A user's name may be as long as a mountpoint. */
    @Test
    void addressOfTheServerIsNoMountpointHoweverLong() {
        assertThat(SourceRequest.isSource("PUT", "/api/v1/accounts/" + "x".repeat(255)))
                .isFalse();
        assertThat(SourceRequest.isSource("PUT", "/" + "x".repeat(300))).isTrue();
    }

    @Test
    void credentialsAreThoseOfTheHeaders() {
        Map<String, String> headers = Map.of("authorization", "Basic ZGo6aGFja21l");
        SourceRequest request = SourceRequest.of("PUT", "/live.mp3", headers, "192.0.2.1");
        assertThat(request.mount()).isEqualTo(new MountName("/live.mp3"));
        assertThat(request.credentials()).contains(new Credentials("dj", "hackme"));
    }

    @Test
    void pathThatCanBeNoMountpointIsRefused() {
        assertThatThrownBy(() -> SourceRequest.of("SOURCE", "*", Map.of(), "192.0.2.1"))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.refusal())
                        .isEqualTo(Refusal.NO_MOUNTPOINT));
    }
}
