package org.icefloe.format.ogg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.icefloe.format.StreamTags;
import org.icefloe.testkit.clients.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Half a minute of real sound through twenty titles, put before real decoders: nothing of it may be lost. */
class RetitleIT {
    private static final List<StreamTags> TITLES = Retitled.titles(20);

    /** Two channels of 16 bits. */
    private static final int SAMPLE_BYTES = 4;

    /** Of the encoders' Vorbis, in samples at 44.1 kHz: 23 ms. */
    private static final int HALF_LONG_BLOCK = 1024;

    /** What is not to be heard: a thousandth of full scale. */
    private static final int FAINT = 32;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"VORBIS", "OPUS", "FLAC"})
    void twentyTitlesComeInOrderOnSoundPages(Sample sample) throws Exception {
        assertTitles(retitled(sample.bytes()));
    }

    @ParameterizedTest
    @EnumSource(names = {"VORBIS", "OPUS", "FLAC"})
    void ffmpegHasNothingToSay(Sample sample) throws Exception {
        assertSilent(retitled(sample.bytes()));
    }

    @Test
    void flacKeepsEverySample() throws Exception {
        assertSame(ffmpeg(retitled(Sample.FLAC.bytes())), ffmpeg(Sample.FLAC.bytes()));
    }

    /**
     * The decoder is primed with packets that it has in another state already, so that a sample may be off a little.
     */
    @Test
    void opusKeepsEverySample() throws Exception {
        ShortBuffer heard = samples(ffmpeg(retitled(Sample.OPUS.bytes())));
        ShortBuffer sent = samples(ffmpeg(Sample.OPUS.bytes()));
        assertThat(heard.remaining()).isEqualTo(sent.remaining());
        while (sent.hasRemaining()) {
            assertThat(Math.abs(heard.get() - sent.get())).isLessThan(FAINT);
        }
    }

    @Test
    void vorbisKeepsEverySampleInItsReferenceDecoder() throws Exception {
        assertSame(oggdec(retitled(Sample.VORBIS.bytes())), oggdec(Sample.VORBIS.bytes()));
    }

    /** Pages as libogg makes them, of some 4 KiB. */
    @Test
    void vorbisOfItsReferenceEncoderKeepsEverySampleToo() throws Exception {
        byte[] sent = oggenc();
        byte[] retitled = retitled(sent);
        assertTitles(retitled);
        assertSilent(retitled);
        assertSame(oggdec(retitled), oggdec(sent));
    }

    /** In a chain it does not leave out the first packet of a link, as it should; so the repeated one is heard. */
    @Test
    void ffmpegHearsNoMoreThanTheRepeatedPacketsOfVorbis() throws Exception {
        int heard = ffmpeg(retitled(Sample.VORBIS.bytes())).length;
        int sent = ffmpeg(Sample.VORBIS.bytes()).length;
        assertThat(heard).isBetween(sent, sent + TITLES.size() * HALF_LONG_BLOCK * SAMPLE_BYTES);
    }

    private static byte[] retitled(byte[] stream) {
        return Retitled.evenly(stream, TITLES, 1400).bytes();
    }

    private static void assertTitles(byte[] retitled) {
        List<Chain.Link> links = Chain.of(retitled).links();
        assertThat(links.subList(1, links.size()))
                .extracting(link -> new StreamTags(link.comment("ARTIST"), link.comment("TITLE")))
                .isEqualTo(TITLES);
    }

    private static void assertSame(byte[] heard, byte[] sent) {
        assertThat(heard).hasSameSizeAs(sent).isNotEmpty();
        assertThat(Arrays.mismatch(heard, sent))
                .as("the first byte that differs")
                .isEqualTo(-1);
    }

    private void assertSilent(byte[] retitled) throws Exception {
        assertThat(decode(retitled, "ffmpeg", "-v", "error", "-i", "-", "-f", "null", "-").said)
                .isEmpty();
    }

    private static ShortBuffer samples(byte[] sound) {
        return ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    }

    private byte[] ffmpeg(byte[] stream) throws Exception {
        return decode(stream, "ffmpeg", "-v", "error", "-i", "-", "-f", "s16le", "-").sound;
    }

    private byte[] oggdec(byte[] stream) throws Exception {
        return decode(stream, "oggdec", "-Q", "-R", "-o", "-", "-").sound;
    }

    private byte[] oggenc() throws Exception {
        byte[] wave = decode(Sample.FLAC.bytes(), "ffmpeg", "-v", "error", "-i", "-", "-f", "wav", "-").sound;
        return decode(wave, "oggenc", "-Q", "-q", "6", "-o", "-", "-").sound;
    }

    /** On a pipe, as a listener is: of a file, decoders would read the end first, and find another link there. */
    private Decoded decode(byte[] stream, String... command) throws IOException, InterruptedException {
        Path sound = directory.resolve("sound");
        Path said = directory.resolve("said");
        Process decoder = new ProcessBuilder(command)
                .redirectOutput(sound.toFile())
                .redirectError(said.toFile())
                .start();
        try (OutputStream input = decoder.getOutputStream()) {
            input.write(stream);
        }
        assertThat(decoder.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Decoded(Files.readAllBytes(sound), Files.readString(said));
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Decoded(byte[] sound, String said) {}
}
