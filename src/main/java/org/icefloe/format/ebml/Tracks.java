package org.icefloe.format.ebml;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icefloe.format.StreamInfo;

/** The tracks of a segment; the first one with pictures decides where a decoder may begin. */
record Tracks(List<Track> all, Optional<Track> video) {
    /** More are not looked at. */
    private static final int MOST = 64;

    /** As long as nothing is known of any. */
    static final Tracks NONE = new Tracks(List.of(), Optional.empty());

    /** @param tracks the content of a {@code Tracks} element */
    static Tracks of(ByteBuffer tracks) {
        List<Track> all = new ArrayList<>();
        Elements.forEach(tracks, (id, content) -> {
            if (id == ElementId.TRACK_ENTRY && all.size() < MOST) {
                all.add(Track.of(content));
            }
        });
        return new Tracks(List.copyOf(all), all.stream().filter(Track::isVideo).findFirst());
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    boolean hasVideo() {
        return video.isPresent();
    }

    /** Whether a decoder of pictures and sound may begin at this block. */
    boolean isKeyframe(Block block) {
        return video.filter(track -> track.number() == block.track() && block.isKeyframe())
                .isPresent();
    }

    StreamInfo info() {
        List<String> codecs = all.stream().map(Track::codec).toList();
        return all.stream()
                .filter(Track::isAudio)
                .findFirst()
                .map(audio -> new StreamInfo(codecs, audio.sampleRate(), audio.channels(), 0))
                .orElseGet(() -> new StreamInfo(codecs, 0, 0, 0));
    }
}
