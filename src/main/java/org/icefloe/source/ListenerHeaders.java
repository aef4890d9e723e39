package org.icefloe.source;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns what a source says of its stream into what listeners are told: {@code ice-*} and the old {@code x-audiocast-*}
 * become {@code icy-*}, as Icecast 2.4 does it.
 */
final class ListenerHeaders {
    /** The notices are what a relayed SHOUTcast says of itself. */
    private static final Set<String> NOT_FOR_LISTENERS = Set.of(
            "icy-password",
            "icy-metaint",
            "icy-metadata",
            "icy-notice1",
            "icy-notice2",
            "icy-reset",
            "icy-private",
            "icy-relay-path");

    private static final Pattern BITRATE = Pattern.compile("(?:^|;)\\s*(?:ice-)?bitrate=([0-9]{1,9})");

    private ListenerHeaders() {}

    /**
     * Of two names for one thing the newer counts, {@code ice-name} before {@code icy-name}.
     *
     * @param request the source's headers, names in lower case
     */
    static Map<String, String> of(Map<String, String> request) {
        Map<String, String> told = new TreeMap<>();
        new TreeMap<>(request).forEach((name, value) -> {
            String listenerName = listenerName(name);
            if (listenerName.startsWith("icy-") && !NOT_FOR_LISTENERS.contains(listenerName)) {
                told.putIfAbsent(listenerName, value);
            }
        });
        Optional.ofNullable(request.get("content-language")).ifPresent(words -> told.put("content-language", words));
        Optional.ofNullable(request.get("ice-audio-info")).ifPresent(info -> {
            told.put("ice-audio-info", info);
            bitrateIn(info).ifPresent(bitrate -> told.putIfAbsent("icy-br", bitrate));
        });
        return told;
    }

    private static String listenerName(String name) {
        String icy = name.replaceFirst("^(?:ice|x-audiocast)-", "icy-");
        return switch (icy) {
            case "icy-public" -> "icy-pub";
            case "icy-bitrate" -> "icy-br";
            case "icy-audio-info" -> "";
            default -> icy;
        };
    }

    private static Optional<String> bitrateIn(String audioInfo) {
        Matcher matcher = BITRATE.matcher(audioInfo);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
