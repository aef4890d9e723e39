package org.icefloe.rest;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers for paths where nothing is, in the words of Icecast 2.4.4; players and scripts know them. */
final class NotFoundPage implements ExceptionMapper<NotFoundException> {
    private static final String PAGE = "<html><head><title>Error 404</title></head>"
            + "<body><b>404 - The file you requested could not be found</b></body></html>\r\n";

    @Override
    public Response toResponse(NotFoundException missing) {
        return missing.getResponse().hasEntity() ? missing.getResponse() : page();
    }

    private static Response page() {
        return Response.status(404, "File Not Found")
                .header("Content-Type", "text/html; charset=utf-8")
                .header("Cache-Control", "no-cache, no-store")
                .header("Access-Control-Allow-Origin", "*")
                .entity(PAGE)
                .build();
    }
}
