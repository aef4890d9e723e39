package org.icefloe.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.icefloe.auth.token.TokenIssuer;
import org.icefloe.auth.token.TokenRefusedException;
import org.icefloe.rest.AdminOnly;
import org.icefloe.rest.BadFieldException;
import org.icefloe.rest.ChangesState;
import org.icefloe.rest.StreamAddress;
import org.jspecify.annotations.Nullable;

/** Links that let in players which cannot log in: {@code POST /api/v1/tokens}. Nothing is kept of them. */
@Path("/api/v1/tokens")
@AdminOnly
@ChangesState
@Produces(MediaType.APPLICATION_JSON)
public final class TokensResource {
    private final TokenIssuer tokens;
    private final StreamAddress address;

    /** Shows addresses that begin so. */
    public TokensResource(TokenIssuer tokens, StreamAddress address) {
        this.tokens = tokens;
        this.address = address;
    }

    /**
     * What is wanted.
     *
     * @param mount a mount or a pattern
     * @param ttl a span such as {@code 1h}
     * @param user under which name the listener is known; may be missing
     */
    record Wish(
            @Nullable String mount,
            @Nullable String ttl,
            @Nullable String user) {
        static final Wish NONE = new Wish(null, null, null);

        TokenIssuer.Wish read() {
            return new TokenIssuer.Wish(
                    Optional.ofNullable(mount), Optional.ofNullable(ttl), Optional.ofNullable(user));
        }
    }

    /**
     * What is made.
     *
     * @param expires as ISO 8601 has it
     * @param url where a player is to be sent; missing for a pattern
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Made(String token, String expires, @Nullable String url) {}

    /** Makes one; 400 with the name of the field that cannot be used. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Made make(@Nullable Wish wish, @Context ContainerRequestContext request) {
        try {
            TokenIssuer.Made made =
                    tokens.make(Optional.ofNullable(wish).orElse(Wish.NONE).read());
            Optional<String> link = address.tokenLink(made.mounts(), made.token(), request);
            return new Made(made.token(), made.end().toString(), link.orElse(null));
        } catch (TokenRefusedException unusable) {
            throw new BadFieldException(unusable.field(), unusable.getMessage());
        }
    }
}
