package org.icefloe.testkit.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Writes {@code target/compatibility.md}: which client was served at which door, by the tests that ran. A test names
 * what it is about to try with {@link #trying}; whether it was served is whether the test passed.
 */
public final class CompatibilityTable implements BeforeAllCallback, AfterTestExecutionCallback {
    private static final Path FILE = Path.of("target", "compatibility.md");
    private static final Path TRIALS = Path.of("target", "compatibility");
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(CompatibilityTable.class);
    private static final Comparator<Trial> ORDER =
            Comparator.comparing(Trial::side).thenComparing(Trial::client).thenComparing(Trial::door);

    private final ThreadLocal<Trial> current = new ThreadLocal<>();

    /** Which end of the stream a client is. */
    public enum Side {
        /** It sends. */
        SOURCE("Source clients"),
        /** It listens. */
        LISTENER("Listeners");

        private final String heading;

        Side(String heading) {
            this.heading = heading;
        }
    }

    private record Trial(Side side, String client, String door, String what, boolean passed) {
        Trial ended(boolean success) {
            return new Trial(side, client, door, what, success);
        }

        String mark() {
            return (passed ? "" : "**failed:** ") + what;
        }

        String line() {
            return String.join("\t", side.name(), client, door, what, Boolean.toString(passed));
        }

        static Trial of(String line) {
            String[] words = line.split("\t");
            return new Trial(Side.valueOf(words[0]), words[1], words[2], words[3], Boolean.parseBoolean(words[4]));
        }
    }

    /**
     * The trials of all classes that ran in this JVM. Where several share the work, each keeps a list of its own, and
     * the last to be through writes the table of all.
     */
    private static final class Book implements AutoCloseable {
        private final Collection<Trial> trials = new ConcurrentLinkedQueue<>();

        @Override
        public void close() {
            try {
                Files.createDirectories(TRIALS);
                Files.write(
                        TRIALS.resolve("jvm-" + System.getProperty("surefire.forkNumber", "1")),
                        trials.stream().map(Trial::line).toList());
                Files.writeString(FILE, markdown(all()));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + FILE, e);
            }
        }

        private static List<Trial> all() throws IOException {
            List<Trial> all = new ArrayList<>();
            try (DirectoryStream<Path> lists = Files.newDirectoryStream(TRIALS)) {
                for (Path list : lists) {
                    Files.readAllLines(list).stream().map(Trial::of).forEach(all::add);
                }
            }
            return all;
        }
    }

    /**
     * Announces what the present test tries.
     *
     * @param client program, settings and version
     * @param what the format or the feature
     */
    public void trying(Side side, Target target, String client, String what) {
        current.set(new Trial(side, client, target.name(), what, false));
    }

    /** Announces that the present test has {@code program} play. */
    public void trying(Target target, SourceProgram program) {
        trying(Side.SOURCE, target, described(program), words(program.sample()));
    }

    /** Announces that the present test has {@code program} refused, and how. */
    public void tryingRefusal(Target target, SourceProgram program, String refusal) {
        trying(Side.SOURCE, target, described(program), refusal);
    }

    /** Announces that the present test looks for the title {@code program} tells. */
    public void tryingTitle(Target target, SourceProgram program) {
        trying(Side.SOURCE, target, described(program), "titles");
    }

    /** A sample as the table names it, such as {@code mp3 vbr}. */
    public static String words(Sample sample) {
        return sample.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String described(SourceProgram program) {
        return (program.client() + " " + program.version()).strip();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        book(context);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        Trial trial = current.get();
        current.remove();
        if (trial != null) {
            book(context).trials.add(trial.ended(context.getExecutionException().isEmpty()));
        }
    }

    private static Book book(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(Book.class, type -> new Book(), Book.class);
    }

    private static String markdown(List<Trial> trials) {
        StringBuilder text =
                new StringBuilder("# What works with what\n\nFilled by tests that ran the real programs.\n");
        for (Side side : Side.values()) {
            List<Trial> ofSide =
                    trials.stream().filter(t -> t.side() == side).sorted(ORDER).toList();
            if (!ofSide.isEmpty()) {
                text.append("\n## ").append(side.heading).append("\n\n").append(table(ofSide));
            }
        }
        return text.toString();
    }

    private static String table(List<Trial> trials) {
        Collection<String> doors = trials.stream().map(Trial::door).collect(Collectors.toCollection(TreeSet::new));
        Collection<String> clients = trials.stream().map(Trial::client).collect(Collectors.toCollection(TreeSet::new));
        StringBuilder table = new StringBuilder("| client | " + String.join(" | ", doors) + " |\n|---|");
        table.append("---|".repeat(doors.size())).append('\n');
        for (String client : clients) {
            table.append("| ").append(client).append(" |");
            for (String door : doors) {
                table.append(' ').append(cell(trials, client, door)).append(" |");
            }
            table.append('\n');
        }
        return table.toString();
    }

    private static String cell(List<Trial> trials, String client, String door) {
        String marks = trials.stream()
                .filter(trial -> trial.client().equals(client) && trial.door().equals(door))
                .map(Trial::mark)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return marks.isEmpty() ? "–" : marks;
    }
}
