package org.icefloe.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icefloe.stats.history.Agents;
import org.icefloe.stats.history.Share;

/**
 * Kinds of players as the text of a column, a line for each: listener milliseconds, connections, name. The others are a
 * line without a name.
 *
 * <pre>
 *   3600000 2 VLC
 *   61000 1 Music Player Daemon
 *   500 1
 * </pre>
 */
final class AgentsText {
    private static final Pattern LINE = Pattern.compile("(?m)^(-?\\d{1,18}) (\\d{1,18})(?: (.+))?$");

    private AgentsText() {}

    static String of(Agents agents) {
        StringBuilder text = new StringBuilder();
        agents.named()
                .forEach((name, share) ->
                        line(text, share).append(' ').append(name).append('\n'));
        if (agents.others().listenerMillis() != 0 || agents.others().connections() != 0) {
            line(text, agents.others()).append('\n');
        }
        return text.toString();
    }

    private static StringBuilder line(StringBuilder text, Share share) {
        return text.append(share.listenerMillis()).append(' ').append(share.connections());
    }

    /** Reads what {@link #of} wrote; lines that another version has written differently are left out. */
    static Agents read(String text) {
        Map<String, Share> named = new LinkedHashMap<>();
        Share others = Agents.NONE.others();
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            Share share = new Share(Long.parseLong(line.group(1)), Long.parseLong(line.group(2)));
            if (line.group(3) == null) {
                others = share;
            } else {
                named.put(line.group(3), share);
            }
        }
        return Agents.of(named, others);
    }
}
