package org.icefloe.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Feeds a reader what nobody should send: a kept corpus, and mutants of that and of real streams. A mutant that breaks
 * it is written to {@code target/fuzz}; put into the corpus, it is tried again in every run.
 */
public final class Fuzz {
    /** Takes any bytes, and fails if it should not have done what it did. */
    @FunctionalInterface
    public interface Target {
        void feed(byte[] input, Random random);
    }

    /** The largest block of WebM, which is made room for when it is announced, and some change; in bytes. */
    private static final long MOST_AHEAD = 5 << 20;

    /** What a parser may allocate for every byte it is given, in bytes; most of it is garbage at once. */
    private static final long PER_BYTE = 1000;

    private static final int LONGEST_INPUT = 60_000;
    private static final byte[] EXTREMES = {0, 1, 0x7f, (byte) 0x80, (byte) 0xfe, (byte) 0xff};

    private final Path kept;
    private final Path found;
    private final Target target;
    private final List<byte[]> seeds;

    /**
     * @param name of the directory under {@code src/test/resources/fuzz}
     * @param seeds what mutants are made of, besides the corpus
     */
    public Fuzz(String name, Target target, byte[]... seeds) {
        this.kept = Path.of("src", "test", "resources", "fuzz", name);
        this.found = Path.of("target", "fuzz", name);
        this.target = target;
        this.seeds = Stream.concat(Stream.of(seeds), corpus().stream().map(Fuzz::bytes))
                .toList();
    }

    /**
     * Whatever comes, a parser goes on or refuses with a sentence, does the same in any portions, and takes no more
     * memory than what has come and one largest frame.
     */
    public static Target parser(Supplier<StreamParser> parsers) {
        return (input, random) -> {
            Outcome whole = Outcome.of(parsers.get(), input, List.of());
            List<Integer> lengths =
                    random.ints(1 + random.nextInt(5), 1, 700).boxed().toList();
            assertThat(Outcome.of(parsers.get(), input, lengths)).isEqualTo(whole);
            assertThat(Allocation.of(() -> readOrRefuse(parsers.get(), input)))
                    .isLessThan(MOST_AHEAD + PER_BYTE * input.length);
        };
    }

    private static void readOrRefuse(StreamParser parser, byte[] input) {
        try {
            parser.read(ByteBuffer.wrap(input), frame -> {});
        } catch (StreamFormatException refused) {
            assertThat(refused).hasMessageMatching(".{20,}");
        }
    }

    /** The files that are kept, at least one. */
    public List<Path> corpus() {
        try (Stream<Path> files = Files.list(kept)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no corpus in " + kept, e);
        }
    }

    /** Tries a file of the corpus, in many portions. */
    public void replay(Path file) {
        Random random = new Random(1);
        for (int turn = 0; turn < 20; turn++) {
            target.feed(bytes(file), random);
        }
    }

    /** Makes a mutant and tries it. */
    public void tryMutant(Random random) {
        byte[] input = mutant(random);
        try {
            target.feed(input, random);
        } catch (RuntimeException | AssertionError broken) {
            throw new AssertionError("broken by " + keep(input) + ", whose place is in " + kept, broken);
        }
    }

    private byte[] mutant(Random random) {
        byte[] input = seed(random);
        for (int turn = random.nextInt(8); turn >= 0; turn--) {
            input = mutate(input, random);
        }
        return Arrays.copyOf(input, Math.min(input.length, LONGEST_INPUT));
    }

    private byte[] seed(Random random) {
        return seeds.get(random.nextInt(seeds.size())).clone();
    }

    private byte[] mutate(byte[] input, Random random) {
        int at = random.nextInt(input.length + 1);
        int length = random.nextInt(1 + Math.min(random.nextBoolean() ? 8 : 2000, input.length - at));
        byte[] before = Arrays.copyOf(input, at);
        byte[] piece = Arrays.copyOfRange(input, at, at + length);
        byte[] after = Arrays.copyOfRange(input, at + length, input.length);
        return switch (random.nextInt(6)) {
            case 0 -> join(before, after);
            case 1 -> join(before, piece, piece, after);
            case 2 -> join(before, noise(length, random), after);
            case 3 -> join(before, extremes(length, random), after);
            case 4 -> join(before, seed(random), after);
            default -> join(before, flipped(piece, random), after);
        };
    }

    private static byte[] noise(int length, Random random) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] extremes(int length, Random random) {
        byte[] extremes = new byte[length];
        Arrays.fill(extremes, EXTREMES[random.nextInt(EXTREMES.length)]);
        return extremes;
    }

    private static byte[] flipped(byte[] piece, Random random) {
        if (piece.length > 0) {
            piece[random.nextInt(piece.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return piece;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private Path keep(byte[] input) {
        try {
            String name = HexFormat.of().toHexDigits(Arrays.hashCode(input));
            return Files.write(Files.createDirectories(found).resolve(name), input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
