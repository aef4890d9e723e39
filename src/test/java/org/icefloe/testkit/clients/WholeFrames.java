package org.icefloe.testkit.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The part of a recording that is made of whole frames or pages.
 *
 * <pre>
 * Ogg page   "OggS" · 22 bytes · count of segments (1) · that many lengths · data        (RFC 3533)
 * ADTS       1111 1111 1111 x00x · … · frame length (13 bits from bit 30) · …            (ISO 14496-3)
 * MPEG       1111 1111 111v vllx bbbb ffp…   length from bit rate, sampling rate, padding (ISO 11172-3)
 * ID3v2      "ID3" · 3 bytes · length (4 × 7 bits)
 * </pre>
 *
 * <p>It shares no code with the server's own parsers, so that one mistake cannot hide in both.
 *
 * @param begin the offset of the first frame that is followed by another
 * @param end the offset behind the last whole frame
 */
public record WholeFrames(int begin, int end) {
    private static final int[] V1_KBPS = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] V2_KBPS = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] V1_HZ = {44_100, 48_000, 32_000};

    /** Finds them. Nothing that is a frame: {@code begin} and {@code end} are the length. */
    public static WholeFrames of(byte[] audio) {
        IntUnaryOperator length = at -> length(audio, at);
        int begin = 0;
        while (begin < audio.length && !isSure(length, begin, audio.length)) {
            begin++;
        }
        return new WholeFrames(begin, end(length, begin, audio.length));
    }

    /** Where each of its whole frames begins, from its first on. */
    public static List<Integer> starts(byte[] audio) {
        WholeFrames whole = of(audio);
        List<Integer> starts = new ArrayList<>();
        for (int at = whole.begin; at < whole.end; at += length(audio, at)) {
            starts.add(at);
        }
        return starts;
    }

    /** Two frames in a row are no chance. */
    private static boolean isSure(IntUnaryOperator length, int at, int limit) {
        int first = length.applyAsInt(at);
        return first > 0 && at + first < limit && length.applyAsInt(at + first) > 0;
    }

    private static int end(IntUnaryOperator length, int begin, int limit) {
        int end = begin;
        int next = length.applyAsInt(end);
        while (next > 0 && end + next <= limit) {
            end += next;
            next = length.applyAsInt(end);
        }
        return end;
    }

    /** The length of the frame that begins at {@code at}, in bytes; 0 if none does, or its head is cut off. */
    private static int length(byte[] audio, int at) {
        if (at + 10 > audio.length) {
            return 0;
        }
        return switch (audio[at]) {
            case 'O' -> ogg(audio, at);
            case 'I' -> id3(audio, at);
            case (byte) 0xFF -> (audio[at + 1] & 0xF6) == 0xF0 ? adts(audio, at) : mpeg(audio, at);
            default -> 0;
        };
    }

    private static int ogg(byte[] audio, int at) {
        int lacing = at + 27;
        if (lacing > audio.length || audio[at + 1] != 'g' || audio[at + 2] != 'g' || audio[at + 3] != 'S') {
            return 0;
        }
        int segments = audio[lacing - 1] & 0xFF;
        if (lacing + segments > audio.length) {
            return 0;
        }
        int length = 27 + segments;
        for (int segment = 0; segment < segments; segment++) {
            length += audio[lacing + segment] & 0xFF;
        }
        return length;
    }

    private static int id3(byte[] audio, int at) {
        if (audio[at + 1] != 'D' || audio[at + 2] != '3') {
            return 0;
        }
        return 10 + (audio[at + 6] << 21 | audio[at + 7] << 14 | audio[at + 8] << 7 | audio[at + 9]);
    }

    private static int adts(byte[] audio, int at) {
        int length = (audio[at + 3] & 3) << 11 | (audio[at + 4] & 0xFF) << 3 | (audio[at + 5] & 0xE0) >> 5;
        return length > 7 ? length : 0;
    }

    /** Layer III alone. Version 1 has 1152 samples in a frame, versions 2 and 2.5 have 576. */
    private static int mpeg(byte[] audio, int at) {
        int version = (audio[at + 1] & 0x18) >> 3;
        int bitrate = (audio[at + 2] & 0xF0) >> 4;
        int rate = (audio[at + 2] & 0x0C) >> 2;
        if ((audio[at + 1] & 0xE6) != 0xE2 || version == 1 || bitrate == 0 || bitrate == 15 || rate == 3) {
            return 0;
        }
        int padding = (audio[at + 2] & 2) >> 1;
        return version == 3
                ? 144_000 * V1_KBPS[bitrate] / V1_HZ[rate] + padding
                : 72_000 * V2_KBPS[bitrate] / (V1_HZ[rate] >> (version == 2 ? 1 : 2)) + padding;
    }
}
