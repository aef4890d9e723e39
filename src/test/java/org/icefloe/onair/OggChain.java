package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A stream of Ogg pages as a listener got it, held against RFC 3533 by code that shares nothing with the server's:
 * every page whole and with the right checksum, every link begun by the first pages of its logical streams, no serial
 * number that the link before had, and pages numbered without a gap from the first page with sound on. A listener
 * begins within a link, so between its headers and that page there is a gap; who returns to a link meets its numbers
 * again.
 *
 * <pre>
 * "OggS" · version (0) · flags · granule (8) · serial (4) · page number (4) · checksum (4) · n · n lengths · data
 * </pre>
 */
public final class OggChain {
    private static final int CAPTURE = 0x5367674f;
    private static final int BOS = 2;

    private final List<String> titles = new ArrayList<>();
    private final Set<Integer> former = new HashSet<>();
    private final Map<Integer, LogicalStream> link = new HashMap<>();
    private boolean inHeads;
    private int links;

    private OggChain() {}

    /** @throws AssertionError if anything is not as it should be */
    public static OggChain of(byte[] stream) {
        OggChain chain = new OggChain();
        ByteBuffer left = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
        while (left.hasRemaining()) {
            chain.read(left);
        }
        return chain;
    }

    /** The {@code TITLE} of each link, in order; each once for as long as it stays, and none for links without. */
    public List<String> titles() {
        return titles;
    }

    /** How many there are, one behind the other. */
    public int links() {
        return links;
    }

    private void read(ByteBuffer left) {
        int start = left.position();
        assertThat(left.getInt()).as("the capture pattern at %d", start).isEqualTo(CAPTURE);
        assertThat(left.get()).as("the version at %d", start).isZero();
        int flags = left.get();
        long granule = left.getLong();
        int serial = left.getInt();
        int number = left.getInt();
        int checksum = left.getInt();
        int length = 0;
        byte[] lacing = new byte[left.get() & 0xff];
        left.get(lacing);
        for (byte lace : lacing) {
            length += lace & 0xff;
        }
        byte[] data = new byte[length];
        left.get(data);
        byte[] page = new byte[left.position() - start];
        left.get(start, page);
        assertThat(checksum(page)).as("the checksum at %d", start).isEqualTo(checksum);
        place(flags, serial, start).read(number, granule, data, start);
    }

    private LogicalStream place(int flags, int serial, int start) {
        if ((flags & BOS) == 0) {
            inHeads = false;
            assertThat(link).as("the streams of the link at %d", start).containsKey(serial);
            return link.get(serial);
        }
        if (!inHeads) {
            links++;
            former.clear();
            former.addAll(link.keySet());
            link.clear();
        }
        inHeads = true;
        assertThat(former).as("serials of the link before %d", start).doesNotContain(serial);
        link.put(serial, new LogicalStream());
        return link.get(serial);
    }

    private void note(String title) {
        if (titles.isEmpty() || !titles.get(titles.size() - 1).equals(title)) {
            titles.add(title);
        }
    }

    /** That of a page, whatever stands in its place. */
    static int checksum(byte[] page) {
        ByteBuffer.wrap(page).putInt(22, 0);
        int crc = 0;
        for (byte b : page) {
            crc = crc << 8 ^ TABLE[(crc >>> 24 ^ b) & 0xff];
        }
        return crc;
    }

    private static final int[] TABLE = table();

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? crc << 1 ^ 0x04c11db7 : crc << 1;
            }
            table[i] = crc;
        }
        return table;
    }

    /** One serial number within a link. */
    private final class LogicalStream {
        private int next;
        private boolean hasSound;

        private void read(int number, long granule, byte[] data, int start) {
            boolean first = granule > 0 && !hasSound;
            if (!first) {
                assertThat(number).as("the number of the page at %d", start).isEqualTo(next);
            }
            next = number + 1;
            hasSound = hasSound || granule > 0;
            if (!hasSound) {
                findTitle(data);
            }
        }

        private void findTitle(byte[] data) {
            String text = new String(data, StandardCharsets.ISO_8859_1);
            int at = text.toUpperCase(Locale.ROOT).indexOf("TITLE=");
            if (at >= 4) {
                int length =
                        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getInt(at - 4);
                note(new String(data, at + 6, length - 6, StandardCharsets.UTF_8));
            }
        }
    }
}
