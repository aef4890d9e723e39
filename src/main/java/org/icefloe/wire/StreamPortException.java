package org.icefloe.wire;

/** A port is not to be had. The message is for whoever starts the server. */
public final class StreamPortException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StreamPortException(String address, int port, boolean shoutcast, Throwable cause) {
        super(
                "Cannot open the " + (shoutcast ? "SHOUTcast port " : "stream port ") + port + " on " + address + ": "
                        + cause.getMessage() + ". Another program may have it; choose another with "
                        + (shoutcast ? "icefloe.stream.shoutcast-port" : "icefloe.stream.port") + ", or 0 for none",
                cause);
    }
}
