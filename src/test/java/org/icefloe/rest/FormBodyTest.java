package org.icefloe.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.BadRequestException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.junit.jupiter.api.Test;

class FormBodyTest {
    private static ContainerRequest request(InputStream body) {
        URI base = URI.create("http://localhost/");
        ContainerRequest request =
                new ContainerRequest(base, base.resolve("yp"), "POST", null, new MapPropertiesDelegate(), null);
        request.setEntityStream(body);
        return request;
    }

    @Test
    void formIsReadWhole() {
        InputStream body = new ByteArrayInputStream("a=1&b=%C3%A9".getBytes(StandardCharsets.US_ASCII));

        assertThat(FormBody.of(request(body), StandardCharsets.UTF_8).text("b")).contains("é");
    }

    @Test
    void senderWhoHasGoneIsNoFaultOfOurs() {
        InputStream body = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset by peer");
            }
        };

        assertThatThrownBy(() -> FormBody.of(request(body), StandardCharsets.UTF_8))
                .isInstanceOf(BadRequestException.class);
    }
}
