package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody should send or set, while somebody listens to another mount and hears nothing of it. */
class BadInputIT {
    private static final int PAGES = 30;
    private static final int FEW = 8;

    /** Every control character, and two that break a line or turn it round. */
    private static final String CONTROLS = controls();

    /** What comes in the place of an encoder's output that is fetched from elsewhere. */
    private static final byte[] ERROR_PAGE =
            "<html>502 Bad Gateway</html>\n".repeat(100).getBytes(StandardCharsets.US_ASCII);

    @TempDir
    static Path directory;

    private static Stage stage;
    private static Tune tune;
    private static RawConnection neighbour;
    private static Listener unconcerned;

    @BeforeAll
    static void start() throws IOException {
        stage = Stage.in(directory, "--mount.delivery-interval=100ms");
        tune = Tune.of(Format.MP3, 440);
        neighbour = stage.source("/neighbour.mp3", tune, 1);
        unconcerned = stage.audience().join("/neighbour.mp3");
    }

    @AfterEach
    void neighbourPlaysOn() {
        unconcerned.awaitMore(1000);
        stage.assertUnmoved();
    }

    @AfterAll
    static void stop() throws IOException {
        Mp3Frames.of(Judge.whole(unconcerned.body()));
        Judge.assertDecodes(Judge.whole(unconcerned.body()));
        neighbour.close();
        stage.close();
    }

    private static String controls() {
        StringBuilder text = new StringBuilder("a");
        for (char next = 0; next < 0xa0; next++) {
            text.append(Character.isISOControl(next) ? String.valueOf(next) : "");
        }
        return text.append("\u2028\u202eb").toString();
    }

    // Titles

    @ParameterizedTest
    @EnumSource(names = {"MP3", "OPUS", "VORBIS", "FLAC"})
    void titleOfEveryControlCharacterReachesListenersAndLogAsOneLine(Format format) throws IOException {
        String mount = "/controls-" + format;
        stage.set(mount, Map.of("metadataInterval", 1000));
        try (RawConnection source = stage.source(mount, Tune.of(format, 440), 1);
                Listener listener = stage.audience().join(mount, "Icy-MetaData: 1")) {
            listener.awaitMore(1000);
            assertThat(stage.tell(mount, Stage.encoded("begin" + CONTROLS + "end"), "charset=UTF-8"))
                    .contains("Metadata update successful");
            Stage.until("the title").until(() -> text(listener.body()).contains("end"));
            String title = text(listener.body());
            assertThat(title.substring(title.indexOf("begin"), title.indexOf("end")))
                    .doesNotContainPattern("\\p{Cc}");
            assertThat(stage.log(mount, "begin")).hasSize(1).allMatch(line -> line.contains("end"));
            assertThat(source.isAlive()).isTrue();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    // Streams

    @Test
    void pageWithAWrongChecksumIsSkippedAndCounted() throws IOException {
        List<byte[]> pages = new ArrayList<>(some(Format.VORBIS));
        byte[] spoilt = pages.get(PAGES / 2);
        spoilt[spoilt.length - 1] ^= 1;
        Judge.assertDecodes(heard("/spoilt.ogg", pages));
        assertThat(stage.log("/spoilt.ogg", "has ended", " " + spoilt.length + " of them were skipped"))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"VORBIS", "OPUS", "FLAC", "SPEEX"})
    void chainWhoseSerialRepeatsGetsNumbersOfItsOwn(Format format) throws IOException {
        List<byte[]> chain = new ArrayList<>(some(format));
        chain.addAll(some(format));
        chain.addAll(some(format));
        byte[] heard = heard("/again-" + format, chain);
        assertThat(OggChain.of(heard).links()).isEqualTo(3);
        assertThat(stage.log("/again-" + format, "has ended", " 0 of them were skipped"))
                .hasSize(1);
        if (format != Format.SPEEX) {
            Judge.assertDecodes(heard);
        }
    }

    @Test
    void linkThatBeginsWithoutItsFirstPageIsLeftOut() throws IOException {
        List<byte[]> headless = OggPages.withSerial(some(Format.OPUS), 77).subList(1, PAGES);
        List<byte[]> chain = new ArrayList<>(some(Format.OPUS));
        chain.addAll(headless);
        chain.addAll(OggPages.withSerial(some(Format.OPUS), 78));
        byte[] heard = heard("/headless.ogg", chain);
        assertThat(OggChain.of(heard).links()).isEqualTo(2);
        Judge.assertDecodes(heard);
        int skipped = OggPages.join(headless).length;
        assertThat(stage.log("/headless.ogg", "has ended", " " + skipped + " of them were skipped"))
                .hasSize(1);
    }

    /** The link that follows is sound, and whoever comes then hears it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 8, 12})
    void opusHeadThatIsTooShortHarmsNobodyWhoComesLater(int length) throws IOException {
        String mount = "/short-head-" + length;
        try (RawConnection source = stage.login(mount, "application/ogg")) {
            source.send(OggPages.opusHead(7, length));
            source.send(OggPages.join(OggPages.withSerial(some(Format.OPUS), 7).subList(1, 4)));
            source.send(OggPages.join(OggPages.withSerial(some(Format.OPUS), 8)));
            Listener listener = stage.audience().join(mount);
            Stage.until("sound, or the end").until(() -> listener.size() > 0 || listener.isClosed());
            source.close();
            listener.awaitEnd();
            assertThat(OggChain.of(listener.body()).titles()).contains("440 Hz");
            assertThat(stage.log(mount, "has ended")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8})
    void whoIsThereBeforeAnOpusHeadThatIsTooShortHearsTheLinkBehindIt(int length) throws IOException {
        List<byte[]> chain = new ArrayList<>(OggPages.withSerial(some(Format.OPUS), 21));
        chain.add(OggPages.opusHead(22, length));
        chain.addAll(OggPages.withSerial(some(Format.OPUS), 22).subList(1, 4));
        chain.addAll(OggPages.withSerial(some(Format.OPUS), 23));
        byte[] heard = heard("/amid-" + length, chain);
        byte[] sound = OggPages.join(OggPages.withSerial(some(Format.OPUS), 23));
        byte[] end = Arrays.copyOfRange(heard, heard.length - sound.length, heard.length);
        assertThat(OggChain.of(end).titles()).containsExactly("440 Hz");
        Judge.assertDecodes(end);
    }

    /**
     * What a listener, who is there after a few pages, hears of a source that sends all of this and goes. It sends
     * faster than any queue for sound lasts.
     */
    private static byte[] heard(String mount, List<byte[]> pages) throws IOException {
        stage.set(mount, Map.of("queueSize", "8m"));
        try (RawConnection source = stage.login(mount, "application/ogg")) {
            Listener listener = stage.audience().join(mount);
            source.send(OggPages.join(pages.subList(0, FEW)));
            listener.awaitMore(1);
            source.send(OggPages.join(pages.subList(FEW, pages.size())));
            source.close();
            return listener.awaitEnd().body();
        }
    }

    /** The first pages of a tune. */
    private static List<byte[]> some(Format format) throws IOException {
        return OggPages.of(Judge.whole(Tune.of(format, 440).bytes())).subList(0, PAGES);
    }

    @Test
    void clustersOfUnknownSizePlay() throws IOException {
        byte[] stream = Tune.of(Format.WEBM_SOUND, 440).bytes().clone();
        int clusters = 0;
        for (int at = 0; at < stream.length - 16; at++) {
            if (ByteBuffer.wrap(stream).getInt(at) == Judge.CLUSTER) {
                forgetSize(stream, at + 4);
                clusters++;
            }
        }
        assertThat(clusters).isGreaterThan(10);
        try (RawConnection source = stage.login("/unknown.webm", "audio/webm");
                Listener listener = stage.audience().join("/unknown.webm")) {
            source.play(stream, Tune.of(Format.WEBM_SOUND, 440).length(3));
            listener.awaitMore(100_000);
            Judge.assertDecodes(Judge.whole(listener.body(), Format.WEBM_SOUND));
        }
    }

    /**
     * A size of n bytes, of which the first has n - 1 zeros before its first one, is unknown if all others are ones.
     */
    private static void forgetSize(byte[] stream, int at) {
        int length = Integer.numberOfLeadingZeros(stream[at] & 0xff) - 23;
        stream[at] = (byte) (0xff >> length - 1);
        for (int i = 1; i < length; i++) {
            stream[at + i] = (byte) 0xff;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPUS", "WEBM_SOUND"})
    void bytesThatAreNotWhatTheSourceClaimsAreRefused(Format format) throws IOException {
        String mount = "/page-" + format;
        try (RawConnection source = stage.login(mount, format.contentType());
                Listener listener = stage.audience().join(mount)) {
            assertThat(listener.head().status()).isEqualTo(200);
            source.send(ERROR_PAGE);
            assertThat(listener.awaitEnd().body()).isEmpty();
            assertThat(stage.log("WARN", mount, "claims to send")).hasSize(1);
        }
    }

    /** A player finds its way back to the next frame, and so does the server. */
    @ParameterizedTest
    @EnumSource(names = {"MP3", "AAC"})
    void bytesBetweenFramesAreLeftOutAndCounted(Format format) throws IOException {
        String mount = "/page-" + format;
        byte[] frames = Judge.whole(Arrays.copyOf(Tune.of(format, 440).bytes(), 20_000));
        try (RawConnection source = stage.login(mount, format.contentType());
                Listener listener = stage.audience().join(mount)) {
            assertThat(listener.head().status()).isEqualTo(200);
            source.send(ERROR_PAGE);
            source.send(frames);
            source.send(ERROR_PAGE);
            source.close();
            assertThat(listener.awaitEnd().body()).isEqualTo(frames);
            assertThat(stage.log(mount, "has ended", " " + 2 * ERROR_PAGE.length + " of them were skipped"))
                    .hasSize(1);
        }
    }

    // Settings

    @Test
    void introOfAnotherFormatIsLeftOut() throws IOException {
        Files.write(stage.web().resolve("hello.ogg"), OggPages.join(some(Format.OPUS)));
        stage.set("/greeted.mp3", Map.of("intro", "/hello.ogg"));
        try (RawConnection source = stage.source("/greeted.mp3", tune, 1)) {
            for (int time = 0; time < 2; time++) {
                Listener listener = stage.audience().join("/greeted.mp3");
                listener.awaitMore(tune.bytesPerSecond());
                Mp3Frames.of(Judge.whole(listener.body()));
                listener.close();
            }
            assertThat(stage.log("WARN", "The intro", "hello.ogg", "is left out"))
                    .hasSize(1);
            assertThat(source.isAlive()).isTrue();
        }
    }

    @Test
    void dumpDirectoryThatCannotBeWrittenCostsTheRecordingAlone() throws IOException {
        Files.writeString(stage.home().resolve("archive"), "no directory");
        stage.set("/recorded.mp3", Map.of("dumpFile", "archive/live.mp3"));
        try (RawConnection source = stage.source("/recorded.mp3", tune, 1);
                Listener listener = stage.audience().join("/recorded.mp3")) {
            listener.awaitMore(2 * tune.bytesPerSecond());
            assertThat(stage.log("ERROR", "/recorded.mp3", "stops, the stream goes on"))
                    .hasSize(1);
            Judge.assertDecodes(Judge.whole(listener.body()));
            assertThat(source.isAlive()).isTrue();
        }
    }

    @Test
    void fallbackLoopIsKeptWithAWarningAndEndsListenersNotTheServer() throws IOException {
        stage.set("/ring1.mp3", Map.of("fallbackMount", "/ring2.mp3"));
        stage.set("/ring2.mp3", Map.of("fallbackMount", "/ring1.mp3"));
        assertThat(stage.log("WARN", "/ring2.mp3", "form a loop")).hasSize(1);
        assertThat(stage.audience().join("/ring1.mp3").head().status()).isEqualTo(404);
    }

    @Test
    void wildcardThatMatchesEverythingIsThatOfMountsAlone() throws IOException {
        stage.set("/**", Map.of("fallbackMount", "/neighbour.mp3", "streamName", "Everybody's"));
        try (RawConnection source = stage.source("/any.mp3", tune, 1)) {
            Listener listener = stage.audience().join("/any.mp3");
            assertThat(listener.head().header("icy-name")).contains("Everybody's");
            stage.audience().join("/nobody/here.mp3").awaitMore(1000);
            assertThat(stage.page("status-json.xsl")).contains("Everybody's", "/neighbour.mp3", "/any.mp3");
            source.kill();
            listener.awaitMore(2 * tune.bytesPerSecond());
            assertThat(listener.isClosed()).isFalse();
            listener.close();
        } finally {
            stage.drop("/**");
        }
        assertThat(stage.audience().join("/nobody/here.mp3").head().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"burstSize\":\"-1\"}", "{\"linger\":\"soon\"}", "{\"brustSize\":1}", "{\"intro\":7}"})
    void settingThatMakesNoSenseIsRefusedWith400AndChangesNothing(String settings) throws IOException {
        assertThat(stage.putText("/neighbour.mp3", settings).statusCode()).isEqualTo(400);
    }
}
