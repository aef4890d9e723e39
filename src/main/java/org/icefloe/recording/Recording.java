package org.icefloe.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icefloe.bytes.Faults;
import org.icefloe.config.CueFormat;
import org.icefloe.format.Frame;
import org.icefloe.format.StreamTags;
import org.icefloe.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One recording in the making: its file, and the list of its titles. */
final class Recording {
    private static final Logger log = LoggerFactory.getLogger(Recording.class);

    /** A source that changes its title without end must not fill the memory. */
    private static final int MOST_TRACKS = 9_999;

    private final Place place;
    private final RecordingFile file;
    private final Ticker ticker;
    private final long openedNanos;
    private final List<Track> tracks = new ArrayList<>();
    private final Optional<SideFile> list;
    private boolean listIsOld = true;
    private boolean listHasFailed;
    private boolean hasData;

    /** The sum of what its frames say. */
    private long frameNanos;

    /**
     * What a recording is called and belongs to.
     *
     * @param missingBytes how much of the stream was lost before it, in bytes
     */
    record Place(TrackList.Origin origin, CueFormat cue, Instant began, long missingBytes) {}

    Recording(Place place, RecordingFile file, Ticker ticker) {
        this.place = place;
        this.file = file;
        this.ticker = ticker;
        this.openedNanos = ticker.nanos();
        this.list = place.cue().suffix().map(suffix -> SideFile.beside(file.path(), suffix));
    }

    RecordingFile file() {
        return file;
    }

    /** Its track list, if it has one. */
    Optional<SideFile> list() {
        return list;
    }

    TrackList.Origin origin() {
        return place.origin();
    }

    /** Whether it holds anything but headers. */
    boolean hasData() {
        return hasData;
    }

    /** How long it plays; where the format does not say, how long it has been recorded. */
    Duration duration() {
        return Duration.ofNanos(frameNanos > 0 ? frameNanos : ticker.nanos() - openedNanos);
    }

    /** Adds what comes before the first frame. */
    void addLead(byte[] lead) throws IOException {
        file.append(ByteBuffer.wrap(lead));
    }

    /** @param tags what plays in this frame; of no account for a header */
    void add(Frame frame, StreamTags tags) throws IOException {
        if (frame.kind() == Frame.Kind.ENTRY || frame.kind() == Frame.Kind.CONTINUATION) {
            hasData = true;
            note(tags);
        }
        file.append(frame.bytes());
        frameNanos += frame.nanos();
    }

    private void note(StreamTags tags) {
        boolean isNew =
                tracks.isEmpty() || !tracks.get(tracks.size() - 1).tags().equals(tags);
        if (isNew && tracks.size() < MOST_TRACKS) {
            Duration offset = tracks.isEmpty() ? Duration.ZERO : duration();
            tracks.add(new Track(offset, file.size(), tags));
            listIsOld = true;
        }
    }

    /** Gives the system everything there is. */
    void flush() throws IOException {
        file.flush();
        if (listIsOld) {
            writeList();
        }
    }

    private void writeList() {
        listIsOld = false;
        if (list.isPresent() && !listHasFailed) {
            writeTo(list.get());
        }
    }

    private void writeTo(SideFile beside) {
        try {
            beside.write(trackList().as(place.cue()));
        } catch (IOException fault) {
            log.warn("{} is not written any more: {}", beside.path(), Faults.reason(fault));
            listHasFailed = true;
        }
    }

    private TrackList trackList() {
        return new TrackList(place.origin(), file.path(), place.began(), place.missingBytes(), tracks, duration());
    }

    /** Closes it with all that was added. */
    void close() throws IOException {
        file.close();
        writeList();
    }

    /** Closes it after a fault, as well as that still goes; a file that holds nothing is gone, and has no list. */
    void abandon() {
        try {
            if (file.abandon()) {
                writeList();
            }
        } catch (IOException fault) {
            log.debug("{} is left as it is", file.path(), fault);
        }
    }
}
