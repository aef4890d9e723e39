package org.icefloe.wire;

/** The same on machines without epoll. */
class UpstreamOverNioTest extends UpstreamNetworkTest {
    @Override
    boolean epoll() {
        return false;
    }
}
