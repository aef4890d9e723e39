package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A test with a stream port of its own. Whatever it did: the port closes, and nobody holds a buffer any more. */
abstract class OnStreamPort {
    private final long heldBefore = RunningPort.heldBytes();
    RunningPort server = new RunningPort();

    @AfterEach
    void everyBufferIsGivenBack() {
        server.endSources();
        server.close();
        assertThat(RunningPort.heldBytes()).isEqualTo(heldBefore);
    }

    void restart(Map<String, String> settings) {
        server.close();
        server = new RunningPort(settings);
    }

    /** All that the server says to a request until it closes. */
    String replyTo(String request) {
        try (Peer peer = server.peer().say(request)) {
            return peer.restText();
        }
    }
}
