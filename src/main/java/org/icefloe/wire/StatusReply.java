package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.icefloe.config.HttpHeaders;
import org.icefloe.config.Settings;
import org.icefloe.rest.StreamAddress;
import org.icefloe.stats.StatusDocument;

/**
 * {@code GET /status-json.xsl} without parameters, answered on the event loop: panels, players and pages of stations
 * ask for it all the time, and it costs less to make than to hand to a worker. Where many mounts are on it costs more,
 * and a worker makes it.
 */
final class StatusReply {
    /** Mounts up to which a document is made on the spot: some tens of microseconds. */
    private static final int MOST_MOUNTS = 64;

    private final StatusDocument document;
    private final StreamAddress address;
    private final Supplier<Settings> settings;

    /** @param settings those that hold now, asked at each request */
    StatusReply(StatusDocument document, StreamAddress address, Supplier<Settings> settings) {
        this.document = document;
        this.address = address;
        this.settings = settings;
    }

    boolean answers(RequestHead head) {
        return head.method().equals("GET")
                && head.path().equals("/status-json.xsl")
                && head.query().isEmpty()
                && document.size() <= MOST_MOUNTS;
    }

    ByteBuf reply(Reply reply) {
        byte[] body = document.json(Optional.empty(), address::atStreamPort);
        Map<String, String> headers = new LinkedHashMap<>(StatusDocument.HEADERS);
        settings.get().server().httpHeaders().orElse(HttpHeaders.NONE).values().forEach((name, own) -> {
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, own);
        });
        headers.put("Content-Length", Integer.toString(body.length));
        return Unpooled.wrappedBuffer(reply.head("HTTP/1.1 200 OK", headers), Unpooled.wrappedBuffer(body));
    }
}
