package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Listeners who come at any moment of a stream, to all formats at once. */
class JoinIT {
    private static final int JOINS = 200;
    private static final int BURST = 64 * 1024;
    private static final double PACE = 3;
    private static final Set<Format> FORMATS = EnumSet.complementOf(EnumSet.of(Format.MP3_FASTER));

    /** What the clock is to a test without one: a stream whose bytes come evenly. */
    private static final Format PACEMAKER = Format.MP3;

    @TempDir
    static Path directory;

    private static final Map<Format, List<Listener>> listeners = new EnumMap<>(Format.class);
    private static final List<RawConnection> sources = new ArrayList<>();

    private static Stage stage;

    @BeforeAll
    static void joinAtRandomMoments() throws IOException {
        stage = Stage.in(directory, "--mount.delivery-interval=100ms", "--mount.burst-size=" + BURST);
        for (Format format : FORMATS) {
            sources.add(stage.source(mount(format), Tune.of(format, 440), PACE));
            listeners.put(format, new ArrayList<>());
        }
        Listener present = stage.audience().join(mount(PACEMAKER));
        present.awaitMore(BURST);
        Random random = new Random(3);
        for (int moment = 0; moment < JOINS; moment++) {
            for (Format format : FORMATS) {
                listeners.get(format).add(stage.audience().join(mount(format)));
            }
            present.awaitMore(1 + random.nextInt(Tune.of(PACEMAKER, 440).bytesPerSecond() / 4));
            everybody().forEach(JoinIT::leaveWithEnough);
        }
        Stage.until("a burst for everybody").until(() -> everybody().stream().allMatch(JoinIT::leaveWithEnough));
    }

    private static String mount(Format format) {
        return "/join-" + format;
    }

    private static List<Listener> everybody() {
        return listeners.values().stream().flatMap(List::stream).toList();
    }

    private static boolean leaveWithEnough(Listener listener) {
        if (listener.size() >= BURST) {
            listener.close();
        }
        return listener.size() >= BURST;
    }

    @AfterAll
    static void stop() {
        sources.forEach(RawConnection::close);
        stage.close();
    }

    static Set<Format> formats() {
        return FORMATS;
    }

    /** Of listeners who began at the same place one is taken. */
    @ParameterizedTest
    @MethodSource("formats")
    void everybodyHearsSoundWithinTheBurstAndNoError(Format format) throws IOException {
        List<byte[]> bursts = listeners.get(format).stream()
                .map(listener -> Arrays.copyOf(listener.body(), BURST))
                .map(burst -> Judge.whole(burst, format))
                .map(ByteBuffer::wrap)
                .distinct()
                .map(ByteBuffer::array)
                .toList();
        assertThat(bursts).as("places where listeners began").hasSizeGreaterThan(20);
        for (int from = 0; from < bursts.size(); from += Judge.AT_A_TIME) {
            List<byte[]> some = bursts.subList(from, Math.min(bursts.size(), from + Judge.AT_A_TIME));
            assertThat(Judge.soundBytes(some, directory)).allMatch(bytes -> bytes > 0);
        }
        stage.assertUnmoved();
    }
}
