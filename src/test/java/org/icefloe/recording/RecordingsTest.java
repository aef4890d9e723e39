package org.icefloe.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.icefloe.config.BufferSize;
import org.icefloe.config.CueFormat;
import org.icefloe.config.MountSetting;
import org.icefloe.format.ContentType;
import org.icefloe.format.Portions;
import org.icefloe.format.SampleStream;
import org.icefloe.format.parser.Parsers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {
    /** Every portion of it is a frame, and its time is that of the clock. */
    private static final ContentType PLAIN = new ContentType("audio/x-unknown");

    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path home;

    private Studio studio;

    @BeforeEach
    void open() {
        studio = new Studio(home);
    }

    @Test
    void withoutADumpFileNothingIsRecorded() throws IOException {
        studio.source(PLAIN).send(bytes(0, 1000), SECOND);
        assertThat(studio.files()).isEmpty();
    }

    @Test
    void whatHasComeIsInTheFileWithinATick() throws IOException {
        studio.recordingTo("live.raw").source(PLAIN).send(bytes(0, 1000), SECOND);
        assertThat(studio.read("live.raw")).hasSizeGreaterThanOrEqualTo(500);
        studio.desk.pass(Duration.ofMillis(500));
        assertThat(studio.read("live.raw")).isEqualTo(bytes(0, 1000));
    }

    @Test
    void fastStreamIsNotLeftToTheTicks() throws IOException {
        studio.with(MountSetting.QUEUE_SIZE, BufferSize.ofBytes(1))
                .with(MountSetting.BURST_SIZE, BufferSize.ofBytes(1));
        Studio.OnAir source = studio.recordingTo("live.raw").source(PLAIN);
        for (int i = 0; i < 100; i++) {
            source.send(bytes(i * 70_000, 70_000));
            studio.desk.run();
        }
        source.end();
        assertThat(studio.read("live.raw")).isEqualTo(bytes(0, 7_000_000));
    }

    @Test
    void dumpFileMayBeSetAndUnsetWhileTheSourceSends() throws IOException {
        Studio.OnAir source = studio.source(PLAIN);
        source.send(bytes(0, 1000), SECOND);
        studio.recordingTo("a/b/live.raw");
        source.send(bytes(1000, 1000), SECOND);
        studio.with(MountSetting.DUMP_FILE, Optional.empty());
        source.send(bytes(2000, 1000), SECOND);
        byte[] recorded = studio.read("a/b/live.raw");
        assertThat(recorded).hasSizeBetween(600, 1600);
        assertThat(IntStream.range(900, 1500)).anyMatch(from -> Arrays.equals(recorded, bytes(from, recorded.length)));
    }

    @Test
    void anotherNameBeginsAnotherFile() throws IOException {
        Studio.OnAir source = studio.recordingTo("one.raw").source(PLAIN);
        source.send(bytes(0, 1000), SECOND);
        studio.recordingTo("two.raw");
        source.send(bytes(1000, 1000), SECOND);
        source.end();
        byte[] one = studio.read("one.raw");
        assertThat(one).hasSizeBetween(900, 1100).isEqualTo(bytes(0, one.length));
        assertThat(studio.read("two.raw")).isEqualTo(bytes(one.length, 2000 - one.length));
    }

    @Test
    void sourceThatReturnsToALingeringMountIsRecordedOn() throws IOException {
        studio.with(MountSetting.LINGER, Duration.ofSeconds(10)).recordingTo("live.raw");
        Studio.OnAir first = studio.source(PLAIN);
        first.send(bytes(0, 1000), SECOND);
        first.end();
        Studio.OnAir second = studio.source(PLAIN);
        assertThat(second.mount()).isSameAs(first.mount());
        second.send(bytes(1000, 1000), SECOND);
        studio.desk.pass(SECOND);
        assertThat(studio.files()).containsExactly("live.raw");
        assertThat(studio.read("live.raw")).isEqualTo(bytes(0, 2000));
    }

    @Test
    void fileThatIsThereIsLeftAlone() throws IOException {
        Files.writeString(home.resolve("live.mp3"), "mine");
        Files.createSymbolicLink(home.resolve("live-2.mp3"), Path.of("nowhere"));
        Files.writeString(home.resolve("live-3.json"), "notes");
        studio.with(MountSetting.DUMP_CUE, CueFormat.JSON).recordingTo("live.mp3");
        Studio.OnAir source = studio.source(PLAIN);
        source.send(bytes(0, 1000), SECOND);
        source.end();
        assertThat(studio.text("live.mp3")).isEqualTo("mine");
        assertThat(studio.text("live-3.json")).isEqualTo("notes");
        assertThat(studio.read("live-4.mp3")).isEqualTo(bytes(0, 1000));
    }

    @Test
    void directoryIsNoFileAndTheStreamGoesOn() throws IOException {
        studio.recordingTo(".");
        Studio.OnAir source = studio.source(PLAIN);
        source.send(bytes(0, 1000), SECOND);
        assertThat(studio.files()).isEmpty();
        studio.recordingTo("good.raw");
        source.send(bytes(1000, 1000), SECOND);
        source.end();
        byte[] good = studio.read("good.raw");
        assertThat(good).isEqualTo(bytes(2000 - good.length, good.length)).hasSizeGreaterThan(500);
    }

    @Test
    void fileInThePlaceOfADirectoryEndsOnlyTheRecording() throws IOException {
        Files.writeString(home.resolve("archive"), "no directory");
        Studio.OnAir source = studio.recordingTo("archive/live.raw").source(PLAIN);
        source.send(bytes(0, 1000), SECOND);
        assertThat(studio.files()).containsExactly("archive");
        assertThat(source.mount().buffer().head()).isEqualTo(1000);
    }

    @Test
    void nameThatIsNoneEndsOnlyTheRecording() {
        Studio.OnAir source = studio.recordingTo("a\u0000b").source(PLAIN);
        source.send(bytes(0, 1000), SECOND);
        assertThat(source.mount().buffer().head()).isEqualTo(1000);
    }

    @Test
    void fullDiskLeavesWholeFramesAndIsTriedAgainInAMinute() throws IOException {
        studio.recordingTo("live.mp3").room = 2_000_000;
        SampleStream sample = SampleStream.MP3_LOW_RATE;
        Studio.OnAir source = studio.source(sample.type());
        source.send(sample.bytes(), SECOND);
        studio.room = 1_000;
        source.send(sample.bytes(), SECOND);
        assertThat(studio.files()).containsExactly("live.mp3");
        byte[] cut = studio.read("live.mp3");
        assertThat(Portions.readWhole(Parsers.fresh().parserFor(sample.type()), cut)
                        .bytes())
                .isEqualTo(cut)
                .isNotEmpty();

        studio.room = 2_000_000;
        source.send(sample.bytes(), SECOND);
        assertThat(studio.files()).containsExactly("live.mp3");
        studio.desk.pass(Duration.ofMinutes(1));
        source.send(sample.bytes(), SECOND);
        source.end();
        assertThat(studio.files()).containsExactly("live-2.mp3", "live.mp3");
    }

    @Test
    void fileThatWasNeverWrittenIsGoneAndHasNoTrackList() throws IOException {
        studio.recordingTo("live.raw").with(MountSetting.DUMP_CUE, CueFormat.JSON);
        studio.hasQuota = true;
        studio.room = 500;
        studio.source(PLAIN).send(bytes(0, 10_000), SECOND);
        assertThat(studio.room).isZero();
        assertThat(studio.files()).isEmpty();
    }

    @Test
    void fullDiskIsNotLitteredWithEmptyFiles() throws IOException {
        studio.recordingTo("live.raw").room = 0;
        Studio.OnAir source = studio.source(PLAIN);
        for (int i = 0; i < 300; i++) {
            source.send(bytes(0, 1000), SECOND);
        }
        studio.room = (1 << 20) + 1;
        source.send(bytes(0, 1000), Duration.ofMinutes(1));
        assertThat(studio.files()).containsExactly("live.raw");
    }

    @Test
    void slowDiskCostsTheRecordingAndIsToldInItsTrackList() throws IOException {
        studio.with(MountSetting.DUMP_CUE, CueFormat.JSON).recordingTo("live.raw");
        studio.with(MountSetting.QUEUE_SIZE, BufferSize.ofBytes(1))
                .with(MountSetting.BURST_SIZE, BufferSize.ofBytes(1));
        Studio.OnAir source = studio.source(PLAIN);
        source.send(bytes(0, 1000), SECOND);
        for (int i = 0; i < 10; i++) {
            source.send(bytes(1000 + i * 50_000, 50_000));
        }
        source.send(bytes(501_000, 1000), SECOND);
        source.end();
        byte[] before = studio.read("live.raw");
        byte[] after = studio.read("live-2.raw");
        assertThat(before).isEqualTo(bytes(0, before.length));
        assertThat(after).isEqualTo(bytes(502_000 - after.length, after.length));
        assertThat(json("live-2.json").get("missingBytes").asInt())
                .isEqualTo(502_000 - before.length - after.length)
                .isGreaterThan(300_000);
        assertThat(json("live.json").get("missingBytes").asInt()).isZero();
    }

    @Test
    void nothingIsMissingWhereNothingHasComeSince() throws IOException {
        studio.with(MountSetting.DUMP_CUE, CueFormat.JSON).recordingTo("live.raw").room = 1 << 20;
        Studio.OnAir source = studio.source(PLAIN);
        source.send(bytes(0, 1000), SECOND);
        studio.room = 0;
        source.send(bytes(1000, 100));
        studio.desk.pass(SECOND);
        studio.room = Long.MAX_VALUE;
        studio.desk.pass(Duration.ofMinutes(2));
        source.end();
        assertThat(studio.read("live-2.raw")).isEqualTo(bytes(1000, 100));
        assertThat(json("live-2.json").get("missingBytes").asInt()).isZero();
    }

    @Test
    void faultOfOneRecordingIsNotThatOfTheOthers() throws IOException {
        studio.recordingTo("live.raw");
        Studio.OnAir[] sources = {studio.source(PLAIN, "/a"), studio.source(PLAIN, "/b"), studio.source(PLAIN, "/c")};
        studio.isBroken = true;
        for (Studio.OnAir source : sources) {
            source.send(bytes(0, 1000), SECOND);
        }
        assertThat(studio.closed).isEqualTo(3);
        studio.isBroken = false;
        studio.desk.pass(Duration.ofMinutes(1));
        for (Studio.OnAir source : sources) {
            source.send(bytes(1000, 1000), SECOND);
            source.end();
        }
        assertThat(studio.files()).hasSize(6);
    }

    @Test
    void faultAtTheEndOfOneRecordingIsNotThatOfTheOthers() {
        studio.recordingTo("live.raw");
        studio.source(PLAIN, "/a").send(bytes(0, 1000), SECOND);
        studio.source(PLAIN, "/b").send(bytes(0, 1000), SECOND);
        studio.isBroken = true;
        studio.desk.atOnce();
        studio.recordings.close();
        assertThat(studio.closed).isGreaterThanOrEqualTo(2);
    }

    @Test
    void titlesAreListedWithTheirPlaces() throws IOException {
        studio.with(MountSetting.DUMP_CUE, CueFormat.JSON).recordingTo("live.raw");
        Studio.OnAir source = studio.source(PLAIN);
        source.announce("", "First");
        source.send(bytes(0, 1000), SECOND);
        source.announce("Artist", "\"Second\"");
        source.send(bytes(1000, 1000), SECOND);
        source.end();
        JsonNode json = json("live.json");
        assertThat(json.get("name").asText()).isEqualTo("Radio Floe");
        assertThat(json.get("tracks")).hasSize(2);
        assertThat(json.get("tracks").get(0).toString())
                .isEqualTo("{\"offset\":0.0,\"position\":0,\"artist\":\"\",\"title\":\"First\"}");
        assertThat(json.get("tracks").get(1).get("position").asInt()).isEqualTo(1000);
        assertThat(json.get("tracks").get(1).get("title").asText()).isEqualTo("\"Second\"");
        assertThat(json.get("tracks").get(1).get("offset").asDouble()).isBetween(0.4, 1.5);
        assertThat(json.get("duration").asDouble()).isBetween(1.5, 2.1);
    }

    @Test
    void everyFileOfARotationBeginsWithTheTitleThatPlays() throws IOException {
        studio.with(MountSetting.DUMP_CUE, CueFormat.CUE).recordingTo("%S.mp3");
        studio.with(MountSetting.DUMP_MAX_DURATION, SECOND);
        Studio.OnAir source = studio.source(PLAIN);
        source.announce("Artist", "Long");
        source.send(bytes(0, 4000), Duration.ofSeconds(4));
        source.end();
        assertThat(studio.files()).hasSizeGreaterThan(5).anyMatch("02.cue"::equals);
        for (String file : studio.files()) {
            if (file.endsWith(".cue")) {
                assertThat(studio.text(file)).contains("TITLE \"Long\"", "PERFORMER \"Artist\"", "INDEX 01 00:00:00");
            }
        }
    }

    @Test
    void vorbisCommentsAreTheTitleOfTheirLink() throws IOException {
        studio.with(MountSetting.DUMP_CUE, CueFormat.JSON).recordingTo("live.ogg");
        Studio.OnAir source = studio.source(SampleStream.VORBIS.type());
        source.send(SampleStream.VORBIS.bytes(), SECOND);
        source.end();
        assertThat(json("live.json").get("tracks")).hasSize(1);
    }

    @Test
    void oldFilesOfARunningMountAreClearedAway() throws IOException {
        studio.recordingTo("%T.raw").with(MountSetting.DUMP_MAX_DURATION, SECOND);
        studio.with(MountSetting.DUMP_KEEP_SIZE, Optional.of(2_500L));
        Studio.OnAir source = studio.source(PLAIN);
        source.send(bytes(0, 20_000), Duration.ofSeconds(20));
        source.end();
        assertThat(studio.files()).hasSizeBetween(1, 3);
        byte[] last = studio.read(studio.files().get(studio.files().size() - 1));
        assertThat(last).isEqualTo(bytes(20_000 - last.length, last.length));
    }

    @Test
    void oldFilesOfAMountThatIsOffAreClearedAway() throws IOException {
        studio.recordingTo("live.raw").with(MountSetting.DUMP_KEEP, Duration.ofHours(1));
        Studio.OnAir source = studio.source(PLAIN);
        source.send(bytes(0, 1000), SECOND);
        source.end();
        studio.desk.pass(Duration.ofMinutes(50));
        assertThat(studio.files()).containsExactly("live.raw");
        studio.desk.pass(Duration.ofMinutes(21));
        assertThat(studio.files()).isEmpty();
    }

    @Test
    void endOfTheServerCompletesAllFiles() throws IOException {
        studio.recordingTo("live.raw").with(MountSetting.DUMP_CUE, CueFormat.JSON);
        studio.source(PLAIN).send(bytes(0, 950), SECOND);
        studio.desk.atOnce();
        studio.recordings.close();
        assertThat(studio.read("live.raw")).isEqualTo(bytes(0, 950));
        assertThat(json("live.json").get("duration").asDouble()).isGreaterThan(0.9);
        studio.desk.pass(SECOND);
        assertThat(studio.files()).containsExactly("live.json", "live.raw");
    }

    private JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(studio.text(file));
    }

    /** Bytes of the stream: each tells where it stands. */
    private static byte[] bytes(int from, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            int position = from + i;
            bytes[i] = (byte) (position * 31 + (position >> 8) + (position >> 16));
        }
        return bytes;
    }
}
