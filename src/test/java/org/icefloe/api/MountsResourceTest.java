package org.icefloe.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.icefloe.auth.Account;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.auth.Role;
import org.icefloe.config.HttpUrl;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.config.Secret;
import org.icefloe.config.SettingsLoader;
import org.icefloe.mount.FallbackChain;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountPattern;
import org.icefloe.rest.Applications;
import org.icefloe.rest.Nobody;
import org.icefloe.store.AccountRepository;
import org.icefloe.store.Database;
import org.icefloe.store.MountRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountsResourceTest {
    private static final PasswordHasher HASHER = new PasswordHasher();
    private static final MountName LIVE = new MountName("/club/live.mp3");
    private static final String ADMIN = "admin:boss";

    @TempDir
    static Path home;

    private static Database database;
    private static MountRepository mounts;
    private static ApplicationHandler application;

    @BeforeAll
    static void start() {
        database = Database.open(
                new SettingsLoader(Map.of("icefloe.home", home.toString()), Map.of(), Map.of(), Map.of()).load());
        mounts = new MountRepository(database, MountSettings.DEFAULT);
        AccountRepository accounts = new AccountRepository(database, mounts);
        accounts.put(List.of(Account.of("admin", Role.ADMIN, HASHER.hash("boss"))));
        application = new ApplicationHandler(Applications.of(new Authenticator(accounts, HASHER, Runnable::run, 10))
                .serve(MountsResource.class, new MountsResource(mounts, HASHER))
                .serve(DefaultMountResource.class, new DefaultMountResource(mounts, HASHER)));
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @AfterEach
    void clear() {
        mounts.all().forEach(entry -> mounts.delete(entry.pattern()));
    }

    @Test
    void strangerIsAskedToAuthenticate() {
        Reply reply = send("GET", "", Optional.empty(), "");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Basic realm=\"Icefloe\"");
        assertThat(reply.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(reply.body()).isEqualTo("You need to authenticate\r\n");
    }

    @Test
    void wrongPasswordIsAskedToAuthenticateAndChangesNothing() {
        assertThat(send("PUT", "/x", Optional.of("admin:wrong"), "{}").status()).isEqualTo(401);
        assertThat(mounts.all()).isEmpty();
    }

    @Test
    void noEntriesAreAnEmptyList() {
        assertThat(get("").body()).isEqualTo("[]");
    }

    @Test
    void putEntryIsReadBackWithoutItsPassword() {
        String body = """
                {"name":"/club/live.mp3","sourceTimeout":"5s","burstSize":1000,"queueSize":"20s",\
                "deliveryInterval":"250ms","metadataInterval":0,"charset":"ISO-8859-1","maxListeners":7,\
                "maxBandwidth":"","hidden":true,"httpHeaders":{"X-A":"b","X-C":"d: e"},"dumpKeep":"90d",\
                "streamName":"Zürich","streamBitrate":128,"streamPublic":false,\
                "source":{"user":"dj","password":"secret"}}""";

        Reply reply = put("/club/live.mp3", body);

        String shown = body.replace(",\"password\":\"secret\"", "");
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.body()).isEqualTo(shown);
        assertThat(get("/club/live.mp3").body()).isEqualTo(shown);
        assertThat(get("").body()).isEqualTo("[" + shown + "]");
        assertThat(mounts.settingsOf(LIVE).maxListeners()).hasValue(7);
    }

    @Test
    void emptyEntryIsItsNameOnly() {
        assertThat(put("/club/live.mp3", "{}").body()).isEqualTo("{\"name\":\"/club/live.mp3\"}");
    }

    @Test
    void loginWithoutAPasswordKeepsTheOneItHas() {
        put("/club/live.mp3", "{\"source\":{\"password\":\"secret\"}}");

        Reply reply = put("/club/live.mp3", get("/club/live.mp3").body());

        assertThat(reply.status()).isEqualTo(200);
        Account account =
                mounts.find(MountPattern.of(LIVE)).orElseThrow().source().orElseThrow();
        assertThat(account.username()).isEqualTo("source");
        assertThat(HASHER.matches("secret", account.passwordHash())).isTrue();
    }

    @Test
    void entryWithoutALoginTakesItAway() {
        put("/club/live.mp3", "{\"source\":{\"password\":\"secret\"}}");
        put("/club/live.mp3", "{}");

        assertThat(mounts.find(MountPattern.of(LIVE)).orElseThrow().source()).isEmpty();
    }

    @Test
    void deletedEntryIsGone() {
        put("/club/live.mp3", "{}");

        assertThat(send("DELETE", "/club/live.mp3", Optional.of(ADMIN), "").status())
                .isEqualTo(204);
        assertThat(get("/club/live.mp3").status()).isEqualTo(404);
        assertThat(send("DELETE", "/club/live.mp3", Optional.of(ADMIN), "").body())
                .isEqualTo("The mount /club/live.mp3 has no entry of its own\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"burstSize\":\"64 KB\"} | burstSize: expected a size in bytes",
                "{\"burstSize\":-1} | burstSize: expected a size in bytes",
                "{\"burstSize\":1.5} | burstSize: expected a size in bytes",
                "{\"burstSize\":[1]} | burstSize: expected a size in bytes",
                "{\"burstSize\":\"\"} | burstSize: expected a size in bytes",
                "{\"burstSize\":\"9s\",\"queueSize\":\"8s\"} | burstSize: a burst of 9s is more than the queue of 8s holds",
                "{\"burstSize\":1048576} | burstSize: a burst of 1048576 is more than the queue of 524288 holds",
                "{\"burstSze\":1} | burstSze: there is no such field. Was burstSize meant?",
                "{\"stream\":{}} | stream: there is no such field. Was",
                "{\"hidden\":\"maybe\"} | hidden: expected true or false",
                "{\"maxListeners\":true} | maxListeners: expected a whole number, 0 or more, or nothing",
                "{\"fallbackOverride\":\"some\"} | fallbackOverride: expected one of none, all, own",
                "{\"httpHeaders\":{\"X-A\":\"b\\nX-C: d\"}} | httpHeaders: expected lines such as",
                "{\"httpHeaders\":{\"X A\":\"b\"}} | httpHeaders: expected lines such as",
                "{\"httpHeaders\":{\"Content-Length\":\"5\"}} | httpHeaders: expected lines such as",
                "{\"streamName\":{\"a\":\"b\"}} | streamName: expected a text",
                "{\"sourceTimeout\":\"soon\"} | sourceTimeout: expected a span of time",
                "{\"charset\":\"EBCDIC-X\"} | charset: expected the name of a charset",
                "{\"charset\":\"UTF-16\"} | charset: expected the name of a charset",
                "{\"charset\":\"ISO-2022-CN\"} | charset: expected the name of a charset",
                "{\"sourceTimeout\":\"0s\"} | sourceTimeout: expected a span of time",
                "{\"metadataInterval\":1} | metadataInterval: expected 0 for none",
                "{\"streamName\":\"a\\r\\nb\"} | streamName: expected a text",
                "{\"streamPublic\":\"maybe\"} | streamPublic: expected true or false",
                "{\"authUser\":\"a:b\"} | authUser: expected a text of at most 255 characters, none of them a control",
                "{\"authListenerAdd\":\"http://127.0.0.1:99999/\"} | authListenerAdd: expected an address",
                "{\"streamName\":\"a\",\"streamName\":\"b\"} | Line 1, column 31: this field was there already",
                "{\"source\":1} | source: expected an object",
                "{\"source\":{\"usr\":\"dj\"}} | source.usr: there is no such field; known are [user, password]",
                "{\"source\":{\"password\":1}} | source.password: expected a text",
                "{\"source\":{\"user\":\"dj\"}} | source.password: a new login needs one",
                "{\"source\":{\"user\":\"d:j\",\"password\":\"x\"}} | source.user: a user name is not empty",
                "{\"source\":{\"password\":\"\"}} | source.password: a password has 1 to 72 bytes",
                "{\"name\":\"/other\"} | name: the address says /club/live.mp3, the body /other",
                "not JSON | Line 1, column 1: this is no JSON",
                "{\"burstSize\":99999999999} | burstSize: expected a size in bytes",
                "{ | Line 1, column 2: this is no JSON",
                "[] | Line 1, column 1: expected an object",
            })
    void unusableBodyIsRefusedByField(String body, String message) {
        Reply reply = put("/club/live.mp3", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).startsWith(message).doesNotContain("org.icefloe", "java.lang", "\tat ");
        assertThat(mounts.all()).isEmpty();
    }

    @Test
    void valuesMayBeWrittenAsInTheServersSettings() {
        put(
                "/club/live.mp3",
                "{\"burstSize\":\"5s\",\"queueSize\":\"1m\",\"hidden\":\"true\",\"maxListeners\":\"7\","
                        + "\"httpHeaders\":\"X-A: b\",\"linger\":30,\"charset\":null}");

        assertThat(get("/club/live.mp3").body())
                .isEqualTo("{\"name\":\"/club/live.mp3\",\"linger\":\"30s\",\"burstSize\":\"5s\","
                        + "\"queueSize\":1048576,\"maxListeners\":7,\"hidden\":true,"
                        + "\"httpHeaders\":{\"X-A\":\"b\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "/club/*.mp3, /club/*.mp3",
        "/club/%2A.mp3, /club/*.mp3",
        "/club%2F*.mp3, /club/*.mp3",
        "/club/live%3F%5B1-3%5D, /club/live?[1-3]",
        "/**, /**",
    })
    void nameWithWildcardsIsAnEntryOfManyMounts(String path, String name) {
        assertThat(put(path, "{\"maxListeners\":7}").status()).isEqualTo(201);

        assertThat(get(path).body()).isEqualTo("{\"name\":\"" + name + "\",\"maxListeners\":7}");
        assertThat(mounts.find(MountPattern.parse(name))).isPresent();
        assertThat(send("DELETE", path, Optional.of(ADMIN), "").status()).isEqualTo(204);
    }

    @Test
    void templateHasAnAddressOfItsOwn() {
        assertThat(template("GET", "").body())
                .isEqualTo("There is no default mount; the server's icefloe.mount settings hold\r\n");
        assertThat(template("PUT", "{\"maxListeners\":7,\"source\":{\"password\":\"x\"}}")
                        .status())
                .isEqualTo(201);

        assertThat(mounts.settingsOf(LIVE).maxListeners()).hasValue(7);
        assertThat(mounts.sourceOf(LIVE)).isPresent();
        assertThat(template("GET", "").body())
                .isEqualTo("{\"name\":\"default\",\"maxListeners\":7,\"source\":{\"user\":\"source\"}}");
        assertThat(get("").body()).isEqualTo("[]");
        assertThat(template("DELETE", "").status()).isEqualTo(204);
        assertThat(mounts.settingsOf(LIVE)).isEqualTo(MountSettings.DEFAULT);
    }

    @Test
    void burstIsHeldAgainstTheQueueOfTheTemplate() {
        template("PUT", "{\"queueSize\":\"2m\"}");

        assertThat(put("/club/live.mp3", "{\"burstSize\":\"1m\"}").status()).isEqualTo(201);
        assertThat(template("PUT", "{\"burstSize\":\"1m\"}").status()).isEqualTo(400);
    }

    @Test
    void fallbackThatLeadsBackIsKept() {
        put("/a", "{\"fallbackMount\":\"/b\"}");

        assertThat(put("/b", "{\"fallbackMount\":\"/a\"}").status()).isEqualTo(201);
        assertThat(FallbackChain.of(new MountName("/b"), mounts).loop()).contains("/b -> /a -> /b");
        put("/c", "{\"fallbackMount\":\"/a\"}");
        assertThat(FallbackChain.of(new MountName("/c"), mounts).loop()).contains("/c -> /a -> /b -> /a");
        put("/d", "{\"fallbackMount\":\"/d\"}");
        assertThat(FallbackChain.of(new MountName("/d"), mounts).loop()).isEmpty();
        assertThat(FallbackChain.of(LIVE, mounts).loop()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/admin/x, belongs to the server itself",
        "/a//b, no empty or dotted part",
        "/a/..%2Fb, no empty or dotted part"
    })
    void unusableNameIsRefused(String path, String message) {
        Reply reply = put(path, "{}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains(message);
    }

    @Test
    void missingBodyIsRefused() {
        assertThat(put("/club/live.mp3", "").status()).isEqualTo(400);
        assertThat(put("/club/live.mp3", "null").status()).isEqualTo(400);
    }

    @Test
    void otherMethodIsRefusedInWords() {
        Reply reply = send("POST", "/club/live.mp3", Optional.of(ADMIN), "{}");

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.body()).isEqualTo("Method Not Allowed\r\n");
        assertThat(reply.header("Allow")).contains("PUT");
    }

    private static Reply get(String path) {
        return send("GET", path, Optional.of(ADMIN), "");
    }

    @Test
    void secretsAreShownAsStarsAndStayWhatTheyAre() {
        put("/club.mp3", "{\"authPassword\": \"lynx\", \"authListenerAdd\": \"http://u:ocelot@b.example/add\"}");

        String shown = send("GET", "/club.mp3", Optional.of(ADMIN), "").body();
        assertThat(shown).contains("\"authPassword\":\"***\"", "http://***@b.example/add");
        assertThat(put("/club.mp3", shown).status()).isEqualTo(200);
        assertThat(mounts.settingsOf(new MountName("/club.mp3")).get(MountSetting.AUTH_PASSWORD))
                .contains(new Secret("lynx"));
        assertThat(mounts.settingsOf(new MountName("/club.mp3"))
                        .get(MountSetting.AUTH_LISTENER_ADD)
                        .flatMap(HttpUrl::userInfo))
                .contains("u:ocelot");

        assertThat(put("/new.mp3", "{\"authPassword\": \"***\"}").status()).isEqualTo(400);
        assertThat(put("/new.mp3", "{\"authListenerAdd\": \"http://***@b.example/add\"}")
                        .status())
                .isEqualTo(400);
    }

    private static Reply put(String path, String body) {
        return send("PUT", path, Optional.of(ADMIN), body);
    }

    private static Reply template(String method, String body) {
        return sendTo("/api/v1/default-mount", method, Optional.of(ADMIN), body);
    }

    private static Reply send(String method, String path, Optional<String> login, String body) {
        return sendTo("/api/v1/mounts" + path, method, login, body);
    }

    private static Reply sendTo(String address, String method, Optional<String> login, String body) {
        URI base = URI.create("http://localhost/");
        ContainerRequest request = new ContainerRequest(
                base,
                base.resolve(address),
                method,
                new Nobody(),
                new MapPropertiesDelegate(),
                application.getConfiguration());
        login.ifPresent(pair -> request.header(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
            request.setEntityStream(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ContainerResponse response = assertThat(application.apply(request, output))
                .succeedsWithin(Duration.ofSeconds(30))
                .actual();
        return new Reply(response.getStatus(), response.getStringHeaders(), output.toString(StandardCharsets.UTF_8));
    }
}
