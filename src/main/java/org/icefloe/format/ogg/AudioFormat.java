package org.icefloe.format.ogg;

/**
 * What the first packet of an audio stream says of its sound. Unknown numbers are 0.
 *
 * @param sampleRate in Hz
 * @param channels how many
 * @param bitrate nominal, in bit/s
 */
record AudioFormat(int sampleRate, int channels, int bitrate) {
    /** Of a stream that is no audio, or whose codec is not known. */
    static final AudioFormat NONE = new AudioFormat(0, 0, 0);
}
