package org.icefloe.auth.htpasswd;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in an htpasswd file: a user and a hash a line, {@code #} before comments. Every line is kept as it is, so
 * that a file that is written again has lost nothing. Immutable.
 */
final class HtpasswdFile {
    static final HtpasswdFile EMPTY = new HtpasswdFile(List.of());

    private final List<String> lines;
    private final Map<String, String> hashes = new LinkedHashMap<>();
    private final List<Integer> unreadable = new ArrayList<>();

    /** All of them, so that one can be had by its number. */
    private final List<String> standIns;

    private HtpasswdFile(List<String> lines) {
        this.lines = lines;
        for (int at = 0; at < lines.size(); at++) {
            read(lines.get(at), at + 1);
        }
        standIns = List.copyOf(hashes.values());
    }

    /**
     * Reads a file. Of a user who stands there twice, the first line counts, as in Apache.
     *
     * @throws HalfWrittenException if its last line has no end and makes no sense
     */
    static HtpasswdFile parse(String text) {
        HtpasswdFile file = new HtpasswdFile(text.lines().toList());
        if (!isEnded(text) && file.unreadable.contains(file.lines.size())) {
            throw new HalfWrittenException();
        }
        return file;
    }

    /** Whether the text's last line has an end; of no text nobody knows. */
    static boolean isEnded(String text) {
        return text.endsWith("\n") || text.endsWith("\r");
    }

    private void read(String line, int number) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        // Apache lets more fields follow, with a colon before each.
        String[] fields = line.split(":", 3);
        if (fields.length < 2 || fields[0].isEmpty() || !CryptHash.isKnown(fields[1].strip())) {
            unreadable.add(number);
        } else {
            hashes.putIfAbsent(fields[0], fields[1].strip());
        }
    }

    /** The names of all users, in the order of the file. */
    Collection<String> users() {
        return Collections.unmodifiableCollection(hashes.keySet());
    }

    Optional<String> hash(String user) {
        return Optional.ofNullable(hashes.get(user));
    }

    /** The numbers of lines that are none of a user with a hash that can be compared with. */
    List<Integer> unreadable() {
        return Collections.unmodifiableList(unreadable);
    }

    /**
     * A hash to compare with for a user who has none here, always the same one: that takes as long as a hash of this
     * file does.
     */
    Optional<String> standIn(String user) {
        return standIns.isEmpty()
                ? Optional.empty()
                : Optional.of(standIns.get(Math.floorMod(user.hashCode(), standIns.size())));
    }

    /** With one more user, at the end. */
    HtpasswdFile with(String user, String hash) {
        List<String> more = new ArrayList<>(lines);
        more.add(user + ":" + hash);
        return new HtpasswdFile(more);
    }

    /** Without any line of that user. */
    HtpasswdFile without(String user) {
        return new HtpasswdFile(
                lines.stream().filter(line -> !line.startsWith(user + ":")).toList());
    }

    /** The file, each line with its end. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
