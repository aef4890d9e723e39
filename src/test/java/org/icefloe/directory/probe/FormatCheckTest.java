package org.icefloe.directory.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.icefloe.directory.catalog.Verdict;
import org.icefloe.format.ContentType;
import org.icefloe.format.SampleStream;
import org.icefloe.format.parser.Parsers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatCheckTest {
    private static FormatCheck of(String listed) {
        return new FormatCheck(new ContentType(listed), Parsers.fresh());
    }

    private static Finding finding(FormatCheck check, byte[] bytes) {
        byte[] visit = Arrays.copyOf(bytes, Math.min(bytes.length, Visit.MOST_BYTES));
        return check.take(ByteBuffer.wrap(visit)).orElseGet(check::end);
    }

    @ParameterizedTest
    @EnumSource(SampleStream.class)
    void whatIsListedIsKnownFromAFewBytes(SampleStream stream) {
        assertThat(finding(of(stream.type().value()), stream.bytes())).isEqualTo(Finding.ALIVE);
    }

    @ParameterizedTest
    @EnumSource(SampleStream.class)
    void whatIsSomethingElseIsKnownToo(SampleStream stream) {
        String listed = stream.isOgg() ? "audio/mpeg" : "application/ogg";

        assertThat(finding(of(listed), stream.bytes())).isEqualTo(Finding.other("what it sends is no " + listed));
    }

    @Test
    void bytesMayComeOneByOne() {
        FormatCheck check = of("application/ogg");
        Optional<Finding> found = Optional.empty();
        for (byte next : SampleStream.VORBIS.bytes()) {
            found = found.or(() -> check.take(ByteBuffer.wrap(new byte[] {next})));
        }

        assertThat(found).contains(Finding.ALIVE);
    }

    @Test
    void kindsOfMpegAreNotTakenForEachOther() {
        assertThat(finding(of("audio/mpeg"), SampleStream.AAC.bytes()).verdict())
                .isEqualTo(Verdict.OTHER);
        assertThat(finding(of("audio/aac"), SampleStream.MP3_LOW_RATE.bytes()).verdict())
                .isEqualTo(Verdict.OTHER);
    }

    @ParameterizedTest
    @CsvSource({
        "audio/aac, audio/aacp",
        "audio/aacp, audio/x-aac",
        "audio/ogg, application/ogg",
        "application/ogg, video/ogg; codecs=theora",
        "audio/opus, audio/ogg",
        "audio/mpeg, audio/mp3",
        "audio/mpeg, AUDIO/MPEG; x=y",
        "audio/flac, audio/x-flac",
        "audio/webm, video/webm",
        "audio/mpeg, application/octet-stream",
        "audio/mpeg, text/plain",
        "audio/mpeg, ''",
        "video/nsv, video/nsv"
    })
    void otherNamesOfTheSameAreNoFault(String listed, String sent) {
        assertThat(of(listed).lookAt(new ContentType(sent))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "audio/mpeg, text/html",
        "audio/mpeg, audio/aac",
        "audio/mpeg, application/ogg",
        "audio/aac, audio/mpeg",
        "audio/flac, audio/mpeg",
        "audio/mpeg, audio/flac",
        "audio/mpeg, application/json",
        "audio/mpeg, image/png"
    })
    void otherKindsAre(String listed, String sent) {
        assertThat(of(listed).lookAt(new ContentType(sent)))
                .contains(Finding.other("it sends " + sent + ", listed was " + listed));
    }

    @Test
    void longTypeIsCut() {
        assertThat(of("audio/mpeg")
                        .lookAt(new ContentType("a".repeat(5000)))
                        .orElseThrow()
                        .words())
                .hasSizeLessThan(120);
    }

    @ParameterizedTest
    @ValueSource(strings = {"audio/x-mpegurl", "audio/mpegurl", "audio/x-scpls"})
    void playlistIsNoStreamEvenIfItWasListed(String type) {
        assertThat(of(type).lookAt(new ContentType(type)))
                .contains(Finding.other("it sends a playlist (" + type + "), listed was a stream"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html><head><title>Parked</title>",
                "\r\n\r\n<html>                                   ",
                "#EXTM3U\nhttp://radio.example/live\nhttp://b.example/live",
                "[playlist]\nFile1=http://radio.example/live.mp3\n"
            })
    void textIsNoSound(String text) {
        for (String listed : new String[] {"audio/mpeg", "audio/aac", "application/ogg", "audio/flac", "audio/webm"}) {
            assertThat(finding(of(listed), text.getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(Finding.other("what it sends is no " + listed));
        }
    }

    @Test
    void formatThatNobodyHereReadsIsTakenForWhatItSays() {
        assertThat(finding(of("audio/flac"), "fLaC\0\0\0\"\u0010".repeat(9).getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(Finding.ALIVE);
    }

    @Test
    void pictureBeforeTheSoundIsNoFault() {
        byte[] tag = Arrays.copyOf("ID3\u0003\0\0\0\u000f\u007f\u007f".getBytes(StandardCharsets.ISO_8859_1), 200_000);

        assertThat(finding(of("audio/mpeg"), tag)).isEqualTo(Finding.ALIVE);
    }

    @Test
    void nothingIsSilence() {
        assertThat(of("audio/mpeg").end()).isEqualTo(Finding.silent("it sends nothing"));
        assertThat(finding(of("audio/mpeg"), new byte[100])).isEqualTo(Finding.silent("it sends next to nothing"));
    }
}
