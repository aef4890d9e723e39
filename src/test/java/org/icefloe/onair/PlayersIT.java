package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.icefloe.testkit.clients.Program;
import org.icefloe.testkit.clients.RawConnection;
import org.icefloe.testkit.clients.RunningProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Players on a live connection, through twenty titles. */
class PlayersIT {
    private static final int TITLES = 20;

    /** The sound of each title, in parts of a second. */
    private static final int PART = 2;

    private static final Pattern SHOWN = Pattern.compile("(?im)^ *title: (?:.*;)?(Song \\d\\d)$");

    @TempDir
    static Path directory;

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.in(directory, "--mount.delivery-interval=100ms");
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    /** What it is to decode ends before the source does: the end of a stream without a length is an error to it. */
    @ParameterizedTest
    @EnumSource(names = {"VORBIS", "OPUS", "FLAC"})
    void ffmpegDecodesAllTitlesAndHasNothingToSay(Format format) throws IOException {
        String mount = "/ffmpeg-" + format;
        String seconds = Integer.toString(TITLES / PART);
        try (RawConnection source = stage.source(mount, Tune.of(format, 440), 1);
                RunningProgram ffmpeg = RunningProgram.start(
                        Program.FFMPEG, "-v", "error", "-i", address(mount), "-t", seconds, "-f", "null", "-")) {
            tellTitles(mount, Tune.of(format, 440));
            assertThat(ffmpeg.awaitExit(Stage.PATIENCE)).isZero();
            assertThat(ffmpeg.output()).isEmpty();
            assertThat(source.isAlive()).isTrue();
        }
    }

    /** libvorbis, as fast as the stream comes. */
    @Test
    void ogg123ShowsAllTitlesInOrder() throws IOException {
        Tune tune = Tune.of(Format.VORBIS, 440);
        try (RawConnection source = stage.source("/ogg123", tune, 1);
                RunningProgram ogg123 = RunningProgram.start(Program.OGG123, "-d", "null", address("/ogg123"))) {
            List<String> told = tellTitles("/ogg123", tune);
            Stage.until("the last title, of " + ogg123)
                    .until(() -> shown(ogg123).contains(told.get(TITLES - 1)));
            assertThat(shown(ogg123)).isEqualTo(told);
            source.close();
            assertThat(ogg123.awaitExit(Stage.PATIENCE)).isZero();
            assertThat(ogg123.output()).doesNotContainIgnoringCase("error", "warning", "corrupt");
        }
    }

    private static List<String> shown(RunningProgram player) {
        return SHOWN.matcher(player.output().replace("\r", "\n"))
                .results()
                .map(title -> title.group(1))
                .distinct()
                .toList();
    }

    private static String address(String mount) {
        return stage.streams().resolve(mount).toString();
    }

    private static List<String> tellTitles(String mount, Tune tune) throws IOException {
        stage.awaitListeners(mount, 1);
        List<String> told = new ArrayList<>();
        try (Listener clock = stage.audience().join(mount)) {
            clock.awaitMore(tune.bytesPerSecond());
            while (told.size() < TITLES) {
                told.add("Song %02d".formatted(told.size() + 1));
                stage.tell(mount, Stage.encoded(told.get(told.size() - 1)), "charset=UTF-8");
                clock.awaitMore(tune.bytesPerSecond() / PART);
            }
        }
        return told;
    }
}
