package org.icefloe.testkit.clients;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The request by which a source that cannot tell its title in band tells it: {@code GET /admin/metadata}. */
public final class TitleUpdate {
    private TitleUpdate() {}

    /**
     * Sets the title of {@code mount}.
     *
     * @throws IOException that quotes the answer, if it is not 200
     */
    public static void send(Target target, String mount, String title) throws IOException {
        String query = "mode=updinfo&charset=UTF-8&mount=" + encoded(mount) + "&song=" + encoded(title);
        URI address = URI.create("http://" + target.host() + ":" + target.streamPort() + "/admin/metadata?" + query);
        try (RawConnection connection = new RawConnection(target.host(), target.streamPort(), Duration.ofSeconds(5))) {
            connection.say("GET " + address.getRawPath() + "?" + address.getRawQuery() + " HTTP/1.0\r\nHost: "
                    + address.getAuthority() + "\r\nAuthorization: " + RawSource.basic(target) + "\r\n\r\n");
            connection.expect("HTTP/1\\.[01] 200 .*");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
