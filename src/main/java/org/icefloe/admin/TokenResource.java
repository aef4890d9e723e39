package org.icefloe.admin;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.icefloe.auth.token.TokenIssuer;
import org.icefloe.auth.token.TokenRefusedException;
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
    private final TokenIssuer tokens;
    private final StreamAddress address;

    /** Shows addresses that begin so. */
    public TokenResource(TokenIssuer tokens, StreamAddress address) {
        this.tokens = tokens;
        this.address = address;
    }

    /** Takes the parameters from a form, and those that are not there from the query. */
    @POST
    public Response make(@Context ContainerRequestContext context) {
        AdminRequest request = AdminRequest.of(context);
        try {
            TokenIssuer.Made made =
                    tokens.make(new TokenIssuer.Wish(request.text("mount"), request.text("ttl"), request.text("user")));
            Element document = AdminReply.response("Token made", 1)
                    .with("token", made.token())
                    .with("expires", made.end().toString());
            address.tokenLink(made.mounts(), made.token(), context).ifPresent(link -> document.with("url", link));
            return AdminReply.xml(document);
        } catch (TokenRefusedException unusable) {
            // What was sent may be quoted in the problem, and pages say nothing back.
            return AdminReply.badRequest(unusable.field() + " is missing or cannot be used; wanted are a mount such as"
                    + " /club.mp3, a ttl such as 1h, and, if at all, a user without control characters");
        }
    }
}
