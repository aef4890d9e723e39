package org.icefloe.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.icefloe.auth.token.ListenerTokens;
import org.icefloe.config.Spans;
import org.icefloe.mount.MountPattern;
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
    private final ListenerTokens tokens;
    private final StreamAddress address;
    private final Clock clock;

    /** Makes them with that key, for addresses that begin so. */
    public TokensResource(ListenerTokens tokens, StreamAddress address, Clock clock) {
        this.tokens = tokens;
        this.address = address;
        this.clock = clock;
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
            @Nullable String user) {}

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
        if (wish == null || wish.mount() == null) {
            throw new BadFieldException("mount", "expected a mount such as /club.mp3, or a pattern such as /club/*");
        }
        MountPattern mounts = mounts(wish.mount());
        Duration life = Optional.ofNullable(wish.ttl())
                .flatMap(Spans::parse)
                .filter(span -> !span.isZero())
                .orElseThrow(() -> new BadFieldException("ttl", "expected " + Spans.EXPECTED + ", more than 0"));
        Instant end = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(life);
        String token = issue(mounts, end, Optional.ofNullable(wish.user()).filter(user -> !user.isEmpty()));
        return new Made(
                token, end.toString(), address.tokenLink(mounts, token, request).orElse(null));
    }

    private static MountPattern mounts(String text) {
        try {
            return MountPattern.parse(text);
        } catch (IllegalArgumentException noMount) {
            throw new BadFieldException("mount", noMount.getMessage());
        }
    }

    private String issue(MountPattern mounts, Instant end, Optional<String> user) {
        try {
            return tokens.issue(mounts, end, user);
        } catch (IllegalArgumentException unusable) {
            throw new BadFieldException("user", unusable.getMessage());
        }
    }
}
