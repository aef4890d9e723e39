package org.icefloe.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.icefloe.onair.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator looks how full the directory is, and keeps somebody out while it runs. */
class DeniedIT {
    private static HttpResponse<String> deny(Stage stage, String hosts) throws Exception {
        return stage.call("PATCH", "api/v1/settings", "{\"icefloe.directory.deny\":\"" + hosts + "\"}");
    }

    @Test
    void hostIsKeptOutFromThenOn(@TempDir Path directory) throws Exception {
        try (Stage stage = Stage.in(
                directory, "--directory.serve=true", "--directory.probe-interval=0", "--stream.shoutcast-port=0")) {
            YpClient client = new YpClient(stage.streams().getPort());
            assertThat(client.add("http://spam.example/").isAccepted()).isTrue();
            assertThat(client.add("http://radio.example/").isAccepted()).isTrue();
            assertThat(stage.page("api/v1/statistics"))
                    .contains(
                            "\"directory\":{\"entries\":2,\"maxEntries\":200000,\"mirrored\":0,\"bad\":0,\"servers\":1,");

            assertThat(deny(stage, "spam.example, 203.0.113.0/24").statusCode()).isEqualTo(200);

            Stage.until("it is gone")
                    .until(() -> stage.page("api/v1/statistics").contains("\"directory\":{\"entries\":1,"));
            assertThat(client.add("http://a.spam.example:8000/").message())
                    .isEqualTo("Streams of this host are not listed here. Ask the operator of this directory.");
            HttpResponse<String> refused = deny(stage, "http://spam.example/");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("expected host names, IP addresses and blocks");
            assertThat(deny(stage, "127.0.0.1").statusCode()).isEqualTo(200);
            assertThat(client.add("http://radio.example/").message())
                    .isEqualTo("Streams of this server are not listed here. Ask the operator of this directory.");
            stage.assertUnmoved();
        }
    }
}
