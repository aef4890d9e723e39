package org.icefloe.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code GET /health/live} and {@code GET /health/ready}, for load balancers, container engines and the server's own
 * start.
 *
 * <pre>
 * HTTP/1.1 503
 * Icefloe-Instance: 7d3f0c52a9e84b16
 *
 * {"status":"down","checks":[{"name":"stream port","status":"down","message":"..."}]}
 * </pre>
 */
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
    /** The header that tells one running server from another at the same address. */
    public static final String INSTANCE = "Icefloe-Instance";

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final String instance;
    private final List<HealthCheck> checks;

    /** @param instance an id of this start of the server, which nobody else has */
    public HealthResource(String instance, List<HealthCheck> checks) {
        this.instance = instance;
        this.checks = List.copyOf(checks);
    }

    /** Always 200: that it is answered is the message. */
    @GET
    @Path("live")
    public Response live() {
        return response(List.of());
    }

    /** 200 if all checks are content, else 503. */
    @GET
    @Path("ready")
    public Response ready() {
        return response(checks.stream().map(HealthResource::ask).toList());
    }

    private static Finding ask(HealthCheck check) {
        Optional<String> complaint = check.complaint().get();
        return new Finding(check.name(), Status.of(complaint.isEmpty()), complaint.orElse(""));
    }

    private Response response(List<Finding> findings) {
        Status status = Status.of(findings.stream().allMatch(finding -> finding.status() == Status.UP));
        return Response.status(status == Status.UP ? OK : UNAVAILABLE)
                .header(INSTANCE, instance)
                .header("Cache-Control", "no-store")
                .entity(new Health(status, findings))
                .build();
    }

    enum Status {
        UP,
        DOWN;

        static Status of(boolean well) {
            return well ? UP : DOWN;
        }

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Health(Status status, List<Finding> checks) {}

    record Finding(
            String name,
            Status status,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String message) {}
}
