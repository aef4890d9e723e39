package org.icefloe.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.icefloe.auth.Account;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.auth.Role;
import org.icefloe.config.MountSettings;
import org.icefloe.config.SettingsLoader;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.store.AccountRepository;
import org.icefloe.store.Database;
import org.icefloe.store.MountRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsResourceTest {
    private static final PasswordHasher HASHER = new PasswordHasher();
    private static final String HASH = HASHER.hash("boss");
    private static final String ADMIN = "admin:boss";

    @TempDir
    static Path home;

    private static Database database;
    private static AccountRepository accounts;
    private static InProcess server;

    @BeforeAll
    static void start() {
        database = Database.open(
                new SettingsLoader(Map.of("icefloe.home", home.toString()), Map.of(), Map.of(), Map.of()).load());
        accounts = new AccountRepository(database, new MountRepository(database, MountSettings.DEFAULT));
        server = InProcess.of(
                Applications.of(new Authenticator(accounts, HASHER, Runnable::run, 10))
                        .serve(AccountsResource.class, new AccountsResource(accounts, HASHER)),
                "http://localhost/");
    }

    @BeforeEach
    void oneAdmin() {
        accounts.put(List.of(Account.of("admin", Role.ADMIN, HASH)));
        List.copyOf(accounts.all()).stream()
                .map(Account::username)
                .filter(user -> !user.equals("admin"))
                .forEach(accounts::delete);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void strangerAndSourceAreAskedToAuthenticate() {
        put("dj", "{\"role\":\"source\",\"password\":\"p\"}");

        for (String login : List.of("admin:wrong", "dj:p", "nobody:x")) {
            assertThat(send("GET", "", login, "").status()).isEqualTo(401);
            assertThat(send("PUT", "/eve", login, "{\"role\":\"admin\",\"password\":\"p\"}")
                            .status())
                    .isEqualTo(401);
            assertThat(send("DELETE", "/dj", login, "").status()).isEqualTo(401);
        }
        assertThat(accounts.all()).extracting(Account::username).containsExactly("admin", "dj");
    }

    @Test
    void putAccountIsReadBackWithoutItsPassword() {
        InProcess.Reply reply =
                put("dj", "{\"role\":\"source\",\"mounts\":[\"/live.mp3\",\"/club/**\"],\"password\":\"secret\"}");

        String shown = "{\"user\":\"dj\",\"role\":\"source\",\"mounts\":[\"/club/**\",\"/live.mp3\"]}";
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(reply.body()).isEqualTo(shown);
        assertThat(get("/dj").body()).isEqualTo(shown);
        assertThat(get("").body()).isEqualTo("[{\"user\":\"admin\",\"role\":\"admin\"}," + shown + "]");
    }

    @Test
    void whatIsReadCanBePutAgainAndKeepsThePassword() {
        put("ann", "{\"role\":\"listener\",\"password\":\"secret\"}");
        String before = accounts.account("ann").orElseThrow().passwordHash();

        InProcess.Reply reply = put("ann", get("/ann").body());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(accounts.account("ann").orElseThrow().passwordHash()).isEqualTo(before);
    }

    @Test
    void changeHoldsAtOnceThoughThePasswordWasRightAMomentAgo() {
        put("eve", "{\"role\":\"admin\",\"password\":\"first\"}");
        assertThat(send("GET", "", "eve:first", "").status()).isEqualTo(200);

        put("eve", "{\"role\":\"admin\",\"password\":\"second\"}");
        assertThat(send("GET", "", "eve:first", "").status()).isEqualTo(401);
        assertThat(send("GET", "", "eve:second", "").status()).isEqualTo(200);

        put("eve", "{\"role\":\"listener\"}");
        assertThat(send("GET", "", "eve:second", "").status()).isEqualTo(401);

        put("eve", "{\"role\":\"admin\"}");
        assertThat(send("GET", "", "eve:second", "").status()).isEqualTo(200);
        assertThat(send("DELETE", "/eve", ADMIN, "").status()).isEqualTo(204);
        assertThat(send("GET", "", "eve:second", "").status()).isEqualTo(401);
    }

    @Test
    void adminChangesHisOwnPassword() {
        assertThat(put("admin", "{\"role\":\"admin\",\"password\":\"new boss\"}")
                        .status())
                .isEqualTo(200);
        assertThat(get("").status()).isEqualTo(401);
        assertThat(send("GET", "", "admin:new boss", "").status()).isEqualTo(200);
    }

    @Test
    void lastAdminStays() {
        InProcess.Reply dropped = send("DELETE", "/admin", ADMIN, "");
        InProcess.Reply demoted = put("admin", "{\"role\":\"relay\"}");

        assertThat(dropped.status()).isEqualTo(409);
        assertThat(dropped.body())
                .isEqualTo("This is the last account of role admin; make another one first, or nobody could run this"
                        + " server\r\n");
        assertThat(demoted.status()).isEqualTo(409);
        assertThat(get("/admin").status()).isEqualTo(200);
    }

    @Test
    void oneOfTwoAdminsMayGo() {
        put("eve", "{\"role\":\"admin\",\"password\":\"p\"}");

        assertThat(send("DELETE", "/admin", "eve:p", "").status()).isEqualTo(204);
        assertThat(get("").status()).isEqualTo(401);
        assertThat(send("DELETE", "/eve", "eve:p", "").status()).isEqualTo(409);
        accounts.put(List.of(Account.of("admin", Role.ADMIN, HASH)));
    }

    @Test
    void accountThatIsNotThereIsNotFound() {
        assertThat(get("/nobody").status()).isEqualTo(404);
        assertThat(send("DELETE", "/nobody", ADMIN, "").status()).isEqualTo(404);
        assertThat(get("/nobody").body()).isEqualTo("There is no account of the user nobody\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dj    | {}                                                    | role: expected one of admin, source, relay, listener",
                "dj    | {'role':'boss','password':'p'}                        | role: expected one of admin, source, relay, listener",
                "dj    | {'role':'source'}                                     | password: a new account needs one",
                "dj    | {'role':'source','password':''}                       | password: a password has 1 to 72 bytes",
                "dj    | {'role':'source','password':'a\\u0000a'}             | password: a password has 1 to 72 bytes",
                "dj    | {'role':'source','password':'\\ud800'}               | password: a password has 1 to 72 bytes",
                "dj    | {'role':'admin','mounts':['/a'],'password':'p'}       | mounts: only a source or a listener can be kept to some mounts",
                "dj    | {'role':'source','mounts':['a'],'password':'p'}       | mounts: ",
                "dj    | {'role':'source','mounts':['/admin/x'],'password':'p'}| mounts: /admin/x can be no mount",
                "dj    | {'role':'source','mounts':['default'],'password':'p'} | mounts: default can be no mount",
                "dj    | {'role':'source','mounts':[null],'password':'p'}      | mounts: ",
                "dj    | {'role':'source','mounts':'/a','password':'p'}        | mounts: expected ",
                "dj    | {'user':'eve','role':'source','password':'p'}         | user: the address says dj, the body eve",
                "dj    | {'role':'source','passwort':'p'}                      | passwort: there is no such field; known are ",
                "a:b   | {'role':'source','password':'p'}                      | user: expected 1 to 255 characters, none of them a colon",
                "a%0Ab | {'role':'source','password':'p'}                      | user: expected 1 to 255 characters, none of them a colon",
                "x;y=1 | {'role':'source','password':'p'}                      | user: a semicolon in a name is written %3B",
                "%20   | {'role':'source','password':'p'}                      | user: expected 1 to 255 characters, none of them a colon",
                "dj    | {'role'                                               | Line 1, column 8: this is no JSON",
                "dj    | {'role':'admin','role':'source','password':'p'}       | Line 1, column 23: this field was there already",
                "dj    | {'role':'source','password':12}                       | password: expected a text",
                "dj    | {'role':'source','password':true}                     | password: expected a text",
                "dj    | []                                                    | Line 1, column 1: expected an object",
            })
    void whatCannotBeUsedIsRefusedByName(String user, String body, String complaint) {
        InProcess.Reply reply = put(user, body.replace('\'', '"'));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).startsWith(complaint);
        assertThat(accounts.all()).hasSize(1);
    }

    @Test
    void oddNamesAreKeptAsTheyAre() {
        for (String user : List.of(
                "Zo%C3%AB", "a@b.example", "x'%20or%20'1'='1", "a/b", "..%2F", "')%3B%20drop%20table%20account%3B--")) {
            InProcess.Reply reply = put(user, "{\"role\":\"source\",\"password\":\"p\"}");
            assertThat(reply.status()).as(user).isEqualTo(201);
            assertThat(get("/" + user).body()).isEqualTo(reply.body());
        }
        assertThat(accounts.all()).hasSize(7);
    }

    private static InProcess.Reply get(String path) {
        return send("GET", path, ADMIN, "");
    }

    private static InProcess.Reply put(String user, String body) {
        return send("PUT", "/" + user, ADMIN, body);
    }

    private static InProcess.Reply send(String method, String path, String login, String body) {
        return server.request(method, "api/v1/accounts" + path)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes()))
                .header("Content-Type", "application/json")
                .send(body);
    }
}
