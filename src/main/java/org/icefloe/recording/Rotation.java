package org.icefloe.recording;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.icefloe.bytes.Faults;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.format.Frame;
import org.icefloe.mount.Mount;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a mount's stream into files: a frame goes into the one or into the other, and into no two.
 *
 * <pre>
 *     stream    H1 H2  E  c  c  E  c  c  E  c  c  H1'H2' E' c' ...        H headers of a link, E entries, c the rest
 *     file 1    H1 H2  E  c  c  E  c  c
 *     file 2    H1 H2                    E  c  c
 *     file 3                                      H1'H2' E' c' ...
 * </pre>
 *
 * <p>What a file begins with besides is told by {@link Lead}.
 *
 * <p>A file that has reached its limits, or is to be called otherwise, goes on to the next place where a decoder can
 * begin, at most; for sound that is the next frame or page, for pictures the next keyframe.
 */
final class Rotation implements StreamReader.Frames {
    private final Mount mount;
    private final Archive archive;
    private final Lead lead;

    /** Of the present file's name. */
    private String pattern;

    private long missingBytes;
    private @Nullable Recording recording;

    /**
     * @param pattern of the first file's name; of the others' what the settings say then
     * @param missingBytes how much of the stream was lost before the first file
     */
    Rotation(Mount mount, Archive archive, String pattern, long missingBytes) {
        this.mount = mount;
        this.archive = archive;
        this.lead = new Lead(mount.contentType().format());
        this.pattern = pattern;
        this.missingBytes = missingBytes;
    }

    /**
     * {@inheritDoc}
     *
     * @throws RecordingException if it cannot be recorded
     */
    @Override
    public void frame(Frame frame, long position) {
        if (recording != null && mayBeginWith(frame) && isFull(recording, frame)) {
            close();
        }
        try {
            if (recording == null) {
                begin(frame);
            }
            if (recording != null) {
                recording.add(frame, mount.titles().at(position).tags());
            }
        } catch (IOException fault) {
            throw failed(fault);
        }
        lead.note(frame);
    }

    private static boolean mayBeginWith(Frame frame) {
        return frame.kind() == Frame.Kind.LINK_START || frame.kind() == Frame.Kind.ENTRY;
    }

    private boolean isFull(Recording open, Frame frame) {
        MountSettings settings = mount.settings();
        Duration longest = settings.get(MountSetting.DUMP_MAX_DURATION);
        long largest = settings.get(MountSetting.DUMP_MAX_SIZE).orElse(Long.MAX_VALUE);
        boolean tooLong = !longest.isZero() && open.duration().compareTo(longest) >= 0;
        boolean tooLarge = open.file().size() + frame.bytes().remaining() > largest;
        return open.hasData() && (tooLong || tooLarge || !wantedPattern().equals(pattern));
    }

    private String wantedPattern() {
        return mount.settings().get(MountSetting.DUMP_FILE).orElse(pattern);
    }

    /** Where a decoder could not begin yet, nothing does. */
    private void begin(Frame first) throws IOException {
        Optional<byte[]> before = lead.before(first);
        if (before.isPresent()) {
            pattern = wantedPattern();
            recording = archive.begin(mount, pattern, missingBytes);
            missingBytes = 0;
            recording.addLead(before.get());
        }
    }

    /**
     * Gives the system all that has come.
     *
     * @throws RecordingException if it does not take it
     */
    void flush() {
        try {
            if (recording != null) {
                recording.flush();
            }
        } catch (IOException fault) {
            throw failed(fault);
        }
    }

    /**
     * Ends the present file. The next frame begins another.
     *
     * @throws RecordingException if its end cannot be written
     */
    void close() {
        Recording last = recording;
        if (last == null) {
            return;
        }
        try {
            last.close();
            recording = null;
            archive.ended(last, mount.settings());
        } catch (IOException fault) {
            throw failed(fault);
        }
    }

    /** Ends the present file after a fault, with its last whole frame. */
    void abandon() {
        Recording last = recording;
        recording = null;
        if (last != null) {
            last.abandon();
            archive.ended(last, mount.settings());
        }
    }

    private RecordingException failed(IOException fault) {
        String path = recording == null ? pattern : recording.file().path().toString();
        return new RecordingException(path + " cannot be written: " + Faults.reason(fault), fault);
    }
}
