package org.icefloe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;

class HttpUrlTest {
    private final HttpUrl url = new HttpUrl(URI.create("https://us%40er:p%3Aw@[::1]:8443/add?key=secret"));

    @Test
    void credentialsAreNeitherCalledNorShown() {
        assertThat(url.userInfo()).contains("us@er:p:w");
        assertThat(url.address()).hasToString("https://[::1]:8443/add?key=secret");
        assertThat(url).hasToString("https://***@[::1]:8443/add?key=secret");
        assertThat(url.place()).isEqualTo("https://***@[::1]:8443/add");
        assertThat(url.address().getHost()).isEqualTo("[::1]");
    }

    @Test
    void addressWithoutCredentialsIsWhatItIs() {
        HttpUrl plain = new HttpUrl(URI.create("http://backend.example/add"));

        assertThat(plain.userInfo()).isEmpty();
        assertThat(plain).hasToString("http://backend.example/add");
    }

    @Test
    void nothingButHttpIsCalled() {
        for (String other : new String[] {
            "file:///etc/passwd", "/add", "http:/add", "http://a.example/#here", "http://a.example:99999/"
        }) {
            URI uri = URI.create(other);
            assertThatIllegalArgumentException().isThrownBy(() -> new HttpUrl(uri));
        }
    }
}
