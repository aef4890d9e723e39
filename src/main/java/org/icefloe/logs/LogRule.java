package org.icefloe.logs;

import java.nio.file.Path;
import java.time.Duration;
import org.icefloe.config.LogKeep;

/**
 * Where a log is, and when it begins anew.
 *
 * @param file its path, absolute
 * @param maxSize how long a file may become, in bytes; 0 is without end
 * @param maxAge when another file is begun anyway; zero is never
 * @param keep which of those that are full stay
 */
record LogRule(Path file, long maxSize, Duration maxAge, LogKeep keep) {}
