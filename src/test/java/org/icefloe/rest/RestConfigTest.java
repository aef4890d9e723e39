package org.icefloe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.icefloe.auth.Account;
import org.icefloe.auth.AccountBook;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.Credentials;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.auth.Role;
import org.icefloe.mount.MountName;
import org.junit.jupiter.api.Test;

class RestConfigTest {
    private static final PasswordHasher HASHER = new PasswordHasher();

    private final ApplicationHandler application =
            application(new Authenticator(new OneAdmin(), HASHER, Runnable::run, 1));

    @Test
    void rolesAreThoseOfTheAccounts() {
        assertThat(send(application, "roles", "admin:boss")).isEqualTo("200 admin true relay false Credentials[admin]");
        assertThat(send(application, "roles", "admin:wrong"))
                .isEqualTo("200 admin false relay false Credentials[admin]");
        assertThat(send(application, "roles", "")).isEqualTo("200 admin false relay false nobody");
    }

    @Test
    void unguardedResourceChecksNoPassword() {
        ApplicationHandler busy = application(busyAuthenticator());

        assertThat(send(busy, "open", "admin:boss")).isEqualTo("200 welcome");
    }

    @Test
    void busyAuthenticationIsToldToTryAgain() {
        ApplicationHandler busy = application(busyAuthenticator());

        assertThat(send(busy, "guarded", "admin:boss")).startsWith("503 ").contains("try again in a moment");
    }

    @Test
    void guardedMethodAnswersAnAdmin() {
        assertThat(send(application, "guarded", "admin:boss")).isEqualTo("200 welcome");
        assertThat(send(application, "guarded", "")).isEqualTo("401 You need to authenticate\r\n");
    }

    @Test
    void bugIsKeptFromTheClient() {
        assertThat(send(application, "bug", ""))
                .isEqualTo("500 The server has failed at this request; its log says why\r\n");
    }

    @Test
    void headerThatCannotBeReadIsNoFaultOfTheServer() {
        assertThat(send(application, "length", "")).startsWith("400 A header of the request cannot be read: ");
    }

    @Test
    void missingPageIsRefusedInIcecastsWords() {
        assertThat(send(application, "nowhere", ""))
                .startsWith("404 <html><head><title>Error 404</title></head>")
                .contains("<b>404 - The file you requested could not be found</b>");
    }

    private static Authenticator busyAuthenticator() {
        return new Authenticator(
                new OneAdmin(),
                HASHER,
                task -> {
                    throw new RejectedExecutionException();
                },
                1);
    }

    private static ApplicationHandler application(Authenticator authenticator) {
        return new ApplicationHandler(Applications.of(authenticator).serve(Pages.class, new Pages()));
    }

    /** Status and body. */
    private static String send(ApplicationHandler application, String path, String login) {
        URI base = URI.create("http://localhost/");
        ContainerRequest request = new ContainerRequest(
                base,
                base.resolve(path),
                "GET",
                new Caller(
                        new Authenticator(new OneAdmin(), HASHER, Runnable::run, 1),
                        Optional.empty(),
                        "192.0.2.7",
                        false),
                new MapPropertiesDelegate(),
                application.getConfiguration());
        if (!login.isEmpty()) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes()));
        }
        request.header("Content-Length", "3000000000");
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ContainerResponse response = assertThat(application.apply(request, output))
                .succeedsWithin(Duration.ofSeconds(30))
                .actual();
        return response.getStatus() + " " + output.toString(StandardCharsets.UTF_8);
    }

    /** Pages to ask for. */
    @Path("/")
    public static final class Pages {
        @GET
        @Path("open")
        public String open() {
            return "welcome";
        }

        @GET
        @AdminOnly
        @Path("guarded")
        public String guarded() {
            return "welcome";
        }

        @GET
        @Path("roles")
        public String roles(@Context SecurityContext caller) {
            return "admin %s relay %s %s"
                    .formatted(
                            caller.isUserInRole(Caller.ADMIN),
                            caller.isUserInRole(Caller.RELAY),
                            Caller.credentials(caller)
                                    .map(Credentials::toString)
                                    .orElse("nobody"));
        }

        @GET
        @Path("length")
        public int length(@Context ContainerRequestContext request) {
            return request.getLength();
        }

        @GET
        @Path("bug")
        public String bug() {
            throw new IllegalStateException("secret details");
        }
    }

    /** An admin and nobody else. */
    private static final class OneAdmin implements AccountBook {
        private static final Account ADMIN = Account.of("admin", Role.ADMIN, HASHER.hash("boss"));

        @Override
        public Optional<Account> account(String username) {
            return Optional.of(ADMIN).filter(admin -> username.equals("admin"));
        }

        @Override
        public Optional<Account> sourceOf(MountName mount) {
            return Optional.empty();
        }
    }
}
