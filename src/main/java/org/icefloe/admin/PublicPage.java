package org.icefloe.admin;

import java.util.List;
import java.util.Map;

/**
 * What a public page shows.
 *
 * @param server facts about it
 * @param streams those that are not hidden
 */
record PublicPage(Map<String, String> server, List<Stream> streams) {
    /**
     * A stream.
     *
     * @param mount its name
     * @param address where it is to be had
     * @param login whether listeners have to log in
     * @param facts about it, under Icecast's names
     */
    record Stream(String mount, String address, boolean login, Map<String, String> facts) {}

    /** Whether there is a stream that asks for a login. */
    public boolean hasLogins() {
        return streams.stream().anyMatch(Stream::login);
    }
}
