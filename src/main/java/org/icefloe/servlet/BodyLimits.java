package org.icefloe.servlet;

import java.time.Duration;

/**
 * How much of a request that is no stream is taken.
 *
 * @param bytes the most that its body may have
 * @param time how long that may take to arrive
 */
public record BodyLimits(int bytes, Duration time) {}
