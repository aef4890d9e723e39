package org.icefloe.admin;

import jakarta.ws.rs.core.Response;

/**
 * Replies in the words of Icecast 2.4.4, for which scripts and encoders look. A page says nothing back that a client
 * has sent; a document says it escaped.
 */
final class AdminReply {
    private static final String BAD_REQUEST =
            "<html><head><title>Error 400</title></head><body><b>400 - %s</b></body></html>\r\n";

    private static final String DONE_PAGE =
            "<html><head><title>Admin request successful</title></head><body><p>%s</p></body></html>";

    private AdminReply() {}

    /** @param success 1 if the command was carried out or could not be, 0 if it was not understood */
    static Element response(String message, int success) {
        return Element.of("iceresponse").with("message", message).with("return", success);
    }

    static Response xml(Element document) {
        return xml(document.document());
    }

    static Response xml(String document) {
        return reply(200, "OK", "text/xml", document);
    }

    static Response json(int status, String document) {
        return reply(status, Response.Status.fromStatusCode(status).getReasonPhrase(), "application/json", document);
    }

    /** Lines of text. */
    static Response text(String lines) {
        return reply(200, "OK", "text/plain", lines);
    }

    /** What SHOUTcast encoders are told in the place of {@link #done}. */
    static Response donePage(String message) {
        return reply(200, "OK", "text/html", DONE_PAGE.formatted(message));
    }

    static Response badRequest(String message) {
        return reply(400, "Bad Request", "text/html", BAD_REQUEST.formatted(message));
    }

    private static Response reply(int status, String reason, String type, String body) {
        return Response.status(status, reason)
                .header("Content-Type", type + "; charset=utf-8")
                .header("Cache-Control", "no-cache, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .entity(body)
                .build();
    }
}
