package org.icefloe.config;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Other directories, which are told of streams or mirrored, each once.
 *
 * @param urls of HTTP or HTTPS, without credentials
 */
public record DirectoryUrls(List<URI> urls) {
    /** There are none. */
    public static final DirectoryUrls NONE = new DirectoryUrls(List.of());

    public DirectoryUrls {
        urls = urls.stream().distinct().toList();
    }

    /** With commas between them. */
    @Override
    public String toString() {
        return urls.stream().map(URI::toString).collect(Collectors.joining(", "));
    }
}
