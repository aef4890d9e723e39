package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.icefloe.net.HostLookup;
import org.icefloe.net.HostLookups;
import org.icefloe.net.Origin;
import org.icefloe.net.PublicAddress;
import org.icefloe.relay.Network;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that a gate has to let through, to a real socket of this machine. */
class GatedNetworkTest extends OnNetwork {
    private static final String PRIVATE = "it leads into a private network";

    private final OtherServer server = new OtherServer();
    private final ExecutorService resolver = Executors.newSingleThreadExecutor();
    private final List<InetSocketAddress> asked = new CopyOnWriteArrayList<>();
    private String[] addresses = {};
    private final AtomicInteger lookUps = new AtomicInteger();
    private final HostLookup lookup = HostLookups.of(resolver, host -> {
        lookUps.incrementAndGet();
        return addresses;
    });

    @AfterEach
    void closeTheOthers() {
        server.close();
        resolver.shutdownNow();
    }

    private Optional<String> onlyPublic(InetSocketAddress address) {
        asked.add(address);
        return PublicAddress.isPublic(address.getAddress()) ? Optional.empty() : Optional.of(PRIVATE);
    }

    private Caller call(String host, Network.Gate gate) {
        Caller caller = new Caller();
        network.through(gate, lookup).connect(new Origin("http", host, server.port()), Duration.ofSeconds(5), caller);
        return caller;
    }

    /** Whoever comes first afterwards is the first who came at all. */
    private void assertNobodyHasCome() {
        Caller last = call("127.0.0.1", server.port());
        last.link().send("the first\r\n".getBytes());
        assertThat(OtherServer.hear(server.accept(), 9)).isEqualTo("the first");
    }

    @Test
    void nobodyIsAskedWhoseAddressIsPrivate() {
        for (String[] private_ : new String[][] {
            {"127.0.0.1"}, {"::1"}, {"::ffff:127.0.0.1"}, {"64:ff9b::7f00:1"}, {"10.0.0.1", "127.0.0.1", "0.0.0.0"}
        }) {
            addresses = private_;
            assertThat(call("radio.example", this::onlyPublic).reason()).isEqualTo(PRIVATE);
        }
        assertNobodyHasCome();
    }

    @Test
    void addressInTheUrlIsJudgedLikeOneOfAName() {
        for (String host : List.of("127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0")) {
            assertThat(call(host, this::onlyPublic).reason()).isEqualTo(PRIVATE);
        }
        assertNobodyHasCome();
    }

    /** What is asked for is the resolved address itself, and the name is looked up no more. */
    @Test
    void gateIsAskedForTheVeryAddress() {
        addresses = new String[] {"127.0.0.2", "127.0.0.1"};
        Caller caller = call("radio.example", address -> {
            asked.add(address);
            addresses = new String[] {"127.0.0.9"};
            return address.getAddress().equals(InetAddress.getLoopbackAddress()) ? Optional.empty() : Optional.of("no");
        });

        caller.link();
        assertThat(OtherServer.hear(server.accept(), 0)).isEmpty();
        assertThat(asked)
                .extracting(address -> address.getAddress().getHostAddress())
                .containsExactly("127.0.0.2", "127.0.0.1");
        assertThat(asked).allMatch(address -> address.getPort() == server.port());
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void faultOfAnAddressThatWasTriedIsTold() {
        addresses = new String[] {"127.0.0.1", "127.0.0.2"};
        Caller caller = call(
                "radio.example",
                address -> address.getAddress().getHostAddress().equals("127.0.0.1")
                        ? Optional.of(PRIVATE)
                        : Optional.empty());

        assertThat(caller.reason()).isEqualTo("the connection was refused");
    }

    @Test
    void gateThatFailsLetsNobodyThrough() {
        addresses = new String[] {"127.0.0.1"};
        Caller caller = call("radio.example", address -> {
            throw new IllegalStateException("a test's fault");
        });

        assertThat(caller.reason()).isEqualTo("it has met a fault in this server, which its log tells");
        assertNobodyHasCome();
    }
}
