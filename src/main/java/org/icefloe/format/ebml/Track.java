package org.icefloe.format.ebml;

import java.nio.ByteBuffer;

/**
 * One of the streams inside a stream (RFC 9559 §5.1.4.1).
 *
 * @param number by which its blocks name it
 * @param type {@link #VIDEO}, {@link #AUDIO} or another
 * @param codecId such as {@code A_OPUS}
 * @param sampleRate in Hz; 0 if it is no audio
 * @param channels 0 if it is no audio
 */
record Track(long number, int type, String codecId, int sampleRate, int channels) {
    static final int VIDEO = 1;
    static final int AUDIO = 2;

    /** @param entry the content of a {@code TrackEntry} */
    static Track of(ByteBuffer entry) {
        Fields fields = new Fields();
        Elements.forEach(entry, fields::set);
        return new Track(fields.number, fields.type, fields.codecId, fields.sampleRate, fields.channels);
    }

    boolean isVideo() {
        return type == VIDEO;
    }

    boolean isAudio() {
        return type == AUDIO;
    }

    /** The name that listeners know the codec by. */
    String codec() {
        return switch (codecId) {
            case "A_OPUS" -> "Opus";
            case "A_VORBIS" -> "Vorbis";
            case "A_MPEG/L3" -> "MP3";
            case "V_THEORA" -> "Theora";
            case "V_MPEG4/ISO/AVC" -> "H.264";
            case "V_MPEGH/ISO/HEVC" -> "H.265";
            default -> codecId.replaceFirst("^[AVS]_", "");
        };
    }

    private static final class Fields {
        private long number;
        private int type;
        private String codecId = "";
        private int sampleRate;
        private int channels;

        void set(int id, ByteBuffer content) {
            switch (id) {
                case ElementId.TRACK_NUMBER -> number = Elements.unsigned(content);
                case ElementId.TRACK_TYPE -> type = (int) Elements.unsigned(content);
                case ElementId.CODEC_ID -> codecId = Elements.text(content);
                case ElementId.AUDIO -> setAudio(content);
                default -> {}
            }
        }

        /** What is not said is 8 kHz and one channel (RFC 9559 §5.1.4.1.29). */
        private void setAudio(ByteBuffer audio) {
            sampleRate = 8_000;
            channels = 1;
            Elements.forEach(audio, (id, content) -> {
                if (id == ElementId.SAMPLING_FREQUENCY) {
                    sampleRate = (int) Elements.real(content);
                } else if (id == ElementId.CHANNELS) {
                    channels = (int) Elements.unsigned(content);
                }
            });
        }
    }
}
