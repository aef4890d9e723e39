package org.icefloe.listener;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.icefloe.config.BufferSize;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.format.ContentType;
import org.icefloe.format.Frame;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.StreamProfile;
import org.icefloe.time.Ticker;

/** A mount that is on, its source in the hands of the test, and a fan-out whose clock is too. */
final class Studio {
    final ManualLoop loop = new ManualLoop();
    final FanOut fanOut = new FanOut(loop, Ticker.system());
    final Mount mount;

    private final MountRegistry mounts;
    private final ListenerGate gate;
    private byte next;

    Studio(MountSettings settings) {
        this(settings, UnaryOperator.identity());
    }

    /** @param shown how the log may name the address of a listener */
    Studio(MountSettings settings, UnaryOperator<String> shown) {
        mounts = new MountRegistry(9, name -> settings, FallbackFiles.NONE, Clock.systemUTC(), Ticker.system());
        gate = new ListenerGate(
                ListenerGate.Inside.of(mounts, Intros.NONE),
                ListenerAuthority.EVERYBODY,
                () -> ListenerLimits.of(Integer.MAX_VALUE),
                "here",
                shown);
        mount = FakeSource.begin(
                        mounts, "/live", new StreamProfile(ContentType.MPEG, Map.of(), Optional.empty(), "192.0.2.1"))
                .mount();
    }

    /** Settings that differ from the usual in these. */
    static MountSettings settings(int burst, int queue, Duration interval) {
        return MountSettings.DEFAULT
                .with(MountSetting.BURST_SIZE, BufferSize.ofBytes(burst))
                .with(MountSetting.QUEUE_SIZE, BufferSize.ofBytes(queue))
                .with(MountSetting.DELIVERY_INTERVAL, interval);
    }

    /** Lets a listener in whose connection is this, and runs the loop. */
    ListenerSession listen(ListenerSink sink) {
        ListenerSession session = admit(sink);
        session.begin();
        loop.run();
        return session;
    }

    /** Lets a listener in who has not begun. */
    ListenerSession admit(ListenerSink sink) {
        return gate.admit(Guest.at("/live"), Guest.grant(), sink, fanOut);
    }

    /** Lets another server in, and runs the loop. */
    ListenerSession relay(ListenerSink sink) {
        ListenerSession session = gate.admit(Guest.server("/live", "there/live", 256), Guest.grant(), sink, fanOut);
        session.begin();
        loop.run();
        return session;
    }

    /** One entry of so many bytes, each one more than the byte before; the loop is not run. */
    void send(int length) {
        send(Frame.Kind.ENTRY, length);
    }

    void send(Frame.Kind kind, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = next++;
        }
        mount.buffer().append(new Frame(kind, ByteBuffer.wrap(bytes)));
        FakeSource.intakeOf(mount).published();
    }

    void endSource() {
        FakeSource.end(mounts, mount);
    }

    /** Bytes of the stream, as {@link #send} has made them. */
    static byte[] stream(int from, int to) {
        byte[] bytes = new byte[to - from];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }

    Listeners audience() {
        return gate.audience();
    }
}
