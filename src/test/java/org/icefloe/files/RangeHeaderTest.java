package org.icefloe.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, 14.1 and 14.2, for a file of 1000 bytes. */
class RangeHeaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-499                | 0-499",
                "bytes=500-999              | 500-999",
                "bytes=500-                 | 500-999",
                "bytes=-500                 | 500-999",
                "bytes=0-                   | 0-999",
                "bytes=0-0                  | 0-0",
                "bytes=999-                 | 999-999",
                "bytes=-1                   | 999-999",
                "bytes=-1000                | 0-999",
                "bytes=-5000                | 0-999",
                "bytes=900-5000             | 900-999",
                "bytes=0-99999999999999999999999999 | 0-999",
                "Bytes=1-2                  | 1-2",
                "bytes=0-0,-1               | 0-0 999-999",
                "bytes= 0-0 ,\t5-6,         | 0-0 5-6",
                "bytes=500-600,0-10         | 500-600 0-10",
                "bytes=0-0,2000-3000        | 0-0",
                "bytes=0-10,5-20            | 0-20",
                "bytes=0-10,11-20           | 0-20",
                "bytes=0-10,12-20           | 0-10 12-20",
                "bytes=5-20,100-200,0-10    | 0-20 100-200",
                "bytes=0-1,4-5,2-3          | 0-5",
                "bytes=0-,0-,0-,0-          | 0-999",
            })
    void rangesThatAreThere(String header, String ranges) {
        assertThat(read(header).map(RangeHeaderTest::text)).contains(ranges);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=1000-", "bytes=1000-2000", "bytes=-0", "bytes=99999999999999999999-", "bytes=5000-,-0"})
    void rangesOfWhichNothingIsThere(String header) {
        assertThat(read(header)).contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=,",
                "bytes=-",
                "bytes=5-3",
                "bytes=a-b",
                "bytes=0x1-2",
                "bytes=1",
                "bytes=1-2-3",
                "bytes=1-2;3-4",
                "bytes=--1",
                "bytes=0-1,x",
                "items=0-5",
                "bytes 0-5",
                "bytes=0 -5 6",
            })
    void whatIsNoRangeAsksForTheWholeFile(String header) {
        assertThat(read(header)).isEmpty();
    }

    @Test
    void sixteenRangesAreServedAndOneMoreIsNot() {
        String sixteen = "bytes=0-0" + ",1000-".repeat(15);

        assertThat(read(sixteen).map(RangeHeaderTest::text)).contains("0-0");
        assertThat(read(sixteen + ",0-0")).contains(List.of());
    }

    @Test
    void emptyFileHasNoRanges() {
        assertThat(RangeHeader.read("bytes=0-", 0)).isEmpty();
        assertThat(RangeHeader.read("bytes=-5", 0)).isEmpty();
    }

    /**
     * Whatever is asked for: every byte of it comes, no other does, none twice, and nothing that could be one is two.
     */
    @Property
    void bytesAreThoseAskedFor(
            @ForAll("ranges") @Size(min = 1, max = 16) List<ByteRange> asked,
            @ForAll @LongRange(min = 1, max = 60) long size) {
        BitSet wanted = new BitSet();
        asked.forEach(range -> wanted.set((int) range.first(), (int) range.last() + 1));
        wanted.clear((int) size, 100);
        String header = "bytes="
                + asked.stream()
                        .map(range -> range.first() + "-" + range.last())
                        .collect(Collectors.joining(","));

        List<ByteRange> found = RangeHeader.read(header, size).orElseThrow();

        BitSet sent = new BitSet();
        found.forEach(range -> sent.set((int) range.first(), (int) range.last() + 1));
        assertThat(sent).isEqualTo(wanted);
        assertThat(found.stream().mapToLong(ByteRange::length).sum()).isEqualTo(wanted.cardinality());
        assertThat(found)
                .allSatisfy(range ->
                        assertThat(found).filteredOn(other -> other != range).noneMatch(range::touches));
    }

    @Provide
    Arbitrary<List<ByteRange>> ranges() {
        Arbitrary<Long> position = Arbitraries.longs().between(0, 80);
        return Combinators.combine(position, position)
                .as((one, other) -> new ByteRange(Math.min(one, other), Math.max(one, other)))
                .list();
    }

    private static Optional<List<ByteRange>> read(String header) {
        return RangeHeader.read(header, 1000);
    }

    private static String text(List<ByteRange> ranges) {
        return ranges.stream().map(range -> range.first() + "-" + range.last()).collect(Collectors.joining(" "));
    }
}
