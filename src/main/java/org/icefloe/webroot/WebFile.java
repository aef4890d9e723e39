package org.icefloe.webroot;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file as it was when it was looked up.
 *
 * @param path where it lies, all links followed
 * @param size in bytes
 * @param modified as exactly as the file system knows
 * @param contentType by the ending of the name it was asked for; {@code application/octet-stream} if that says nothing
 */
public record WebFile(Path path, long size, Instant modified, String contentType) {}
