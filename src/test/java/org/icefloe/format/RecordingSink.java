package org.icefloe.format;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a parser tells, in order; frames as copies. */
public final class RecordingSink implements FrameSink {
    /** A frame that outlives the call that passed it. */
    public record Kept(Frame.Kind kind, List<Byte> content, long nanos) {
        public byte[] bytes() {
            byte[] bytes = new byte[content.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = content.get(i);
            }
            return bytes;
        }
    }

    private final List<Object> told = new ArrayList<>();

    @Override
    public void frame(Frame frame) {
        List<Byte> content = new ArrayList<>(frame.bytes().remaining());
        while (frame.bytes().hasRemaining()) {
            content.add(frame.bytes().get());
        }
        told.add(new Kept(frame.kind(), List.copyOf(content), frame.nanos()));
    }

    @Override
    public void tags(StreamTags tags) {
        told.add(tags);
    }

    @Override
    public void info(StreamInfo info) {
        told.add(info);
    }

    /** Everything: {@link Kept}, {@link StreamTags} and {@link StreamInfo}, in the order in which it was told. */
    public List<Object> told() {
        return told;
    }

    public List<Kept> frames() {
        return only(Kept.class);
    }

    public List<Frame.Kind> kinds() {
        return frames().stream().map(Kept::kind).toList();
    }

    public List<StreamTags> tags() {
        return only(StreamTags.class);
    }

    public List<StreamInfo> infos() {
        return only(StreamInfo.class);
    }

    /** All frames, one behind the other. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        frames().forEach(frame -> bytes.writeBytes(frame.bytes()));
        return bytes.toByteArray();
    }

    private <T> List<T> only(Class<T> type) {
        return told.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
