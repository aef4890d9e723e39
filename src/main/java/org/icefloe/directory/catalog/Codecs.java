package org.icefloe.directory.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The names of codecs, however servers spell them. */
final class Codecs {
    private static final Map<String, String> BY_WORD = Map.ofEntries(
            Map.entry("vorbis", "Vorbis"),
            Map.entry("opus", "Opus"),
            Map.entry("flac", "FLAC"),
            Map.entry("speex", "Speex"),
            Map.entry("theora", "Theora"),
            Map.entry("vp8", "VP8"),
            Map.entry("vp9", "VP9"),
            Map.entry("av1", "AV1"),
            Map.entry("mp3", "MP3"),
            Map.entry("aac", "AAC"));

    private static final Map<String, String> BY_TYPE = Map.ofEntries(
            Map.entry("audio/mpeg", "MP3"),
            Map.entry("audio/mp3", "MP3"),
            Map.entry("audio/aac", "AAC"),
            Map.entry("audio/x-aac", "AAC"),
            Map.entry("audio/aacp", "AAC+"),
            Map.entry("audio/flac", "FLAC"),
            Map.entry("audio/opus", "Opus"),
            Map.entry("audio/vorbis", "Vorbis"),
            Map.entry("audio/webm", "WebM"),
            Map.entry("video/webm", "WebM"),
            Map.entry("audio/x-matroska", "Matroska"),
            Map.entry("video/x-matroska", "Matroska"),
            Map.entry("application/ogg", "Ogg"),
            Map.entry("audio/ogg", "Ogg"),
            Map.entry("video/ogg", "Ogg"));

    private Codecs() {}

    /** Those of the subtype that are known, else what the type stands for. */
    static List<String> of(String type, String subtype) {
        List<String> named = Arrays.stream(subtype.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .map(BY_WORD::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        String container = BY_TYPE.get(type);
        return named.isEmpty() && container != null ? List.of(container) : named;
    }
}
