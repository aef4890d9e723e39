package org.icefloe.ops;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;

class HealthResourceTest {
    private static final HealthCheck WELL = new HealthCheck("database", Optional::empty);
    private static final HealthCheck ILL = new HealthCheck("stream port", () -> Optional.of("Port 8000 is closed."));

    private static final SecurityContext NOBODY = new SecurityContext() {
        @Override
        public Principal getUserPrincipal() {
            return () -> "nobody";
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return "";
        }
    };

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    @Test
    void readyWhenNoCheckComplains() throws Exception {
        ContainerResponse response = get("ready", WELL);
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(body).hasToString("{\"status\":\"up\",\"checks\":[{\"name\":\"database\",\"status\":\"up\"}]}");
    }

    @Test
    void notReadyWhenOneComplainsAndItsWordsAreTold() throws Exception {
        ContainerResponse response = get("ready", WELL, ILL);
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(body)
                .hasToString("{\"status\":\"down\",\"checks\":[{\"name\":\"database\",\"status\":\"up\"},"
                        + "{\"name\":\"stream port\",\"status\":\"down\",\"message\":\"Port 8000 is closed.\"}]}");
    }

    @Test
    void liveAsLongAsItAnswers() throws Exception {
        ContainerResponse response = get("live", ILL);
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(body).hasToString("{\"status\":\"up\",\"checks\":[]}");
    }

    @Test
    void answersBearTheInstanceAndAreNotKept() throws Exception {
        ContainerResponse response = get("ready", WELL);
        assertThat(response.getHeaderString("Icefloe-Instance")).isEqualTo("this start");
        assertThat(response.getHeaderString("Cache-Control")).isEqualTo("no-store");
    }

    private ContainerResponse get(String what, HealthCheck... checks) throws ExecutionException, InterruptedException {
        ResourceConfig resources = new ResourceConfig().register(new HealthResource("this start", List.of(checks)));
        ContainerRequest request = new ContainerRequest(
                URI.create("http://h/"),
                URI.create("http://h/health/" + what),
                "GET",
                NOBODY,
                new MapPropertiesDelegate(),
                null);
        return new ApplicationHandler(resources).apply(request, body).get();
    }
}
