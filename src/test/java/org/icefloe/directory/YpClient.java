package org.icefloe.directory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.icefloe.net.Percent;
import org.icefloe.testkit.clients.RawConnection;

/**
 * A server that lists its streams, as far as its requests go.
 *
 * @param port of one of the directory's doors
 * @param address whence it says that it asks, to a directory that believes this machine; nothing if it does not say
 */
record YpClient(int port, String address) {
    static final String PATH = "/cgi-bin/yp-cgi";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    YpClient(int port) {
        this(port, "");
    }

    /** The fields of a good add, with others in the place of some, or besides. */
    static Map<String, String> fields(String listenUrl, String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("action", "add");
        fields.put("sn", "Floe FM");
        fields.put("genre", "ambient");
        fields.put("cpswd", "");
        fields.put("desc", "Ice that floats");
        fields.put("url", "http://floe.example/");
        fields.put("listenurl", listenUrl);
        fields.put("type", "audio/mpeg");
        fields.put("stype", "");
        fields.put("b", "128");
        for (int at = 0; at < namesAndValues.length; at += 2) {
            fields.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return fields;
    }

    /** As icecast2 sends it, with its line end. */
    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + Percent.part(field.getValue()))
                        .collect(Collectors.joining("&"))
                + "\r\n";
    }

    YpAnswer add(String listenUrl, String... namesAndValues) throws IOException {
        return post(form(fields(listenUrl, namesAndValues)));
    }

    YpAnswer touch(String sid, String title) throws IOException {
        return post("action=touch&sid=" + sid + "&st=" + Percent.part(title)
                + "&listeners=3&max_listeners=unlimited&stype=\r\n");
    }

    YpAnswer remove(String sid) throws IOException {
        return post("action=remove&sid=" + sid + "\r\n");
    }

    /** @param form one byte a character */
    YpAnswer post(String form) throws IOException {
        return post(PATH, form, "Content-Type: application/x-www-form-urlencoded\r\n");
    }

    /** @param headers each with its line end */
    YpAnswer post(String path, String form, String headers) throws IOException {
        return send("POST " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n" + from()
                + headers + "Content-Length: " + form.length() + "\r\n\r\n" + form);
    }

    YpAnswer get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n");
    }

    String from() {
        return address.isEmpty() ? "" : "X-Forwarded-For: " + address + "\r\n";
    }

    /** Sends a request as it stands, one byte a character, and reads to the end. */
    YpAnswer send(String request) throws IOException {
        try (RawConnection connection = new RawConnection("127.0.0.1", port, PATIENCE)) {
            connection.send(request.getBytes(StandardCharsets.ISO_8859_1));
            connection.awaitClosed();
            return new YpAnswer(connection.output());
        }
    }
}
