package org.icefloe.relay;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.icefloe.auth.Credentials;
import org.icefloe.bytes.Printable;
import org.icefloe.net.Origin;

/** Where a request was sent on to, server by server (RFC 9110, 15.4). */
final class Redirects {
    private static final int MOST = 5;

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private final List<Upstream> way = new ArrayList<>();

    Redirects(Upstream first) {
        way.add(first);
    }

    /** Who is asked now. */
    Upstream present() {
        return way.get(way.size() - 1);
    }

    static boolean isRedirect(ResponseHead head) {
        return STATUSES.contains(head.status());
    }

    /**
     * Goes where an answer sends us. Credentials are for the server they were set up for: another one is not told them,
     * nor who is sent back by another.
     *
     * @throws NoAnswerException if that is nowhere, in a ring, or one too many, in words on the first server
     */
    Upstream follow(ResponseHead head) {
        Upstream next = target(head);
        boolean ring = way.stream().anyMatch(stop -> stop.url().equals(next.url()));
        way.add(next);
        if (ring) {
            throw new NoAnswerException("sends listeners in a ring: " + wayInWords());
        }
        if (way.size() > MOST + 1) {
            throw new NoAnswerException("sends listeners on more than " + MOST + " times: " + wayInWords());
        }
        return next;
    }

    private Upstream target(ResponseHead head) {
        String location = head.header("location")
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new NoAnswerException(words(head.words() + " and does not say where to go")));
        try {
            // Many send blanks as they are, and a fragment is for a browser.
            URI relative = URI.create(location.replace(" ", "%20").replaceFirst("#.*", ""));
            String address = URI.create(present().url()).resolve(relative).toString();
            Upstream next = Upstream.parse(address, Optional.empty(), present().icyMetadata());
            return new Upstream(next.server(), next.target(), credentialsFor(next), next.icyMetadata());
        } catch (IllegalArgumentException noAddress) {
            throw new NoAnswerException(words("sends listeners to " + Printable.quote(Origin.withoutUser(location))
                    + ", which is no address of a stream"));
        }
    }

    private Optional<Credentials> credentialsFor(Upstream next) {
        return next.server().equals(present().server()) ? present().credentials() : Optional.empty();
    }

    private String wayInWords() {
        return way.stream().map(Upstream::url).collect(Collectors.joining(" -> "));
    }

    /** Makes words on the present server words on the first one. */
    String words(String ofPresent) {
        return way.size() == 1 ? ofPresent : "sends listeners to " + present().url() + ", which " + ofPresent;
    }
}
