package org.icefloe.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Two seconds of sound, or of sound and pictures, from a real encoder; under {@code src/test/resources/streams}. */
public enum SampleStream {
    VORBIS("vorbis.ogg", "application/ogg"),
    OPUS("opus.ogg", "audio/ogg"),
    FLAC("flac.ogg", "application/ogg"),
    SPEEX("speex.ogg", "audio/ogg"),
    SKELETON("skeleton-vorbis.ogg", "application/ogg"),
    /** A keyframe every half second. */
    THEORA("theora-vorbis.ogv", "video/ogg"),
    MP3_LOW_RATE("mpeg2-layer3.mp3", "audio/mpeg"),
    MP3_VARIABLE_RATE("vbr.mp3", "audio/mpeg"),
    /** An ID3v2 tag, a Xing frame, sound, and an ID3v1 tag. */
    MP3_TAGGED("tagged.mp3", "audio/mpeg"),
    MP2("layer2.mp2", "audio/mpeg"),
    AAC("aac-lc.aac", "audio/aac"),
    /** A cluster every half second. */
    WEBM_SOUND("opus.webm", "audio/webm"),
    /** A keyframe every half second. */
    WEBM_PICTURES("vp8-vorbis.webm", "video/webm"),
    /** A whole file, with cues, checksums and a duration. */
    MATROSKA("h264-aac.mkv", "video/x-matroska");

    private final String file;
    private final ContentType type;

    SampleStream(String file, String type) {
        this.file = file;
        this.type = new ContentType(type);
    }

    public String file() {
        return file;
    }

    public ContentType type() {
        return type;
    }

    /** Whether every byte of it belongs to a frame. */
    public boolean isClean() {
        return this != MP3_TAGGED;
    }

    /** Whether it comes in pages, whose serial numbers change when it is sent twice. */
    public boolean isOgg() {
        return type.format() == StreamFormat.OGG;
    }

    public byte[] bytes() {
        try (InputStream in = SampleStream.class.getResourceAsStream("/streams/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
