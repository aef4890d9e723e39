package org.icefloe.admin;

import jakarta.ws.rs.core.Response;

/**
 * Replies in the words of Icecast 2.4.4, for which scripts and encoders look. Every message is one of the server's own:
 * nothing that a client sent is said back to it.
 */
final class AdminReply {
    private static final String XML =
            "<?xml version=\"1.0\"?>\n<iceresponse><message>%s</message><return>%d</return></iceresponse>\n";

    private static final String BAD_REQUEST =
            "<html><head><title>Error 400</title></head><body><b>400 - %s</b></body></html>\r\n";

    private static final String DONE_PAGE =
            "<html><head><title>Admin request successful</title></head><body><p>%s</p></body></html>";

    private AdminReply() {}

    /** The command was understood and carried out, or could not be: {@code <return>1</return>}. */
    static Response done(String message) {
        return reply(200, "OK", "text/xml", XML.formatted(message, 1));
    }

    /** The command was not understood: {@code <return>0</return>}, which Icecast sends with status 200 too. */
    static Response failed(String message) {
        return reply(200, "OK", "text/xml", XML.formatted(message, 0));
    }

    /** What SHOUTcast encoders are told in the place of {@link #done}. */
    static Response donePage(String message) {
        return reply(200, "OK", "text/html", DONE_PAGE.formatted(message));
    }

    /** A document that is more than a message. */
    static Response xml(String document) {
        return reply(200, "OK", "text/xml", document);
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
