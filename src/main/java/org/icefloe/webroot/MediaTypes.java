package org.icefloe.webroot;

import java.util.Locale;
import java.util.Map;

/** The media type of a file, by the ending of its name. The same on every machine, whatever that has in /etc. */
final class MediaTypes {
    private static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> TYPES = Map.ofEntries(
            // Sound and pictures that move.
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("mp2", "audio/mpeg"),
            Map.entry("aac", "audio/aac"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("flac", "audio/flac"),
            Map.entry("wav", "audio/wav"),
            Map.entry("ogg", "application/ogg"),
            Map.entry("oga", "audio/ogg"),
            Map.entry("opus", "audio/ogg"),
            Map.entry("spx", "audio/ogg"),
            Map.entry("ogv", "video/ogg"),
            Map.entry("ogx", "application/ogg"),
            Map.entry("weba", "audio/webm"),
            Map.entry("webm", "video/webm"),
            Map.entry("mka", "audio/x-matroska"),
            Map.entry("mkv", "video/x-matroska"),
            Map.entry("mp4", "video/mp4"),
            // Lists of them.
            Map.entry("m3u", "audio/x-mpegurl"),
            Map.entry("m3u8", "application/vnd.apple.mpegurl"),
            Map.entry("pls", "audio/x-scpls"),
            Map.entry("xspf", "application/xspf+xml; charset=utf-8"),
            Map.entry("vclt", "audio/x-vclt; charset=utf-8"),
            Map.entry("cue", "text/plain; charset=utf-8"),
            // Pages and what they are made of.
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("htm", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("xml", "application/xml"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("ico", "image/vnd.microsoft.icon"),
            Map.entry("woff2", "font/woff2"));

    private MediaTypes() {}

    static String of(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, UNKNOWN);
    }
}
