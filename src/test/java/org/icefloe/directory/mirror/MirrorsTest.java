package org.icefloe.directory.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import org.icefloe.directory.catalog.YpForm;
import org.icefloe.listener.ManualLoop;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MirrorsTest {
    private static final URI ADDRESS = URI.create("https://dir.example");
    private static final String LIST = "https://dir.example/api/v1/directory/entries";

    private final ManualLoop loop = new ManualLoop();
    private final MirrorFixture here = new MirrorFixture();
    private final Log log = new Log(MirroredDirectory.class);
    private final List<String> asked = new ArrayList<>();
    private List<URI> wanted = List.of(ADDRESS);
    private List<YpForm> there = List.of(line("Far FM"));
    private Optional<String> silence = Optional.empty();
    private Optional<Error> fault = Optional.empty();
    private boolean isClosed;

    /** Where fetches run. */
    private Executor fetchers = loop;

    private final Mirrors mirrors = new Mirrors(
            () -> wanted,
            here.catalog,
            other(),
            new Mirrors.Machinery(
                    loop, fetch -> fetchers.execute(fetch), loop, new Random(7), () -> Duration.ofMinutes(5)));

    private OtherDirectory other() {
        return new OtherDirectory() {
            @Override
            public Reply entries(URI list, Optional<String> tag) {
                return answer(list, tag);
            }

            @Override
            public void close() {
                isClosed = true;
            }
        };
    }

    private OtherDirectory.Reply answer(URI list, Optional<String> tag) {
        asked.add(list + tag.map(known -> " " + known).orElse(""));
        silence.ifPresent(words -> {
            throw new NoListException(words);
        });
        fault.ifPresent(error -> {
            throw error;
        });
        String now = "\"" + there.size() + "\"";
        return new OtherDirectory.Reply(!tag.equals(Optional.of(now)), Optional.of(now), there.iterator(), () -> {});
    }

    private static YpForm line(String name) {
        Map<String, String> form = Map.of(
                "sn",
                name,
                "genre",
                "jazz",
                "type",
                "audio/mpeg",
                "listenurl",
                "http://" + name.length() + ".example/");
        return parameter -> Optional.ofNullable(form.get(parameter));
    }

    @AfterEach
    void close() {
        log.close();
    }

    private void pass(Duration span) {
        loop.pass(span.toMillis());
    }

    private void begin() {
        mirrors.settingsChanged();
        pass(Duration.ZERO);
    }

    @Test
    void listIsFetchedAtOnceAndEachInterval() {
        begin();
        assertThat(here.names()).containsExactly("Far FM");
        there = List.of(line("Far FM"), line("Farther FM"));
        pass(Duration.ofMinutes(5));

        assertThat(here.names()).containsExactly("Far FM", "Farther FM");
        pass(Duration.ofMinutes(5));
        assertThat(asked).containsExactly(LIST, LIST + " \"1\"", LIST + " \"2\"");
        assertThat(here.names()).hasSize(2);
        assertThat(log.lines()).containsExactly("1 streams of the directory " + LIST + " are listed here too");
    }

    @Test
    void whatWasThereStaysForADayWithOneLineAndALineAtTheEnd() {
        begin();
        silence = Optional.of("did not answer in time");
        pass(Duration.ofHours(23));
        assertThat(here.names()).containsExactly("Far FM");
        assertThat(log.warnings())
                .containsExactly("The directory " + LIST
                        + " did not answer in time. What it had listed before stays here for a day at most");
        assertThat(asked.size()).isBetween(250, 400);

        silence = Optional.empty();
        pass(Duration.ofMinutes(6));
        assertThat(log.lines()).last().isEqualTo("The directory " + LIST + " is mirrored again");
    }

    @Test
    void faultOfThisServerIsNotTheEndOfAMirror() {
        fault = Optional.of(new StackOverflowError("that a test wants"));
        begin();
        pass(Duration.ofMinutes(5));
        assertThat(asked).hasSize(2);
        assertThat(log.warnings())
                .hasSize(2)
                .first()
                .isEqualTo("The directory " + LIST + " cannot be mirrored because of a fault in this server");

        fault = Optional.empty();
        there = List.of(line("Far FM"), line("Farther FM"));
        pass(Duration.ofMinutes(5));
        assertThat(here.names()).containsExactly("Far FM", "Farther FM");
    }

    /** As when the machine gives no thread more. */
    @Test
    void fetchThatCannotBeginIsTriedAgain() {
        fetchers = fetch -> {
            throw new InternalError("unable to create native thread");
        };
        begin();
        assertThat(asked).isEmpty();
        assertThat(log.warnings()).hasSize(1);

        fetchers = loop;
        pass(Duration.ofMinutes(5));
        assertThat(here.names()).containsExactly("Far FM");
        assertThat(log.lines()).last().isEqualTo("The directory " + LIST + " is mirrored again");
    }

    @Test
    void faultOfThisServerKeepsNothingForLongerThanADayEither() {
        begin();
        fault = Optional.of(new StackOverflowError("that a test wants"));
        pass(Duration.ofHours(23));
        assertThat(here.names()).containsExactly("Far FM");
        pass(Duration.ofHours(2));
        assertThat(here.names()).isEmpty();

        fault = Optional.empty();
        pass(Duration.ofMinutes(5));
        assertThat(asked).last().isEqualTo(LIST);
        assertThat(here.names()).containsExactly("Far FM");
        assertThat(log.lines()).last().isEqualTo("The directory " + LIST + " is mirrored again");
    }

    @Test
    void fetchThatBreaksOffAtTheEndIsToldNobody() {
        begin();
        List<Runnable> slow = new ArrayList<>();
        fetchers = slow::add;
        pass(Duration.ofMinutes(5));
        mirrors.close();
        fault = Optional.of(new StackOverflowError("that a test wants"));
        slow.forEach(Runnable::run);
        pass(Duration.ofMinutes(60));

        assertThat(log.warnings()).isEmpty();
        assertThat(asked).hasSize(2);
        assertThat(isClosed).isTrue();
    }

    /** As one that is too long to be understood. */
    @Test
    void faultAtAnEntryIsNotTheEndOfAMirrorEither() {
        there = List.of(parameter -> {
            throw new StackOverflowError("that a test wants");
        });
        begin();
        there = List.of(line("Far FM"), line("Farther FM"));
        pass(Duration.ofMinutes(5));

        assertThat(here.names()).containsExactly("Far FM", "Farther FM");
    }

    @Test
    void afterADayItIsDroppedAndComesBackAsAWhole() {
        begin();
        silence = Optional.of("did not answer in time");
        pass(Duration.ofHours(25));

        assertThat(here.names()).isEmpty();
        assertThat(log.warnings()).hasSize(2);
        silence = Optional.empty();
        pass(Duration.ofMinutes(6));
        assertThat(asked).last().isEqualTo(LIST);
        assertThat(here.names()).containsExactly("Far FM");
    }

    @Test
    void whoIsNoLongerMirroredIsGoneAtOnce() {
        begin();
        wanted = List.of(URI.create("https://other.example/icefloe/"));
        there = List.of(line("Other FM!"));
        begin();

        assertThat(here.names()).containsExactly("Other FM!");
        assertThat(asked).last().isEqualTo("https://other.example/icefloe/api/v1/directory/entries");
        pass(Duration.ofMinutes(5));
        assertThat(asked).hasSize(3);
    }

    @Test
    void whoIsForgottenWhileHeIsFetchedDoesNotComeBack() {
        begin();
        List<Runnable> slow = new ArrayList<>();
        fetchers = slow::add;
        there = List.of(line("Far FM"), line("Farther FM"));
        pass(Duration.ofMinutes(5));
        wanted = List.of();
        begin();
        assertThat(slow).hasSize(1);
        assertThat(here.names()).isEmpty();

        slow.forEach(Runnable::run);
        pass(Duration.ofMinutes(5));
        assertThat(here.names()).isEmpty();
        assertThat(slow).hasSize(1);
    }

    @Test
    void slowOneHoldsUpNoOther() {
        List<Runnable> fetches = new ArrayList<>();
        fetchers = fetches::add;
        wanted = List.of(URI.create("https://slow.example/"), ADDRESS);
        begin();
        fetches.get(1).run();
        pass(Duration.ofMinutes(4));

        assertThat(here.names()).containsExactly("Far FM");
        assertThat(fetches).hasSize(2);
    }
}
