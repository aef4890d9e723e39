package org.icefloe.stats.history;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Counts different things by their hashes, and can be added to another one, which no plain number can: who listened in
 * two hours is counted once in the day. Up to {@value #EXACT} hashes are kept as they are. Above that it is a
 * HyperLogLog of {@value #REGISTERS} registers, each the longest run of leading zeros among the hashes that fell to it;
 * its standard error is 1.04 / √{@value #REGISTERS}, that is 1.6 %.
 *
 * <p>The estimate is Otmar Ertl's, "New cardinality estimation algorithms for HyperLogLog sketches" (2017), algorithm
 * 6, which needs no table of corrections and has no bias anywhere between empty and full.
 *
 * <p>As bytes: {@code 0} and the hashes in their order, or {@code 1} and the registers, six bits each; at most
 * {@value #LONGEST} bytes. Not safe for threads.
 */
public final class UniqueSketch {
    /** Up to how many are counted exactly: as many as take no more room than the registers do. */
    static final int EXACT = 384;

    private static final int INDEX_BITS = 12;
    private static final int REGISTERS = 1 << INDEX_BITS;
    private static final int HASH_BITS = Long.SIZE - INDEX_BITS;
    private static final int REGISTER_BITS = 6;

    /** The most bytes it takes. */
    public static final int LONGEST = 1 + REGISTERS * REGISTER_BITS / Byte.SIZE;

    private static final byte HASHES_FOLLOW = 0;
    private static final byte REGISTERS_FOLLOW = 1;

    /** In order, the first {@link #known} of them; empty when there are registers. */
    private long[] hashes = new long[8];

    private int known;

    /** Empty as long as the hashes themselves are kept. */
    private byte[] registers = {};

    /** Counts a thing whose hash this is; hashes must be spread evenly over all 64 bits. */
    void add(long hash) {
        if (registers.length > 0) {
            register(hash);
            return;
        }
        int place = Arrays.binarySearch(hashes, 0, known, hash);
        if (place < 0 && known == EXACT) {
            giveUpExactness();
            register(hash);
        } else if (place < 0) {
            insert(-place - 1, hash);
        }
    }

    private void insert(int place, long hash) {
        if (known == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * known);
        }
        System.arraycopy(hashes, place, hashes, place + 1, known - place);
        hashes[place] = hash;
        known++;
    }

    private void giveUpExactness() {
        registers = new byte[REGISTERS];
        for (int i = 0; i < known; i++) {
            register(hashes[i]);
        }
        hashes = new long[0];
        known = 0;
    }

    private void register(long hash) {
        int index = (int) (hash >>> HASH_BITS);
        int run = Math.min(Long.numberOfLeadingZeros(hash << INDEX_BITS), HASH_BITS) + 1;
        registers[index] = (byte) Math.max(registers[index], run);
    }

    /** Both together, in a new one. */
    UniqueSketch with(UniqueSketch other) {
        UniqueSketch sum = copy();
        for (int i = 0; i < other.known; i++) {
            sum.add(other.hashes[i]);
        }
        if (other.registers.length > 0) {
            if (sum.registers.length == 0) {
                sum.giveUpExactness();
            }
            for (int i = 0; i < REGISTERS; i++) {
                sum.registers[i] = (byte) Math.max(sum.registers[i], other.registers[i]);
            }
        }
        return sum;
    }

    UniqueSketch copy() {
        UniqueSketch copy = new UniqueSketch();
        copy.hashes = hashes.clone();
        copy.known = known;
        copy.registers = registers.clone();
        return copy;
    }

    /** How many different ones there were: exact up to {@value #EXACT}, an estimate above. */
    long count() {
        return registers.length == 0 ? known : Math.round(estimate());
    }

    private double estimate() {
        int[] histogram = new int[HASH_BITS + 2];
        for (byte register : registers) {
            histogram[register]++;
        }
        double z = REGISTERS * tau(1 - (double) histogram[HASH_BITS + 1] / REGISTERS);
        for (int run = HASH_BITS; run >= 1; run--) {
            z = (z + histogram[run]) / 2;
        }
        z += REGISTERS * sigma((double) histogram[0] / REGISTERS);
        return (double) REGISTERS * REGISTERS / (2 * Math.log(2) * z);
    }

    /** Ertl's correction for registers that are full. */
    private static double tau(double x) {
        if (x == 0 || x == 1) {
            return 0;
        }
        double root = x;
        double weight = 1;
        double sum = 1 - x;
        double before;
        do {
            root = Math.sqrt(root);
            before = sum;
            weight /= 2;
            sum -= (1 - root) * (1 - root) * weight;
        } while (before != sum);
        return sum / 3;
    }

    /** Ertl's correction for registers that are empty. */
    private static double sigma(double x) {
        if (x == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double power = x;
        double weight = 1;
        double sum = x;
        double before;
        do {
            power *= power;
            before = sum;
            sum += power * weight;
            weight *= 2;
        } while (before != sum);
        return sum;
    }

    /** Written so that {@link #ofBytes} reads it. */
    public byte[] toBytes() {
        return registers.length == 0 ? hashBytes() : registerBytes();
    }

    private byte[] hashBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(1 + known * Long.BYTES).put(HASHES_FOLLOW);
        for (int i = 0; i < known; i++) {
            bytes.putLong(hashes[i]);
        }
        return bytes.array();
    }

    private byte[] registerBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST).put(REGISTERS_FOLLOW);
        for (int i = 0; i < REGISTERS; i += 4) {
            int four = registers[i] << 18 | registers[i + 1] << 12 | registers[i + 2] << 6 | registers[i + 3];
            bytes.put((byte) (four >> 16)).putShort((short) four);
        }
        return bytes.array();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if it did not
     */
    public static UniqueSketch ofBytes(byte[] written) {
        ByteBuffer bytes = ByteBuffer.wrap(written);
        byte kind = bytes.hasRemaining() ? bytes.get() : -1;
        UniqueSketch sketch = new UniqueSketch();
        if (kind == REGISTERS_FOLLOW && written.length == LONGEST) {
            sketch.readRegisters(bytes);
        } else if (kind == HASHES_FOLLOW && bytes.remaining() % Long.BYTES == 0) {
            while (bytes.hasRemaining()) {
                sketch.add(bytes.getLong());
            }
        } else {
            throw new IllegalArgumentException("these " + written.length + " bytes are no sketch");
        }
        return sketch;
    }

    private void readRegisters(ByteBuffer bytes) {
        giveUpExactness();
        for (int i = 0; i < REGISTERS; i += 4) {
            int four = (bytes.get() & 0xFF) << 16 | bytes.getShort() & 0xFFFF;
            for (int j = 0; j < 4; j++) {
                registers[i + j] = (byte) Math.min(four >> 18 - 6 * j & 0x3F, HASH_BITS + 1);
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UniqueSketch sketch && Arrays.equals(toBytes(), sketch.toBytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    @Override
    public String toString() {
        return "about " + count();
    }
}
