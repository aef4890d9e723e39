package org.icefloe.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.icefloe.bytes.Sha256;

/** The styles, scripts and pictures of pages, read once. */
final class Assets {
    private static final Map<String, String> TYPES = Map.of(
            "site.css", "text/css; charset=utf-8",
            "directory.css", "text/css; charset=utf-8",
            "live.js", "text/javascript; charset=utf-8",
            "directory.js", "text/javascript; charset=utf-8",
            "icefloe.svg", "image/svg+xml");

    private static final int VERSION_BYTES = 6;

    private final Map<String, Asset> assets;

    private Assets(Map<String, Asset> assets) {
        this.assets = assets;
    }

    /**
     * A file.
     *
     * @param type media type
     * @param version changes when the bytes do
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Asset(String type, String version, byte[] bytes) {}

    static Assets load() {
        Map<String, Asset> assets = new TreeMap<>();
        TYPES.forEach((name, type) -> assets.put(name, load(name, type)));
        return new Assets(assets);
    }

    private static Asset load(String name, String type) {
        try (InputStream file = Assets.class.getResourceAsStream("/assets/" + name)) {
            if (file == null) {
                throw new IllegalStateException("assets/" + name + " is missing from the web application");
            }
            byte[] bytes = file.readAllBytes();
            return new Asset(type, Sha256.hex(VERSION_BYTES, bytes), bytes);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Optional<Asset> find(String name) {
        return Optional.ofNullable(assets.get(name));
    }

    /** The address of a file, relative to the page at the root; another one when the file has changed. */
    String link(String name) {
        Asset asset = find(name).orElseThrow(() -> new IllegalArgumentException("no asset is named " + name));
        return "assets/" + name + "?v=" + asset.version();
    }
}
