package org.icefloe.api;

import java.util.List;
import java.util.Map;

/** What came back. */
record Reply(int status, Map<String, List<String>> headers, String body) {
    String header(String name) {
        return String.join(", ", headers.getOrDefault(name, List.of()));
    }
}
