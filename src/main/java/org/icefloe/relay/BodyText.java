package org.icefloe.relay;

/**
 * A text that another server has sent, whole.
 *
 * @param text empty unless the status is 200
 */
record BodyText(ResponseHead head, String text) {}
