package org.icefloe.rest;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.nio.charset.Charset;

/** The body of a request that is a form, whatever its type is said to be. */
public final class FormBody {
    private FormBody() {}

    /**
     * Reads all of it; how long it may be is a matter of {@link BodyLimit}.
     *
     * @param charset of what is not escaped
     * @throws BadRequestException if it does not come whole: its sender has gone, which is no fault of ours
     */
    public static RawParameters of(ContainerRequestContext request, Charset charset) {
        try {
            return RawParameters.parse(new String(request.getEntityStream().readAllBytes(), charset));
        } catch (IOException gone) {
            throw new BadRequestException(Replies.text(Status.BAD_REQUEST, "The form has not come whole"), gone);
        }
    }
}
