package org.icefloe.site.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Servers that list their streams in the directory of a running server, by the form that Icecast sends.
 *
 * @param directory where the web application is, with a slash at the end
 */
record SampleStations(URI directory) {
    /** How many stations {@link #fill} lists. */
    static final int STATIONS = 60;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Name, genres, song, type, codecs, language, country. */
    private static final List<List<String>> KINDS = List.of(
            List.of("Nordlicht", "Ambient, Drone", "Biosphere - Poa Alpina", "audio/mpeg", "", "no", "no"),
            List.of("Klassik Alpenglühen", "Classical", "Mahler - Adagietto", "audio/mpeg", "", "de", "at"),
            List.of(
                    "Harbour Jazz",
                    "Jazz, Bebop",
                    "Bill Evans - Waltz for Debby",
                    "application/ogg",
                    "vorbis",
                    "en",
                    ""),
            List.of("إذاعة النيل", "Arabic, Tarab", "أم كلثوم - إنت عمري", "audio/mpeg", "", "ar", "eg"),
            List.of("ラジオ東京", "City Pop", "竹内まりや - Plastic Love", "audio/aac", "", "ja", "jp"),
            List.of("Opus Laboratory", "Electronic, IDM", "Autechre - Bike", "application/ogg", "opus", "", "de"));

    /** Lists stations of many kinds, with a listener more for each. */
    void fill() throws IOException {
        for (int i = 0; i < STATIONS; i++) {
            List<String> kind = KINDS.get(i % KINDS.size());
            String sid = list(
                    kind.get(0) + " " + (i / KINDS.size() + 1),
                    "http://127.0.0.1:9/" + i,
                    Map.of(
                            "genre", kind.get(1),
                            "type", kind.get(3),
                            "stype", kind.get(4),
                            "language", kind.get(5),
                            "country", kind.get(6)));
            touch(sid, kind.get(2), i + 1);
        }
    }

    /**
     * Lists a stream.
     *
     * @param more parameters, in the place of others
     * @return its SID
     */
    String list(String name, String listenUrl, Map<String, String> more) throws IOException {
        Map<String, String> form = new LinkedHashMap<>(Map.of(
                "action",
                "add",
                "sn",
                name,
                "genre",
                "test",
                "type",
                "audio/mpeg",
                "b",
                "128",
                "listenurl",
                listenUrl));
        form.putAll(more);
        HttpResponse<String> reply = send(form);
        assertThat(reply.headers().firstValue("YPResponse")).as(reply.body()).contains("1");
        return reply.headers().firstValue("SID").orElseThrow();
    }

    void touch(String sid, String song, int listeners) throws IOException {
        send(Map.of("action", "touch", "sid", sid, "st", song, "listeners", Integer.toString(listeners)));
    }

    private HttpResponse<String> send(Map<String, String> form) throws IOException {
        String body = form.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(directory.resolve("cgi-bin/yp-cgi"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a stream was listed", e);
        }
    }
}
