package org.icefloe.site.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.icefloe.directory.catalog.Curve;
import org.icefloe.directory.catalog.Entry;

/**
 * The listeners of a station over the last day, drawn in {@value #WIDTH} by {@value #HEIGHT}: a stair for each span of
 * time without a gap.
 *
 * @param line the path of the stairs (SVG 2, 9.3)
 * @param area the path of what is below them
 * @param most listeners in any span
 * @param rows the same in numbers, the newest first
 */
public record Graph(String line, String area, long most, List<Row> rows) {
    static final int WIDTH = 720;
    static final int HEIGHT = 160;

    private static final int STEP_WIDTH = WIDTH / Curve.MOST;

    /** So that the line is whole where it is highest. */
    private static final int MARGIN = 4;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    /**
     * The listeners of one span.
     *
     * @param at when it began, by ISO 8601
     * @param time the same, as a clock of UTC shows it
     */
    public record Row(String at, String time, long listeners) {}

    /** Of these servers of a station together. */
    static Graph of(List<Entry> entries, Instant now) {
        long step = Curve.STEP.toSeconds();
        Instant last = Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), step) * step);
        Instant first = last.minus(Curve.STEP.multipliedBy(Curve.MOST - 1L));
        NavigableMap<Instant, Long> known = sums(entries).subMap(first, true, last, true);
        long most = known.values().stream().mapToLong(Long::longValue).max().orElse(0);
        Pen pen = new Pen(Math.max(1, most));
        known.forEach((began, listeners) ->
                pen.draw((int) Duration.between(first, began).dividedBy(Curve.STEP), listeners));
        return new Graph(pen.line.toString(), pen.area(), most, rows(known));
    }

    private static NavigableMap<Instant, Long> sums(List<Entry> entries) {
        NavigableMap<Instant, Long> sums = new TreeMap<>();
        entries.stream().flatMap(entry -> entry.curve().points().stream()).forEach(point -> point.listeners()
                .ifPresent(listeners -> sums.merge(point.began(), (long) listeners, Long::sum)));
        return sums;
    }

    private static List<Row> rows(Map<Instant, Long> known) {
        List<Row> rows = new ArrayList<>();
        known.forEach((began, listeners) -> rows.add(new Row(began.toString(), TIME.format(began), listeners)));
        Collections.reverse(rows);
        return rows;
    }

    /** Goes from the left to the right. */
    private static final class Pen {
        private final long most;
        private final StringBuilder line = new StringBuilder();
        private final StringBuilder area = new StringBuilder();

        /** The next span, if there is no gap. */
        private int expected = -1;

        Pen(long most) {
            this.most = most;
        }

        void draw(int span, long listeners) {
            int left = span * STEP_WIDTH;
            String stair = (HEIGHT - listeners * (HEIGHT - MARGIN) / most) + "H" + (left + STEP_WIDTH);
            if (span == expected) {
                line.append('V').append(stair);
                area.append('V').append(stair);
            } else {
                end();
                line.append('M').append(left).append(' ').append(stair);
                area.append('M')
                        .append(left)
                        .append(' ')
                        .append(HEIGHT)
                        .append('V')
                        .append(stair);
            }
            expected = span + 1;
        }

        private void end() {
            if (area.length() > 0) {
                area.append('V').append(HEIGHT).append('Z');
            }
        }

        String area() {
            end();
            return area.toString();
        }
    }
}
