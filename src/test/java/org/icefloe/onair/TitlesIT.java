package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.icefloe.testkit.clients.Browser;
import org.icefloe.testkit.clients.Pages;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Titles told by a request of their own, as a listener gets them who is there all the time. */
class TitlesIT {
    private static final int TITLES = 20;
    private static final int IN_A_BROWSER = 8;

    /** How much is heard of each, in parts of a second. */
    private static final int PART = 5;

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

    /** Every third one comes in another charset. */
    @ParameterizedTest
    @EnumSource(names = {"VORBIS", "OPUS", "FLAC"})
    void twentyTitlesComeInOrderAndTheStreamPlaysOn(Format format) throws IOException {
        String mount = "/titles-" + format;
        Tune tune = Tune.of(format, 440);
        List<String> told = new ArrayList<>(List.of("440 Hz"));
        try (RawConnection source = stage.source(mount, tune, 1);
                Listener listener = stage.audience().join(mount)) {
            listener.awaitMore(tune.bytesPerSecond() / PART);
            for (int number = 1; number <= TITLES; number++) {
                String title = tell(mount, number);
                told.add(title);
                Stage.until(title)
                        .until(() -> text(listener, StandardCharsets.UTF_8).contains(title));
                listener.awaitMore(tune.bytesPerSecond() / PART);
            }
            listener.awaitMore(tune.bytesPerSecond());
            byte[] heard = Judge.whole(listener.body());
            assertThat(OggChain.of(heard).titles())
                    .filteredOn(title -> !title.equals("440 Hz"))
                    .isEqualTo(told.subList(1, told.size()));
            Judge.assertPlays(heard);
            assertThat(source.isAlive()).isTrue();
        }
        stage.assertUnmoved();
    }

    private static String tell(String mount, int number) throws IOException {
        String text = "Café № %02d".formatted(number);
        String answer = number % 3 == 0
                ? stage.tell(mount, encoded(text, "UTF-16BE"), "charset=UTF-16BE")
                : stage.tell(mount, Stage.encoded(text), "charset=UTF-8");
        assertThat(answer).contains("Metadata update successful");
        return text;
    }

    private static String encoded(String text, String charset) {
        StringBuilder encoded = new StringBuilder();
        for (byte next : text.getBytes(Charset.forName(charset))) {
            encoded.append("%%%02x".formatted(next));
        }
        return encoded.toString();
    }

    /** A mount's charset is that of its wire; what encoders send says its own. */
    @Test
    void charsetOfTheMountIsTheOneOnTheWire() throws IOException {
        stage.set("/latin.mp3", Map.of("charset", "ISO-8859-1", "metadataInterval", 1000));
        try (RawConnection source = stage.source("/latin.mp3", Tune.of(Format.MP3, 440), 1);
                Listener listener = stage.audience().join("/latin.mp3", "Icy-MetaData: 1")) {
            listener.awaitMore(1000);
            stage.tell("/latin.mp3", Stage.encoded("Café"), "charset=UTF-8");
            Stage.until("a title of one byte a letter")
                    .until(() -> latin(listener).contains("Caf\u00e9';"));
            assertThat(latin(listener)).doesNotContain("Caf\u00c3\u00a9");
            stage.tell("/latin.mp3", "Caf%e9+au+lait", "charset=ISO-8859-1");
            Stage.until("the next").until(() -> latin(listener).contains("Caf\u00e9 au lait';"));
            assertThat(source.isAlive()).isTrue();
        }
    }

    private static String latin(Listener listener) {
        return text(listener, StandardCharsets.ISO_8859_1);
    }

    private static String text(Listener listener, Charset charset) {
        return new String(listener.body(), charset);
    }

    /** Chromium's own decoders, on a live connection. */
    @ParameterizedTest
    @EnumSource(names = {"VORBIS", "OPUS", "FLAC"})
    void browserPlaysOnThroughTitles(Format format) throws IOException {
        String mount = "/browser-" + format;
        try (RawConnection source = stage.source(mount, Tune.of(format, 440), 1);
                Pages pages = Pages.start();
                Browser browser = Browser.open()) {
            stage.awaitListeners(mount, 0);
            browser.visit(pages.address("audio.html", stage.streams().resolve(mount)));
            Stage.until("sound").until(() -> playedSeconds(browser) > 0.5);
            for (int number = 1; number <= IN_A_BROWSER; number++) {
                double before = playedSeconds(browser);
                tell(mount, number);
                Stage.until("more sound behind title " + number)
                        .until(() -> playedSeconds(browser) > before + 1.0 / PART);
            }
            double before = playedSeconds(browser);
            Stage.until("sound behind all titles").until(() -> playedSeconds(browser) > before + 2);
            assertThat(browser.run("return '' + (document.querySelector('audio').error || 'none')"))
                    .isEqualTo("none");
            assertThat(stage.listeners(mount)).isEqualTo(1);
            assertThat(source.isAlive()).isTrue();
        }
    }

    private static double playedSeconds(Browser browser) throws IOException {
        return Double.parseDouble(browser.run("return '' + document.querySelector('audio').currentTime"));
    }
}
