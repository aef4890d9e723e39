package org.icefloe.admin;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.icefloe.auth.token.ListenerTokens;
import org.icefloe.config.Spans;
import org.icefloe.mount.MountPattern;
import org.icefloe.rest.AdminOnly;
import org.icefloe.rest.ChangesState;
import org.icefloe.rest.StreamAddress;

/**
 * {@code /admin/token}: a link that lets a player in which cannot log in.
 *
 * <pre>
 * POST /admin/token?mount=/club.mp3&amp;ttl=1h&amp;user=anna
 *
 * &lt;?xml version="1.0"?&gt;
 * &lt;iceresponse&gt;&lt;message&gt;Token made&lt;/message&gt;&lt;return&gt;1&lt;/return&gt;&lt;token&gt;1.MTc2...&lt;/token&gt;
 *   &lt;expires&gt;2026-11-29T13:00:00Z&lt;/expires&gt;&lt;url&gt;http://radio.example:8000/club.mp3?token=1.MTc2...&lt;/url&gt;
 * &lt;/iceresponse&gt;
 * </pre>
 *
 * <p>{@code mount} may be a pattern, and then there is no address; {@code user} may be missing. Icecast has no such
 * command.
 */
@Path("admin/token")
@AdminOnly
@ChangesState
public final class TokenResource {
    /** The largest form, in bytes; what is behind it is not read. */
    private static final int MAX_FORM = 64 * 1024;

    private static final String XML = "<?xml version=\"1.0\"?>\n<iceresponse><message>Token made</message>"
            + "<return>1</return><token>%s</token><expires>%s</expires>%s</iceresponse>\n";

    private final ListenerTokens tokens;
    private final StreamAddress address;
    private final Clock clock;

    /** Makes them with that key, for addresses that begin so. */
    public TokenResource(ListenerTokens tokens, StreamAddress address, Clock clock) {
        this.tokens = tokens;
        this.address = address;
        this.clock = clock;
    }

    /** Takes the parameters from a form, and those that are not there from the query. */
    @POST
    public Response make(@Context ContainerRequestContext request) throws IOException {
        byte[] form = request.getEntityStream().readNBytes(MAX_FORM);
        RawParameters parameters = RawParameters.parse(new String(form, StandardCharsets.UTF_8))
                .orElse(RawParameters.parse(request.getUriInfo().getRequestUri().getRawQuery()));
        if (parameters.text("mount").isEmpty() || parameters.text("ttl").isEmpty()) {
            return AdminReply.badRequest("Missing parameter: mount and ttl are wanted, such as /club.mp3 and 1h");
        }
        Optional<Duration> life = parameters.text("ttl").flatMap(Spans::parse).filter(span -> !span.isZero());
        if (life.isEmpty()) {
            return AdminReply.badRequest("ttl: expected " + Spans.EXPECTED + ", more than 0");
        }
        try {
            return make(request, parameters, life.get());
        } catch (IllegalArgumentException unusable) {
            return AdminReply.badRequest("mount or user cannot be used: a mount begins with a slash, and a user name"
                    + " has no control characters");
        }
    }

    private Response make(ContainerRequestContext request, RawParameters parameters, Duration life) {
        MountPattern mounts = MountPattern.parse(parameters.text("mount").orElseThrow());
        Instant end = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(life);
        String token = tokens.issue(mounts, end, parameters.text("user").filter(user -> !user.isEmpty()));
        String url = address.tokenLink(mounts, token, request)
                .map(link -> "<url>" + escape(link) + "</url>")
                .orElse("");
        return AdminReply.xml(XML.formatted(token, end, url));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
