package org.icefloe.mount;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.icefloe.bytes.Printable;
import org.icefloe.format.StreamTags;

/**
 * The titles of a mount, each with the position from which on it holds: a listener that is some seconds behind sees the
 * title change where the sound changes. Titles may be set by any thread and are read by all.
 */
public final class Titles {
    /** More changes than this within one queue are nobody's music. */
    private static final int MOST_TITLES = 256;

    /** What is longer, in characters, is cut: the largest ICY block holds less. */
    private static final int LONGEST_TITLE = 4096;

    /** Replaced as a whole under the monitor of this object; the last one is the present one. Never empty. */
    private volatile List<Title> titles = List.of(Title.NONE);

    private volatile String listed = "";

    private final List<Consumer<Title>> observers = new CopyOnWriteArrayList<>();
    private final StreamBuffer buffer;

    Titles(StreamBuffer buffer) {
        this.buffer = buffer;
    }

    /**
     * A title and where it begins.
     *
     * @param position of the first byte it belongs to
     * @param tags artist and title where they are known apart, else the whole line as the title; no control characters
     */
    public record Title(long position, StreamTags tags) {
        /** Before anybody has said anything. */
        static final Title NONE = new Title(0, new StreamTags("", ""));

        /** Both in one line; may be empty. */
        public String text() {
            return tags.display();
        }
    }

    /** Has somebody told of every change from now on, by whoever brings it about. It must return at once. */
    public void onChange(Consumer<Title> observer) {
        observers.add(observer);
    }

    /** Gives the sound that arrives from now on a title; a control character in it becomes a blank. */
    public void announce(String title) {
        announce(new StreamTags("", title));
    }

    /** Gives the sound that arrives from now on an artist and a title, each made one line. */
    public void announce(StreamTags announced) {
        change(announced).ifPresent(now -> observers.forEach(observer -> observer.accept(now)));
    }

    private synchronized Optional<Title> change(StreamTags announced) {
        StreamTags tags = new StreamTags(line(announced.artist()), line(announced.title()));
        if (tags.equals(current().tags())) {
            return Optional.empty();
        }
        long position = buffer.head();
        List<Title> kept = new ArrayList<>(titles);
        if (kept.size() > 1 && current().position() == position) {
            kept.remove(kept.size() - 1);
        }
        dropPassed(kept, buffer.tail());
        Title changed = new Title(position, tags);
        kept.add(changed);
        titles = List.copyOf(kept);
        return Optional.of(changed);
    }

    private static String line(String text) {
        String line = Printable.oneLine(text).strip();
        return line.length() <= LONGEST_TITLE ? line : line.substring(0, LONGEST_TITLE);
    }

    /**
     * Leaves out titles whose successor already begins before the queue, and those of a source that changes them
     * without end.
     */
    private static void dropPassed(List<Title> titles, long tail) {
        while (titles.size() >= MOST_TITLES
                || titles.size() > 1 && titles.get(1).position() <= tail) {
            titles.remove(0);
        }
    }

    /** What the source plays now. */
    public Title current() {
        List<Title> all = titles;
        return all.get(all.size() - 1);
    }

    /** What plays, as directories were told it last; empty if they were told nothing, or list the stream no more. */
    public String listed() {
        return listed;
    }

    /** Directories know this now. */
    public void noteListed(String text) {
        listed = text;
    }

    /** What belongs to the byte at a position. */
    public Title at(long position) {
        List<Title> all = titles;
        for (int i = all.size() - 1; i > 0; i--) {
            if (all.get(i).position() <= position) {
                return all.get(i);
            }
        }
        return all.get(0);
    }
}
