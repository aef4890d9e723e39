package org.icefloe.format.ogg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A chain of links with one logical stream each, taken apart and checked against RFC 3533 by code that shares nothing
 * with what wrote it: checksums, page numbers without a gap, granules that never go back, packets that are continued
 * just where they are said to be, first and last pages, and no serial number twice.
 */
final class Chain {
    private final List<Link> links = new ArrayList<>();
    private final Set<Integer> serials = new HashSet<>();

    private Chain() {}

    /** @throws AssertionError if anything is not as it should be */
    static Chain of(byte[] stream) {
        Chain chain = new Chain();
        ByteBuffer left = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
        while (left.hasRemaining()) {
            chain.read(left);
        }
        return chain;
    }

    List<Link> links() {
        return links;
    }

    private void read(ByteBuffer left) {
        int start = left.position();
        assertThat(left.getInt()).as("the capture pattern at %d", start).isEqualTo(0x5367674f);
        assertThat(left.get()).isZero();
        int flags = left.get();
        long granule = left.getLong();
        int serial = left.getInt();
        int sequence = left.getInt();
        int crc = left.getInt();
        byte[] lacing = new byte[left.get() & 0xff];
        left.get(lacing);
        byte[] body = new byte[lengthOf(lacing)];
        left.get(body);
        byte[] page = new byte[left.position() - start];
        left.get(start, page);
        assertThat(OggPages.crc(zeroAt(page, 22)))
                .as("the checksum at %d", start)
                .isEqualTo(crc);
        linkOf(flags, serial, sequence).read(flags, granule, lacing, body);
    }

    private static int lengthOf(byte[] lacing) {
        int length = 0;
        for (byte lace : lacing) {
            length += lace & 0xff;
        }
        return length;
    }

    private static byte[] zeroAt(byte[] page, int at) {
        ByteBuffer.wrap(page).putInt(at, 0);
        return page;
    }

    private Link linkOf(int flags, int serial, int sequence) {
        if ((flags & OggPages.BOS) != 0) {
            assertThat(serials.add(serial)).as("serial %08x is new", serial).isTrue();
            assertThat(links).allMatch(link -> link.ended);
            links.add(new Link(serial, sequence));
        }
        Link link = links.get(links.size() - 1);
        assertThat(serial).isEqualTo(link.serial);
        assertThat(sequence).as("the number of a page").isEqualTo(link.nextSequence++);
        assertThat(link.ended).as("pages behind the last one").isFalse();
        return link;
    }

    /** One link: its packets, and where each page ends. */
    static final class Link {
        private final int serial;
        private final List<byte[]> packets = new ArrayList<>();
        private final ByteArrayOutputStream packet = new ByteArrayOutputStream();
        private int nextSequence;
        private long granule;
        private boolean open;
        private boolean ended;

        private Link(int serial, int sequence) {
            this.serial = serial;
            this.nextSequence = sequence;
        }

        /** All of them, headers first. */
        List<byte[]> packets() {
            return packets;
        }

        /** Where it ends. */
        long granule() {
            return granule;
        }

        /** The comment of that name; empty if there is none. */
        String comment(String name) {
            byte[] comments = packets.get(1);
            String text = new String(comments, StandardCharsets.ISO_8859_1);
            int at = text.indexOf(name + "=");
            if (at < 4) {
                return "";
            }
            int length =
                    ByteBuffer.wrap(comments).order(ByteOrder.LITTLE_ENDIAN).getInt(at - 4);
            return new String(comments, at, length, StandardCharsets.UTF_8).substring(name.length() + 1);
        }

        private void read(int flags, long pageGranule, byte[] lacing, byte[] body) {
            assertThat((flags & OggPages.CONTINUED) != 0).as("continued").isEqualTo(open);
            int at = 0;
            boolean ends = false;
            for (byte lace : lacing) {
                int length = lace & 0xff;
                packet.write(body, at, length);
                at += length;
                open = length == 255;
                if (!open) {
                    ends = true;
                    packets.add(packet.toByteArray());
                    packet.reset();
                }
            }
            if (ends) {
                assertThat(pageGranule).as("the granule of a page").isGreaterThanOrEqualTo(granule);
                granule = pageGranule;
            } else if (lacing.length > 0) {
                assertThat(pageGranule)
                        .as("the granule of a page in which no packet ends")
                        .isEqualTo(-1);
            }
            ended = (flags & OggPages.EOS) != 0;
            assertThat(ended && open).as("an end within a packet").isFalse();
        }
    }
}
