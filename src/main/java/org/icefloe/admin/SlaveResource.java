package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.icefloe.listener.Slaves;
import org.icefloe.net.Origin;
import org.icefloe.rest.Caller;
import org.icefloe.rest.Replies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /admin/streams}, by which slaves of icecast-kh ask for the mounts they relay and say where they are to be
 * reached, so that listeners can be sent there. An Icefloe also says how many listeners it has, and how many it has
 * room for.
 *
 * <pre>
 *   /admin/streams?rserver=slave.example&rport=8000&interval=120[&listeners=30][&max-listeners=500]
 * </pre>
 *
 * For relays only, as {@link StreamListResource} is, and with the same answer. One that says nothing of itself is told
 * the mounts, too.
 */
@Path("admin/streams")
public final class SlaveResource {
    private static final Logger log = LoggerFactory.getLogger(SlaveResource.class);

    private static final int LONGEST_INTERVAL = (int) Duration.ofDays(1).toSeconds();
    private static final int LONGEST_HOST = 253;
    private static final int MOST_LISTENERS = 999_999_999;

    private final MountList mounts;
    private final Slaves slaves;

    public SlaveResource(MountList mounts, Slaves slaves) {
        this.mounts = mounts;
        this.slaves = slaves;
    }

    /** What a slave says of itself makes no sense; the message says what would. */
    private static final class BadReportException extends Exception {
        private static final long serialVersionUID = 1L;

        BadReportException(String message) {
            super(message, null, false, false);
        }
    }

    @GET
    public Response list(@Context ContainerRequestContext context) {
        if (!context.getSecurityContext().isUserInRole(Caller.RELAY)) {
            return Replies.authenticate();
        }
        AdminRequest request = AdminRequest.of(context);
        try {
            if (request.text("rserver").isPresent()) {
                note(request);
            }
            return mounts.names(context);
        } catch (BadReportException bad) {
            return AdminReply.badRequest(bad.getMessage());
        }
    }

    /** The same for a form. */
    @POST
    public Response listByForm(@Context ContainerRequestContext context) {
        return list(context);
    }

    private void note(AdminRequest request) throws BadReportException {
        Origin address = address(request);
        Slaves.Report report = new Slaves.Report(
                Duration.ofSeconds(required(request, "interval", 1, LONGEST_INTERVAL)),
                number(request, "listeners", 0, MOST_LISTENERS),
                number(request, "max-listeners", 0, MOST_LISTENERS));
        if (!slaves.came(address, report)) {
            log.warn("{} is not remembered as a slave: {} others are", address, Slaves.MOST);
        }
    }

    private static Origin address(AdminRequest request) throws BadReportException {
        String host =
                Origin.hostInUri(request.text("rserver").orElse("").strip().toLowerCase(Locale.ROOT));
        return Optional.of(host + ":" + required(request, "rport", 1, 65_535))
                .filter(authority -> host.length() <= LONGEST_HOST)
                .flatMap(authority -> Origin.parse("http", authority))
                .orElseThrow(() -> new BadReportException("rserver is the name or the address of a server"));
    }

    private static int required(AdminRequest request, String name, int least, int most) throws BadReportException {
        return number(request, name, least, most)
                .orElseThrow(() -> new BadReportException("%s is missing beside rserver".formatted(name)));
    }

    private static Optional<Integer> number(AdminRequest request, String name, int least, int most)
            throws BadReportException {
        Optional<String> text = request.text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt number = parse(text.get().strip());
        if (number.isEmpty() || number.getAsInt() < least || number.getAsInt() > most) {
            throw new BadReportException("%s is a whole number from %d to %d".formatted(name, least, most));
        }
        return Optional.of(number.getAsInt());
    }

    private static OptionalInt parse(String digits) {
        return digits.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }
}
