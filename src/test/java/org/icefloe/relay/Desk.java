package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.icefloe.onair.Stage;

/** Where an operator sets relays, and looks at how they fare. */
record Desk(Stage stage) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Sets a relay of addresses without credentials, the best first. */
    void set(String mount, String... addresses) throws IOException {
        set(mount, Map.of(), addresses);
    }

    /** The same, with more of what a relay has. */
    void set(String mount, Map<String, ?> more, String... addresses) throws IOException {
        List<Map<String, Object>> upstreams = Arrays.stream(addresses)
                .map(url -> Map.<String, Object>of("url", url))
                .toList();
        put(mount, more, upstreams);
    }

    /** A relay that logs in. */
    void setWithLogin(String mount, String address, String user, String password) throws IOException {
        put(mount, Map.of(), List.of(Map.of("url", address, "username", user, "password", password)));
    }

    private void put(String mount, Map<String, ?> more, List<Map<String, Object>> upstreams) throws IOException {
        Map<String, Object> relay = new HashMap<>(more);
        relay.put("mount", mount);
        relay.put("upstreams", upstreams);
        HttpResponse<String> response = stage.call("POST", "admin/relays", JSON.writeValueAsString(relay));
        assertThat(response.statusCode()).as(response.body()).isIn(200, 201);
    }

    /** What is done by a form, such as {@code action=delete&mount=/a.mp3}. */
    void form(String form) throws IOException {
        HttpResponse<String> response = stage.form("admin/relays", form);
        assertThat(response.body()).contains("<return>1</return>");
    }

    /** Deletes a relay. */
    void drop(String mount) throws IOException {
        form("action=delete&mount=" + mount);
    }

    /** All that is listed, by JSON. */
    JsonNode list() throws IOException {
        return JSON.readTree(stage.page("admin/relays.json"));
    }

    /** One of them, if it is there. */
    Optional<JsonNode> relay(String mount) throws IOException {
        return StreamSupport.stream(list().path("relays").spliterator(), false)
                .filter(relay -> relay.path("mount").asText().equals(mount))
                .findFirst();
    }

    /** What it does, such as {@code live}; empty if there is no such relay. */
    String phase(String mount) throws IOException {
        return relay(mount).map(relay -> relay.at("/state/phase").asText()).orElse("");
    }

    /** The same for people. */
    String words(String mount) throws IOException {
        return relay(mount).map(relay -> relay.at("/state/words").asText()).orElse("");
    }

    void awaitPhase(String mount, String phase) {
        Stage.until("the relay of " + mount + " is " + phase).until(() -> phase(mount), phase::equals);
    }

    void awaitWords(String mount, String part) {
        Stage.until("the relay of " + mount + " says " + part).until(() -> words(mount), words -> words.contains(part));
    }
}
