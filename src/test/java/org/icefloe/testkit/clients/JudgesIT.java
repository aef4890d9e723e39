package org.icefloe.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A judge who never finds a fault proves nothing: here each of them has one to find. */
@DisplayName("Of a recording")
class JudgesIT {
    @TempDir
    Path directory;

    @ParameterizedTest(name = "of {0} that is whole, nothing is said")
    @EnumSource
    void thatIsWholeNothingIsSaid(Sample sample) throws IOException {
        Decoding.check(sample.path());
        Sound.of(sample.path()).assertHolds(Sample.SECONDS - 1);
    }

    @Test
    void aMissingHalfSecondIsAJump() throws IOException {
        byte[] bytes = Sample.MP3.bytes();
        byte[] holed = joined(bytes, 0, bytes.length / 2, bytes.length / 2 + 8_000, bytes.length);
        assertThat(Sound.of(file(holed)).jumps()).isNotEmpty();
    }

    @Test
    void aRepeatedHalfSecondIsAJump() throws IOException {
        byte[] bytes = Sample.MP3.bytes();
        byte[] stuttering = joined(bytes, 0, bytes.length / 2, bytes.length / 2 - 8_000, bytes.length);
        assertThat(Sound.of(file(stuttering)).jumps()).isNotEmpty();
    }

    @Test
    void aDamagedPageIsToldByFfmpeg() throws IOException {
        byte[] bytes = Sample.FLAC.bytes();
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 2_000, (byte) 'x');
        Path damaged = file(bytes);
        assertThatThrownBy(() -> Decoding.check(damaged)).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest(name = "of {0} that begins and ends anywhere, the whole frames are kept")
    @EnumSource
    void thatBeginsAndEndsAnywhereTheWholeFramesAreKept(Sample sample) throws IOException {
        byte[] bytes = sample.bytes();
        byte[] torn = Arrays.copyOfRange(bytes, 1, bytes.length - 77);
        WholeFrames frames = WholeFrames.of(torn);
        assertThat(frames.begin()).isPositive();
        assertThat(frames.end()).isBetween(torn.length - 70_000, torn.length - 1);
        assertThat(WholeFrames.of(bytes)).isEqualTo(new WholeFrames(0, bytes.length));
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("recording"), bytes);
    }

    private static byte[] joined(byte[] bytes, int from, int to, int from2, int to2) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(bytes, from, to - from);
        joined.write(bytes, from2, to2 - from2);
        return joined.toByteArray();
    }
}
