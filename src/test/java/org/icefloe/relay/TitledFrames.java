package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.icefloe.onair.Listener;
import org.icefloe.testkit.clients.WholeFrames;

/** At which frames of what a source plays titles begin, as far as a listener can know. */
final class TitledFrames {
    private static final int PROBE = 512;
    private static final String BEFORE = "StreamTitle='";

    private TitledFrames() {}

    /**
     * By title, the offsets of frames within the sample at which it may begin: those between the block that tells it
     * and the block before.
     */
    static Map<String, Set<Integer>> of(Listener listener, byte[] sample) {
        int interval =
                listener.head().header("icy-metaint").map(Integer::parseInt).orElseThrow();
        byte[] body = listener.body();
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        Map<String, Integer> told = new LinkedHashMap<>();
        int at = 0;
        while (at + interval < body.length) {
            sound.write(body, at, interval);
            at += interval;
            int length = 16 * (body[at] & 0xff);
            if (length > 0 && at + 1 + length <= body.length) {
                told.putIfAbsent(title(new String(body, at + 1, length, StandardCharsets.UTF_8)), sound.size());
            }
            at += 1 + length;
        }
        int shift = shift(sound.toByteArray(), sample);
        NavigableSet<Integer> frames = new TreeSet<>(WholeFrames.starts(sample));
        Map<String, Set<Integer>> places = new LinkedHashMap<>();
        told.forEach((title, end) ->
                places.put(title, new TreeSet<>(frames.subSet(end + shift - interval, false, end + shift, true))));
        return places;
    }

    private static String title(String block) {
        int end = block.indexOf("';", BEFORE.length());
        assertThat(block).startsWith(BEFORE);
        return block.substring(BEFORE.length(), end);
    }

    /** What is to be added to a place in the sound for its place in the sample, which was sent without a break. */
    private static int shift(byte[] sound, byte[] sample) {
        int at = sound.length / 2;
        byte[] probe = Arrays.copyOfRange(sound, at, at + PROBE);
        for (int there = 0; there + PROBE <= sample.length; there++) {
            if (Arrays.equals(sample, there, there + PROBE, probe, 0, PROBE)) {
                return there - at;
            }
        }
        throw new AssertionError("the middle of what is heard is not in the sample");
    }
}
