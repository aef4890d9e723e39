package org.icefloe.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.icefloe.config.CueFormat;
import org.icefloe.format.ContentType;
import org.icefloe.format.StreamTags;
import org.icefloe.mount.MountName;
import org.junit.jupiter.api.Test;

class TrackListTest {
    private static final Instant BEGAN = Instant.parse("2026-11-20T14:00:00Z");

    @Test
    void cueSheetCountsInFramesOfASeventyFifth() {
        TrackList list = list(
                "Radio \"Floe\"",
                track(Duration.ZERO, "", ""),
                track(Duration.ofMillis(62_500), "Miles Davis", "So \"What\""),
                track(Duration.ofMinutes(125), "", "Late"));
        assertThat(list.as(CueFormat.CUE)).isEqualTo("""
                        REM COMMENT "/jazz.mp3 from 2026-11-20T14:00:00Z"
                        TITLE "Radio 'Floe'"
                        FILE "14.mp3" MP3
                          TRACK 01 AUDIO
                            TITLE ""
                            INDEX 01 00:00:00
                          TRACK 02 AUDIO
                            TITLE "So 'What'"
                            PERFORMER "Miles Davis"
                            INDEX 01 01:02:37
                          TRACK 03 AUDIO
                            TITLE "Late"
                            INDEX 01 125:00:00
                        """);
    }

    @Test
    void nothingInATitleBeginsALineOfACueSheet() {
        TrackList list = list("a\nFILE \"/etc/passwd\" MP3", track(Duration.ZERO, "x\rREM", "\u2028\u0000y"));
        assertThat(list.as(CueFormat.CUE).lines()).hasSize(7).anyMatch("    TITLE \"  y\""::equals);
    }

    @Test
    void jsonTellsEverything() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(
                        list("Radio", track(Duration.ofMillis(1_007), "A", "T")).as(CueFormat.JSON));
        assertThat(json.get("file").asText()).isEqualTo("14.mp3");
        assertThat(json.get("mount").asText()).isEqualTo("/jazz.mp3");
        assertThat(json.get("contentType").asText()).isEqualTo("audio/mpeg");
        assertThat(json.get("began").asText()).isEqualTo("2026-11-20T14:00:00Z");
        assertThat(json.get("missingBytes").asLong()).isEqualTo(9);
        assertThat(json.get("duration").asDouble()).isEqualTo(3600.013);
        assertThat(json.get("tracks").get(0).toString())
                .isEqualTo("{\"offset\":1.007,\"position\":77,\"artist\":\"A\",\"title\":\"T\"}");
    }

    @Property
    void jsonHoldsAnyText(@ForAll String artist, @ForAll String title) throws IOException {
        String text = list("Radio", track(Duration.ZERO, artist, title)).as(CueFormat.JSON);
        JsonNode track = new ObjectMapper().readTree(text).get("tracks").get(0);
        assertThat(track.get("artist").textValue()).isEqualTo(artist);
        assertThat(track.get("title").textValue()).isEqualTo(title);
    }

    @Test
    void jsonOfNoTrackIsJson() throws IOException {
        assertThat(new ObjectMapper().readTree(list("Radio").as(CueFormat.JSON)).get("tracks"))
                .isEmpty();
    }

    private static Track track(Duration offset, String artist, String title) {
        return new Track(offset, 77, new StreamTags(artist, title));
    }

    private static TrackList list(String name, Track... tracks) {
        TrackList.Origin origin = new TrackList.Origin(new MountName("/jazz.mp3"), name, new ContentType("audio/mpeg"));
        return new TrackList(origin, Path.of("/srv/14.mp3"), BEGAN, 9, List.of(tracks), Duration.ofMillis(3_600_013));
    }
}
