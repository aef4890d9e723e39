package org.icefloe.directory.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.format.ContentType;
import org.icefloe.net.BlockedPorts;
import org.icefloe.net.PublicAddress;
import org.icefloe.relay.Network;
import org.icefloe.relay.ResponseHead;
import org.icefloe.relay.StreamRequest;
import org.icefloe.relay.Upstream;

/**
 * A visit to one stream. It is asked for like a listener asks, heard for as long as it takes to know what it is, and
 * left. Confined to the prober's thread, but for what connections tell on theirs.
 */
final class Visit implements StreamRequest.Events, Network.Gate {
    /** How long it may take, all in all. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    /** How much is heard at most, in bytes. */
    static final int MOST_BYTES = 64 * 1024;

    /** To how many addresses it may connect, or try to: a name may have any number of them. */
    static final int MOST_ADDRESSES = 8;

    private static final String NOT_REACHED = "cannot be reached: ";

    private final Entry entry;
    private final Prober prober;
    private final FormatCheck formatCheck;
    private final StreamRequest request;
    private final long begin;

    /** Those that are visited here and now. */
    private final Set<InetAddress> addresses = ConcurrentHashMap.newKeySet();

    /** Whether it was not let through somewhere because somebody else is visited there. */
    private volatile boolean isCrossed;

    /** Whether it was not let through somewhere for what it is. */
    private volatile boolean isBarred;

    /** How much has come; of the connection's thread. */
    private int received;

    private Optional<Future<?>> deadline = Optional.empty();
    private boolean isAnswered;
    private boolean isKnown;

    /** @throws IllegalArgumentException if the address of the stream is none */
    Visit(Entry entry, Prober prober) {
        this.entry = entry;
        this.prober = prober;
        this.formatCheck = new FormatCheck(new ContentType(entry.broadcast().type()), prober.parsers());
        this.begin = prober.nanos();
        Upstream upstream = Upstream.parse(entry.listenUrl(), Optional.empty(), false);
        this.request = new StreamRequest(prober.requests(this), upstream, Map.of(), LONGEST, this);
    }

    Entry entry() {
        return entry;
    }

    /** Returns at once. */
    void begin() {
        request.start();
    }

    @Override
    public Optional<String> refusal(InetSocketAddress to) {
        InetAddress address = to.getAddress();
        Optional<String> bar = bar(address, to.getPort());
        if (bar.isPresent()) {
            isBarred = true;
            return bar;
        }
        if (!addresses.contains(address) && !prober.enter(address.getHostAddress())) {
            isCrossed = true;
            return Optional.of("another stream is visited there");
        }
        addresses.add(address);
        return Optional.empty();
    }

    private Optional<String> bar(InetAddress address, int port) {
        if (!prober.allowsPrivate() && !PublicAddress.isPublic(address)) {
            return Optional.of("it leads into a private network");
        }
        if (BlockedPorts.contains(port)) {
            return Optional.of("its port " + port + " is for something else than streams");
        }
        return addresses.size() < MOST_ADDRESSES || addresses.contains(address)
                ? Optional.empty()
                : Optional.of("it has too many addresses");
    }

    /** It is taken at once: what is sent before the end of a short answer would else be lost with it. */
    @Override
    public void answered(ResponseHead head) {
        Optional<Finding> fault = fault(head);
        prober.step(() -> judge(fault));
        if (fault.isEmpty()) {
            request.take(this::receive, () -> false);
        }
    }

    private void judge(Optional<Finding> fault) {
        isAnswered = true;
        prober.connectivity().hit();
        if (fault.isPresent()) {
            conclude(fault.get());
        } else if (!isKnown) {
            long left = begin + LONGEST.toNanos() - prober.nanos();
            deadline = Optional.of(prober.later(Duration.ofNanos(left), this::enough));
        }
    }

    private Optional<Finding> fault(ResponseHead head) {
        return head.status() == ResponseHead.OK
                ? formatCheck.lookAt(new ContentType(head.header("content-type").orElse("")))
                : Optional.of(Finding.silent("it " + head.words()));
    }

    /** On the connection's thread. What it is, is found out elsewhere: nobody's stream waits for that. */
    private void receive(ByteBuffer bytes) {
        byte[] portion = new byte[Math.min(bytes.remaining(), MOST_BYTES - received)];
        if (portion.length == 0) {
            return;
        }
        bytes.get(portion);
        received += portion.length;
        boolean last = received == MOST_BYTES;
        prober.step(() -> take(portion, last));
    }

    private void take(byte[] portion, boolean last) {
        if (isKnown) {
            return;
        }
        formatCheck.take(ByteBuffer.wrap(portion)).ifPresent(this::conclude);
        if (last) {
            enough();
        }
    }

    /** Nothing more is heard. */
    private void enough() {
        conclude(formatCheck.end());
    }

    private void conclude(Finding finding) {
        if (!isKnown) {
            isKnown = true;
            deadline.ifPresent(waiting -> waiting.cancel(false));
            prober.found(this, finding);
            request.close();
        }
    }

    @Override
    public void ended(String reason) {
        prober.step(() -> end(reason));
    }

    private void end(String reason) {
        if (isCrossed && !isAnswered && !isKnown) {
            prober.gaveWay(this, !addresses.isEmpty());
            return;
        }
        // Whoever is not reached now is visited again, and so long as good as he was.
        isKnown |= !isAnswered && isOutOfReach(reason) && prober.connectivity().miss();
        conclude(isAnswered ? formatCheck.end() : Finding.silent(words(reason)));
        prober.over(this);
    }

    /** Whether it may be that nobody at all can be reached. */
    private boolean isOutOfReach(String reason) {
        boolean nobodyThere = reason.startsWith(NOT_REACHED) && !reason.contains("refused");
        return !isBarred && (nobodyThere || reason.startsWith("did not answer within"));
    }

    private static String words(String reason) {
        return reason.startsWith(NOT_REACHED) ? reason.substring(NOT_REACHED.length()) : "it " + reason;
    }

    /** Breaks it off. */
    void close() {
        isKnown = true;
        deadline.ifPresent(waiting -> waiting.cancel(false));
        request.close();
    }
}
