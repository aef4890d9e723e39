package org.icefloe.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where two answers to one request part.
 *
 * @param icecast what Icecast says there
 * @param icefloe what this server says
 */
record Difference(String icecast, String icefloe) {
    private static final Pattern MESSAGE = Pattern.compile("<b>(.*)</b>");

    /** Names whose values are times, ports and numbers of connections, or depend on how long something takes. */
    private static final Pattern MASKED = Pattern.compile("(.*/(server_id|\\w*_start(_iso8601)?|client_connections"
            + "|clients|connections|total_bytes_\\w+|Connected|ID|server_start) = ).+");

    /** Empty if there is none. */
    static Optional<Difference> between(RawReply icecast, RawReply icefloe) {
        if (icecast.hasTree() && icefloe.hasTree() && sameHead(icecast, icefloe)) {
            return ofTrees(masked(icecast), masked(icefloe));
        }
        String one = gist(icecast);
        String other = gist(icefloe);
        return one.equals(other) ? Optional.empty() : Optional.of(new Difference(one, other));
    }

    private static boolean sameHead(RawReply one, RawReply other) {
        return one.status() == other.status() && one.type().equals(other.type());
    }

    private static List<String> masked(RawReply reply) {
        return reply.tree().stream().map(Difference::mask).toList();
    }

    private static String mask(String line) {
        Matcher masked = MASKED.matcher(line);
        return masked.matches() ? masked.group(1) + "…" : line.replaceAll("localhost:[0-9]+", "localhost:port");
    }

    private static Optional<Difference> ofTrees(List<String> icecast, List<String> icefloe) {
        if (icecast.equals(icefloe)) {
            return Optional.empty();
        }
        List<String> one = new ArrayList<>(icecast);
        icefloe.forEach(one::remove);
        List<String> other = new ArrayList<>(icefloe);
        icecast.forEach(other::remove);
        boolean orderOnly = one.isEmpty() && other.isEmpty();
        return Optional.of(
                orderOnly
                        ? new Difference("order: " + icecast, "order: " + icefloe)
                        : new Difference(String.join(", ", one), String.join(", ", other)));
    }

    /** Status and type, and what a reader would take from the body. */
    private static String gist(RawReply reply) {
        Matcher message = MESSAGE.matcher(reply.body());
        boolean page = reply.body().contains("<html")
                && reply.status() == 200
                && !reply.body().contains("<title>Admin request successful");
        String said = page ? "a page" : message.find() ? message.group(1) : text(reply);
        return (reply.status() + " " + reply.type() + ": " + said).strip();
    }

    private static String text(RawReply reply) {
        if (reply.hasTree()) {
            return reply.tree().stream()
                    .filter(line -> line.contains("/message = "))
                    .findFirst()
                    .map(line -> line.replaceFirst(".* = ", ""))
                    .orElse("a document");
        }
        return reply.body().strip().replaceAll("\\s+", " ").replaceAll("localhost:[0-9]+", "localhost:port");
    }
}
