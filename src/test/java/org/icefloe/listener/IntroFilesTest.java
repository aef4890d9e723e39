package org.icefloe.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.format.ContentType;
import org.icefloe.format.SampleStream;
import org.icefloe.format.parser.Parsers;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.MountSettingsBook;
import org.icefloe.mount.StreamProfile;
import org.icefloe.testkit.Log;
import org.icefloe.webroot.Webroot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntroFilesTest {
    @TempDir
    private Path directory;

    private Set<String> named = Set.of("/hello.mp3");
    private IntroFiles intros;
    private final Log log = new Log(IntroFiles.class);

    @BeforeEach
    void open() {
        intros = new IntroFiles(Webroot.at(directory), Parsers.fresh(), new Book());
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void mountWithoutAnIntroHasNone() {
        assertThat(introOf(mount("audio/mpeg", Optional.empty()))).isEmpty();
    }

    @Test
    void introIsWholeFramesAndNothingElse() throws IOException {
        byte[] frames = frames(20);
        byte[] file = ByteBuffer.allocate(frames.length + 107)
                .put("no frame".repeat(5).getBytes())
                .position(40)
                .put(frames)
                .putInt(0xFFFB9000)
                .array();
        Files.write(directory.resolve("hello.mp3"), file);

        assertThat(introOf(mount("audio/mpeg", Optional.of("/hello.mp3"))))
                .hasValueSatisfying(intro -> assertThat(intro).isEqualTo(frames));
    }

    @Test
    void fileIsReadOnceAndAgainWhenItHasChanged() throws IOException {
        Mount mount = mount("audio/mpeg", Optional.of("/hello.mp3"));
        Files.write(directory.resolve("hello.mp3"), frames(20));
        byte[] first = introOf(mount).orElseThrow();
        assertThat(introOf(mount).orElseThrow()).isSameAs(first);

        Files.write(directory.resolve("hello.mp3"), frames(30));
        Files.setLastModifiedTime(
                directory.resolve("hello.mp3"), FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(introOf(mount).orElseThrow()).hasSize(30 * 417);
    }

    @Test
    void introOfAnotherFormatIsLeftOutAndNamedOnce() throws IOException {
        Files.write(directory.resolve("hello.mp3"), frames(20));
        Mount mount = mount("application/ogg", Optional.of("/hello.mp3"));

        assertThat(introOf(mount)).isEmpty();
        assertThat(introOf(mount)).isEmpty();

        assertThat(log.warnings()).singleElement().satisfies(line -> assertThat(line)
                .contains("/hello.mp3", "audio/mpeg", "application/ogg"));
    }

    @Test
    void introThatLiesAboutItsTypeIsLeftOut() throws IOException {
        named = Set.of("/hello.mp3", "/hello.ogg");
        Files.write(directory.resolve("hello.ogg"), frames(20));
        Files.write(directory.resolve("hello.mp3"), SampleStream.VORBIS.bytes());

        assertThat(introOf(mount("application/ogg", Optional.of("/hello.ogg")))).isEmpty();
        assertThat(introOf(mount("audio/mpeg", Optional.of("/hello.mp3")))).isEmpty();

        assertThat(log.warnings()).hasSize(2);
    }

    @Test
    void introThatIsNotThereIsNamedOnceAndHeardWhenItComes() throws IOException {
        Mount mount = mount("audio/mpeg", Optional.of("/hello.mp3"));
        assertThat(introOf(mount)).isEmpty();
        assertThat(introOf(mount)).isEmpty();
        assertThat(log.warnings()).containsExactly("The intro /hello.mp3 is left out: there is no such file");

        Files.write(directory.resolve("hello.mp3"), frames(20));

        assertThat(introOf(mount)).isPresent();
    }

    private Optional<byte[]> introOf(Mount mount) {
        intros.refresh();
        return intros.introOf(mount);
    }

    /** Settings that name the files of these tests. */
    private final class Book implements MountSettingsBook {
        @Override
        public MountSettings settingsOf(MountName mount) {
            return MountSettings.DEFAULT;
        }

        @Override
        public Set<String> valuesOf(MountSetting<Optional<String>> setting) {
            return named;
        }
    }

    private static byte[] frames(int count) {
        ByteBuffer frames = ByteBuffer.allocate(count * 417);
        for (int i = 0; i < count; i++) {
            frames.putInt(i * 417, 0xFFFB9000);
        }
        return frames.array();
    }

    private static Mount mount(String type, Optional<String> intro) {
        MountSettings settings = MountSettings.DEFAULT.with(MountSetting.INTRO, intro);
        MountRegistry mounts = new MountRegistry(1, name -> settings, FallbackFiles.NONE, Clock.systemUTC(), () -> 0);
        StreamProfile profile = new StreamProfile(new ContentType(type), Map.of(), Optional.empty(), "192.0.2.1");
        return FakeSource.begin(mounts, "/live", profile).mount();
    }
}
