package org.icefloe.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.icefloe.contract.OggPages.unnumbered;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.icefloe.format.SampleStream;
import org.icefloe.testkit.clients.WholeFrames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes out at every door of what a source puts in: the sound of each format, byte for byte, and its titles. */
abstract class StreamContract extends SourceContract {
    private static final int METADATA_INTERVAL = 16_000;

    /** The shortest MPEG and ADTS frames of the samples, in bytes. */
    private static final int SHORTEST_FRAME = 100;

    /** Sends a whole stream, and returns when a listener has heard the whole of it. */
    private void sendWhole(Wire source, byte[] stream) throws IOException {
        try (Wire witness = listener()) {
            accepted(witness);
            awaitListeners(1);
            source.chunk(stream);
            byte[] heard = witness.read(stream.length);
            assertThat(stream[0] == 'O' ? unnumbered(heard) : heard)
                    .isEqualTo(stream[0] == 'O' ? unnumbered(stream) : stream);
        }
    }

    /** What a listener is sent who comes at the end, where the burst is as short as these samples need. */
    private byte[] heardLate(Wire source) throws Exception {
        configure("{\"burstSize\": 600}");
        try (Wire late = listener()) {
            accepted(late);
            source.lastChunk();
            return late.rest();
        }
    }

    /** How many bytes of Ogg pages come before any sound: those at the beginning whose granule position is 0. */
    private static int headerLength(byte[] ogg) {
        int at = 0;
        while (ByteBuffer.wrap(ogg).getLong(at + 6) == 0) {
            int segments = ogg[at + 26] & 0xFF;
            int body = 0;
            for (int segment = 0; segment < segments; segment++) {
                body += ogg[at + 27 + segment] & 0xFF;
            }
            at += 27 + segments + body;
        }
        return at;
    }

    @Test
    void titleStandsExactlyBehindTheInterval() throws Exception {
        try (Wire source = source()) {
            ask("admin/metadata?mode=updinfo&mount=" + mount() + "&song="
                    + URLEncoder.encode("Künstler - Lied", StandardCharsets.UTF_8));
            source.chunk(Frames.of(0, 120));
            try (Wire listener = listener("Icy-MetaData: 1")) {
                assertThat(accepted(listener).header("icy-metaint")).hasValue("" + METADATA_INTERVAL);
                byte[] audio = Frames.of(0, 120);
                assertThat(listener.read(METADATA_INTERVAL)).isEqualTo(Arrays.copyOf(audio, METADATA_INTERVAL));
                assertThat(listener.icyBlock()).isEqualTo("StreamTitle='Künstler - Lied';");
                assertThat(listener.read(METADATA_INTERVAL))
                        .isEqualTo(Arrays.copyOfRange(audio, METADATA_INTERVAL, 2 * METADATA_INTERVAL));
                assertThat(listener.read(1)).as("the title is the same").containsExactly(0);
            }
        }
    }

    @Test
    void burstBeginsOnAFrameNotFarBehind() throws IOException {
        try (Wire source = source()) {
            source.chunk(Frames.of(0, 1000));
            await().atMost(PATIENCE).until(() -> {
                try (Wire listener = listener()) {
                    accepted(listener);
                    byte[] begin = listener.read(Frames.LENGTH);
                    assertThat(Frames.numberOf(begin)).isNotNegative();
                    return Frames.numberOf(begin) > 1000 - 65_536 / Frames.LENGTH - 3;
                }
            });
        }
    }

    @Test
    void oggListenerIsGivenTheHeaderPagesFirst() throws IOException {
        byte[] stream = SampleStream.VORBIS.bytes();
        try (Wire source = sourceOf(SampleStream.VORBIS.type().value())) {
            source.chunk(stream);
            try (Wire listener = listener()) {
                accepted(listener);
                byte[] firstPage = listener.read(58);
                assertThat(unnumbered(firstPage))
                        .as("the identification header")
                        .isEqualTo(unnumbered(Arrays.copyOf(stream, 58)));
                assertThat(new String(listener.read(300), StandardCharsets.ISO_8859_1))
                        .startsWith("OggS")
                        .contains("\3vorbis");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MP3_LOW_RATE", "MP3_VARIABLE_RATE", "AAC"})
    void burstBeginsOnAFrame(SampleStream sample) throws Exception {
        byte[] stream = sample.bytes();
        try (Wire source = sourceOf(sample.type().value())) {
            sendWhole(source, stream);
            byte[] heard = heardLate(source);
            assertThat(heard).as("a burst, and what its first frame leans on").hasSizeBetween(1, 1800);
            assertThat(commonEnd(heard, stream)).isGreaterThanOrEqualTo(SHORTEST_FRAME);
            assertThat(WholeFrames.of(heard)).isEqualTo(new WholeFrames(0, heard.length));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"VORBIS", "OPUS", "FLAC", "SPEEX", "SKELETON", "THEORA"})
    void burstBeginsOnAPageBehindTheHeaders(SampleStream sample) throws Exception {
        byte[] stream = unnumbered(sample.bytes());
        int headers = headerLength(stream);
        try (Wire source = sourceOf(sample.type().value())) {
            sendWhole(source, sample.bytes());
            byte[] heard = heardLate(source);
            assertThat(unnumbered(heard)).startsWith(Arrays.copyOf(stream, headers));
            byte[] sound = Arrays.copyOfRange(unnumbered(heard), headers, heard.length);
            assertThat(sound).hasSizeBetween(1, 7000).isEqualTo(end(stream, sound.length));
            assertThat(WholeFrames.of(heard)).isEqualTo(new WholeFrames(0, heard.length));
        }
    }

    /** MP3 is silent in the beginning, as long as its frames lean on some that this listener never had. */
    private static int commonEnd(byte[] heard, byte[] stream) {
        int length = 0;
        while (length < heard.length && heard[heard.length - 1 - length] == stream[stream.length - 1 - length]) {
            length++;
        }
        return length;
    }

    private static byte[] end(byte[] stream, int length) {
        return Arrays.copyOfRange(stream, stream.length - length, stream.length);
    }

    @Test
    void linksOfAChainComeInLineAndWhoComesLateGetsTheHeadersOfTheLast() throws Exception {
        byte[] first = SampleStream.SKELETON.bytes();
        byte[] second = SampleStream.OPUS.bytes();
        byte[] chain = ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
        try (Wire source = sourceOf("application/ogg")) {
            sendWhole(source, chain);
            byte[] heard = heardLate(source);
            assertThat(unnumbered(heard))
                    .hasSizeLessThan(second.length)
                    .startsWith(unnumbered(Arrays.copyOf(second, headerLength(second))));
        }
    }

    @Test
    void titleComesByTheOldShoutcastScriptToo() throws IOException {
        try (Wire source = source();
                Wire script = Wire.asking(
                        port(),
                        "GET",
                        contextPath() + "/admin.cgi?mode=updinfo&pass=hackme&mount=" + mount() + "&song=Caf%E9+Bar")) {
            accepted(script);
            source.chunk(Frames.of(0, 120));
            assertThat(firstTitle()).isEqualTo("StreamTitle='Café Bar';");
        }
    }

    /** The title of the source, as long as a block can be, with line ends that must not get through. */
    @Test
    void titlesOfASourceAreTakenOutOfItsSoundAndSentOn() throws IOException {
        String title = "one\r\nother" + "x".repeat(4_055);
        try (Wire source = source("Icy-MetaInt: " + 10 * Frames.LENGTH)) {
            source.chunk(multiplexed(title));
            assertThat(firstTitle()).isEqualTo("StreamTitle='" + title.replaceAll("[\r\n]", " ") + "';");
        }
    }

    /** Sound of 120 frames with a block behind every tenth, the title in the first. */
    private static byte[] multiplexed(String title) {
        byte[] text = ("StreamTitle='" + title + "';").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Frames.of(0, 10));
        bytes.write((text.length + 15) / 16);
        bytes.writeBytes(Arrays.copyOf(text, (text.length + 15) / 16 * 16));
        for (int i = 10; i < 120; i += 10) {
            bytes.writeBytes(Frames.of(i, 10));
            bytes.write(0);
        }
        return bytes.toByteArray();
    }

    /** The block behind the first interval of 120 frames, between which nothing else may stand. */
    private String firstTitle() throws IOException {
        try (Wire listener = listener("Icy-MetaData: 1")) {
            accepted(listener);
            assertThat(listener.read(METADATA_INTERVAL)).isEqualTo(Arrays.copyOf(Frames.of(0, 120), METADATA_INTERVAL));
            return listener.icyBlock();
        }
    }
}
