package org.icefloe.format;

import java.util.List;

/**
 * What a stream's headers say of its content. Unknown numbers are 0.
 *
 * @param codecs names as Icecast's {@code subtype} statistic shows them, such as {@code Vorbis} or {@code Theora}; one
 *     per logical stream, in order of appearance
 * @param sampleRate of the first audio stream, in Hz
 * @param channels of the first audio stream
 * @param bitrate nominal, of the first audio stream, in bit/s
 */
public record StreamInfo(List<String> codecs, int sampleRate, int channels, int bitrate) {
    /** Of a stream whose headers have not come, or say nothing. */
    public static final StreamInfo UNKNOWN = new StreamInfo(List.of(), 0, 0, 0);

    public StreamInfo {
        codecs = List.copyOf(codecs);
    }
}
