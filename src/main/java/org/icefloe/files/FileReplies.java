package org.icefloe.files;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.icefloe.rest.FileBody;
import org.icefloe.rest.FileBody.Part;
import org.icefloe.rest.Replies;
import org.icefloe.rest.conditions.Conditions;
import org.icefloe.rest.conditions.Validators;
import org.icefloe.webroot.WebFile;

/**
 * Answers with a file.
 *
 * <pre>
 *   200   all of it
 *   206   a range of it, or several as multipart/byteranges
 *   304   the client has it
 *   412   the client wants another state of it
 *   416   none of the ranges is there, or they are too many
 * </pre>
 *
 * <p>Any page may read it, as it may read streams (WHATWG Fetch, CORS protocol); browsers ask each time whether it has
 * changed.
 */
public final class FileReplies {
    private static final String EXPOSED = "Accept-Ranges, Content-Length, Content-Range, ETag";

    private final Clock clock;
    private final RandomGenerator random;

    /** @param random makes boundaries that no file can hold on purpose */
    public FileReplies(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** To a GET or a HEAD. */
    public Response reply(WebFile file, ContainerRequestContext request) {
        Validators validators = new Validators(tag(file), Optional.of(file.modified()));
        Conditions conditions = new Conditions(name -> Optional.ofNullable(request.getHeaderString(name)), validators);
        return head(content(file, request, conditions), file).build();
    }

    /** A strong one: of its size, and of its time as exactly as the file system knows that. */
    private static EntityTag tag(WebFile file) {
        Instant modified = file.modified();
        return new EntityTag(Long.toHexString(file.size()) + "-" + Long.toHexString(modified.getEpochSecond()) + "."
                + Integer.toHexString(modified.getNano()));
    }

    private static ResponseBuilder head(ResponseBuilder reply, WebFile file) {
        return reply.tag(tag(file))
                .lastModified(Date.from(file.modified()))
                .header("Accept-Ranges", "bytes")
                .header("Cache-Control", "no-cache")
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Expose-Headers", EXPOSED)
                .header("X-Content-Type-Options", "nosniff");
    }

    private ResponseBuilder content(WebFile file, ContainerRequestContext request, Conditions conditions) {
        if (conditions.fail()) {
            return text(Status.PRECONDITION_FAILED, "The file is not in the state that was asked for");
        }
        if (conditions.isKnown()) {
            return Response.notModified().header("Content-Length", file.size());
        }
        // Ranges are defined for GET alone (RFC 9110, 14.2).
        return Optional.ofNullable(request.getHeaderString("Range"))
                .filter(range -> request.getMethod().equals("GET") && conditions.allowRanges(clock.instant()))
                .flatMap(range -> RangeHeader.read(range, file.size()))
                .map(ranges -> partial(file, ranges))
                .orElseGet(() -> Response.ok(body(file, new Part("", 0, file.size())))
                        .header("Content-Type", file.contentType()));
    }

    private ResponseBuilder partial(WebFile file, List<ByteRange> ranges) {
        return switch (ranges.size()) {
            case 0 ->
                text(
                                Status.REQUESTED_RANGE_NOT_SATISFIABLE,
                                "The file has %d bytes, and at most %d ranges of it can be had at a time"
                                        .formatted(file.size(), RangeHeader.MOST_RANGES))
                        .header("Content-Range", "bytes */" + file.size());
            case 1 -> single(file, ranges.get(0));
            default -> multiple(file, ranges);
        };
    }

    private static ResponseBuilder single(WebFile file, ByteRange range) {
        return Response.status(Status.PARTIAL_CONTENT)
                .entity(body(file, new Part("", range.first(), range.length())))
                .header("Content-Type", file.contentType())
                .header("Content-Range", range.of(file.size()));
    }

    /**
     * Several ranges (RFC 9110, 14.6):
     *
     * <pre>
     *   --BOUNDARY
     *   Content-Type: audio/mpeg
     *   Content-Range: bytes 0-499/8000
     *
     *   ... the bytes
     *   --BOUNDARY                          and so on
     *   --BOUNDARY--
     * </pre>
     */
    private ResponseBuilder multiple(WebFile file, List<ByteRange> ranges) {
        String boundary = "icefloe-%016x%016x".formatted(random.nextLong(), random.nextLong());
        List<Part> parts = new ArrayList<>();
        for (ByteRange range : ranges) {
            String before = "\r\n--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
                    .formatted(boundary, file.contentType(), range.of(file.size()));
            parts.add(new Part(before, range.first(), range.length()));
        }
        parts.add(new Part("\r\n--" + boundary + "--\r\n", 0, 0));
        return Response.status(Status.PARTIAL_CONTENT)
                .entity(body(file, parts.toArray(Part[]::new)))
                .header("Content-Type", "multipart/byteranges; boundary=" + boundary);
    }

    private static FileBody body(WebFile file, Part... parts) {
        return new FileBody(file.path(), List.of(parts));
    }

    private static ResponseBuilder text(Status status, String sentence) {
        return Response.fromResponse(Replies.text(status, sentence));
    }
}
