package org.icefloe.files;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code Range} header (RFC 9110, 14.2).
 *
 * <pre>
 *   bytes=0-499            the first 500
 *   bytes=500-             all but these
 *   bytes=-500             the last 500
 *   bytes=0-0, -1          the first and the last one
 * </pre>
 */
final class RangeHeader {
    /** Whoever wants more pieces of a file at once wants to keep the server busy. */
    static final int MOST_RANGES = 16;

    private static final Pattern SET = Pattern.compile("(?i:bytes)=([0-9, \\t-]*)");

    private static final Pattern SPEC = Pattern.compile("[ \\t]*([0-9]*)-([0-9]*)[ \\t]*");

    private RangeHeader() {}

    /**
     * The ranges asked for, in that order; those that overlap or touch are one.
     *
     * @param size of the file, in bytes
     * @return empty if the header asks for nothing that can be understood, and so for the whole file; an empty list if
     *     it asks for nothing that is there, or for too many ranges
     */
    static Optional<List<ByteRange>> read(String header, long size) {
        Matcher set = SET.matcher(header.strip());
        if (size == 0 || !set.matches()) {
            return Optional.empty();
        }
        List<ByteRange> found = new ArrayList<>();
        int count = 0;
        for (String spec : set.group(1).split(",")) {
            if (!spec.isBlank()) {
                Matcher ends = SPEC.matcher(spec);
                if (!ends.matches() || !isRange(ends.group(1), ends.group(2))) {
                    return Optional.empty();
                }
                count++;
                range(ends.group(1), ends.group(2), size).ifPresent(found::add);
            }
        }
        return count == 0 ? Optional.empty() : Optional.of(count > MOST_RANGES ? List.of() : merge(found));
    }

    private static boolean isRange(String first, String last) {
        boolean oneSided = first.isEmpty() != last.isEmpty();
        return oneSided || !first.isEmpty() && new BigInteger(first).compareTo(new BigInteger(last)) <= 0;
    }

    /** What there is of a range. */
    private static Optional<ByteRange> range(String first, String last, long size) {
        long begin = first.isEmpty() ? size - number(last, size) : number(first, size);
        long end = first.isEmpty() ? size - 1 : number(last, size - 1);
        return begin < size ? Optional.of(new ByteRange(begin, end)) : Optional.empty();
    }

    /** Any number of digits, as far as {@code most}; none at all stand for {@code most}. */
    private static long number(String digits, long most) {
        return digits.isEmpty()
                ? most
                : new BigInteger(digits).min(BigInteger.valueOf(most)).longValue();
    }

    private static List<ByteRange> merge(List<ByteRange> ranges) {
        List<ByteRange> merged = new ArrayList<>();
        for (ByteRange range : ranges) {
            ByteRange whole = range;
            int place = merged.size();
            for (int i = merged.size() - 1; i >= 0; i--) {
                if (merged.get(i).touches(whole)) {
                    whole = whole.with(merged.remove(i));
                    place = i;
                }
            }
            merged.add(place, whole);
        }
        return merged;
    }
}
