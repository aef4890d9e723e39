package org.icefloe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.glassfish.jersey.server.ContainerRequest;
import org.icefloe.net.TrustedProxies;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands around everything that changes something. */
class ChangesTest {
    private final Log log = new Log(AuditLog.class);
    private final AtomicBoolean changeByGet = new AtomicBoolean(true);
    private final InProcess server = InProcess.of(
            new RestConfig(new Station().authenticator(), () -> TrustedProxies.NONE, changeByGet::get)
                    .serve(Commands.class, new Commands()),
            "http://radio.example:8000/");

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void whoDidWhatIsOneLine() {
        assertThat(server.get("kill?id=5&mount=/live%20one")
                        .login(Station.ADMIN)
                        .send()
                        .body())
                .isEqualTo("done ");
        assertThat(log.lines())
                .containsExactly("user \"admin\" at 192.0.2.7: GET /kill id=\"5\" mount=\"/live one\": 200 OK");
    }

    @Test
    void formIsToldAndLeftToTheResource() {
        assertThat(server.post("kill?mount=/live")
                        .login(Station.ADMIN)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .send("id=5&x=y")
                        .body())
                .isEqualTo("done id=5&x=y");
        assertThat(log.lines())
                .containsExactly("user \"admin\" at 192.0.2.7: POST /kill mount=\"/live\" id=\"5\" x=\"y\": 200 OK");
    }

    @Test
    void jsonIsToldByItsFields() {
        server.post("kill")
                .login(Station.ADMIN)
                .header("Content-Type", "application/json")
                .send(
                        "{\"burstSize\":1,\"source\":{\"user\":\"dj\",\"password\":\"secret\"},\"mounts\":[\"/a\"],\"gone\":null,"
                                + "\"url\":\"http://me:pw@host/x\"}");
        assertThat(log.lines())
                .containsExactly("user \"admin\" at 192.0.2.7: POST /kill burstSize=\"1\" source.user=\"dj\""
                        + " source.password=*** mounts=\"['/a']\" gone=null url=\"http://***@host/x\": 200 OK");
    }

    @Test
    void passwordsAreNotTold() {
        server.get("kill?pass=secret&password=secret&listenerPassword=secret&token=secret&user=dj")
                .login(Station.ADMIN)
                .send();
        assertThat(log.lines())
                .singleElement()
                .asString()
                .doesNotContain("secret")
                .contains("user=\"dj\"");
    }

    @Test
    void refusalOfAnAdminIsToldToo() {
        server.get("refuse").login(Station.ADMIN).send();

        assertThat(log.lines()).containsExactly("user \"admin\" at 192.0.2.7: GET /refuse: 400 Bad Request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "admin:wrong", "nobody:wrong"})
    void whoIsNobodyHereCannotFillTheLog(String login) {
        InProcess.Request request = server.get("guarded");
        assertThat((login.isEmpty() ? request : request.login(login)).send().status())
                .isEqualTo(401);
        InProcess.Request failing = server.get("fail");
        assertThat((login.isEmpty() ? failing : failing.login(login)).send().status())
                .isEqualTo(400);

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void whatChangesNothingIsNotTold() {
        assertThat(server.get("look").login(Station.ADMIN).send().status()).isEqualTo(200);
        assertThat(log.lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a%0D%0A12:00:00 INFO forged",
                "%0Aforged",
                "%C2%85forged",
                "%E2%80%A8forged",
                "%22: 200 OK forged",
                "%1B%5B31mforged"
            })
    void nothingFromAClientBeginsALineOrEndsAQuote(String value) {
        for (String target : new String[] {"kill?x=" + value, "kill?" + value + "=x", "path/" + value}) {
            server.get(target.replace(" ", "%20")).login(Station.ADMIN).send();
        }
        assertThat(log.lines()).hasSize(3).allSatisfy(line -> assertThat(line)
                .startsWith("user \"admin\" at 192.0.2.7: GET /")
                .doesNotContain("\n", "\r", "\u0085", "\u2028", "\u001B", "\": 200 OK forged"));
    }

    @Test
    void longRequestsAreCut() {
        server.get("kill?x=" + "y".repeat(10_000) + "&z=1".repeat(5_000))
                .login(Station.ADMIN)
                .send();
        assertThat(log.lines()).singleElement().asString().hasSizeLessThan(1_500);
    }

    @Test
    void getIsToldToPostWhereItMayChangeNothing() {
        changeByGet.set(false);

        InProcess.Reply reply = server.get("kill").login(Station.ADMIN).send();
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("allow")).isEqualTo("POST");
        assertThat(reply.body()).isEqualTo("This command changes something, so it has to be sent by POST here\r\n");
        assertThat(server.post("kill").login(Station.ADMIN).send().status()).isEqualTo(200);
        assertThat(server.get("always").login(Station.ADMIN).send().status()).isEqualTo(200);
        assertThat(server.get("look").login(Station.ADMIN).send().status()).isEqualTo(200);
    }

    @Test
    void listingChangesNothing() {
        changeByGet.set(false);

        assertThat(server.get("users").login(Station.ADMIN).send().status()).isEqualTo(200);
        assertThat(server.get("users?action=add").login(Station.ADMIN).send().status())
                .isEqualTo(405);
    }

    @Test
    void headChangesNothing() {
        assertThat(server.head("kill").login(Station.ADMIN).send().status()).isEqualTo(405);
        assertThat(server.head("always").login(Station.ADMIN).send().status()).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, same-origin, 200",
        "Sec-Fetch-Site, none, 200",
        "Origin, http://evil.example, 403",
        "Origin, null, 403",
        "Origin, http://radio.example, 403",
        "Origin, http://radio.example:8000, 200",
        "Accept, */*, 200",
    })
    void pageOfAnotherSiteChangesNothing(String header, String value, int status) {
        for (InProcess.Request request :
                new InProcess.Request[] {server.post("kill"), server.get("kill"), server.get("always")}) {
            assertThat(request.login(Station.ADMIN).header(header, value).send().status())
                    .isEqualTo(status);
        }
        assertThat(server.get("look").header(header, value).send().status()).isEqualTo(200);
    }

    /** Some that change something, and one that does not. */
    @Path("/")
    public static final class Commands {
        @GET
        @Path("kill")
        @ChangesState
        public String kill() {
            return "done ";
        }

        @POST
        @Path("kill")
        @ChangesState
        public String kill(@Context ContainerRequest request) throws IOException {
            InputStream body = request.getEntityStream();
            return "done " + new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }

        @GET
        @Path("always")
        @ChangesState(alwaysByGet = true)
        public String always() {
            return "done";
        }

        @GET
        @Path("users")
        @ChangesState(listsWithout = "action")
        public String users() {
            return "done";
        }

        @GET
        @Path("path/{rest: .*}")
        @ChangesState
        public String path() {
            return "done";
        }

        @GET
        @Path("guarded")
        @AdminOnly
        @ChangesState
        public String guarded() {
            return "done";
        }

        @GET
        @Path("fail")
        @ChangesState
        public Response fail() {
            return Response.status(400).entity("no").build();
        }

        @GET
        @Path("refuse")
        @AdminOnly
        @ChangesState
        public Response refuse() {
            return fail();
        }

        @GET
        @Path("look")
        public String look() {
            return "seen";
        }
    }
}
