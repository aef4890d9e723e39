package org.icefloe.relay;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.icefloe.bytes.Printable;
import org.jspecify.annotations.Nullable;

/** A list that is asked for at the master: its text as a whole, or why it is not to be had. */
final class ListRequest implements StreamRequest.Events {
    /** The longest list, in bytes: as many mounts as are mirrored, with names as long as they may be. */
    private static final int LONGEST = 1024 * 1024;

    private final Control control;
    private final Duration patience;
    private final Receiver receiver;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private volatile @Nullable StreamRequest request;

    /** How long the body is, or -1 if only its end tells; confined to the connection's thread, as is what follows. */
    private long length = -1;

    private boolean answered;
    private boolean tooLong;

    /** Confined to the relays' thread. */
    private boolean told;

    /** Told one thing, once, on the relays' thread. */
    interface Receiver {
        void received(String list);

        /** @param head of an answer that is no list */
        void refused(ResponseHead head);

        /** @param words that follow on the master's address */
        void failed(String words);
    }

    private ListRequest(Control control, Duration patience, Receiver receiver) {
        this.control = control;
        this.patience = patience;
        this.receiver = receiver;
    }

    /** To be called on the relays' thread. */
    static ListRequest send(Surroundings here, Upstream list, Receiver receiver) {
        Duration patience = here.settings().connectTimeout();
        ListRequest asked = new ListRequest(here.control(), patience, receiver);
        asked.request = StreamRequest.send(
                here.inside().network(), list, Map.of("User-Agent", here.serverName()), patience, asked);
        return asked;
    }

    private StreamRequest request() {
        return Objects.requireNonNull(request);
    }

    /** Ends it; nothing is told any more. To be called on the relays' thread. */
    void cancel() {
        told = true;
        request().close();
    }

    @Override
    public void answered(ResponseHead head) {
        control.run(() -> read(head));
    }

    private void read(ResponseHead head) {
        if (head.status() != ResponseHead.OK) {
            tell(() -> receiver.refused(head));
            request().close();
            return;
        }
        long announced = head.header("content-length")
                .filter(value -> value.matches("[0-9]{1,9}"))
                .map(Long::parseLong)
                .orElse(-1L);
        control.later(patience, () -> {
            tell(() -> receiver.failed("did not send the whole list within " + patience.toSeconds() + " s"));
            request().close();
        });
        request().take(new Body(announced)::add, () -> false);
    }
}
