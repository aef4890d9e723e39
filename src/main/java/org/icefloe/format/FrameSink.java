package org.icefloe.format;

/** Takes what a {@link StreamParser} finds, in the order in which it stands in the stream. */
public interface FrameSink {
    /** A whole frame. Its bytes are valid only until this method returns. */
    void frame(Frame frame);

    /** A title found inside the stream; it belongs to the frames that follow. */
    default void tags(StreamTags tags) {}

    /** What the stream's own headers say of it, when first known and whenever it changes. */
    default void info(StreamInfo info) {}
}
