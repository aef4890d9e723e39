package org.icefloe.testkit;

/**
 * A server that was not to come up, and did not.
 *
 * @param errors what it said on standard error
 */
public record FailedLaunch(int exitCode, String output, String errors) {}
