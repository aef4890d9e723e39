package org.icefloe.listener;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.icefloe.config.MountSetting;
import org.icefloe.format.ContentType;
import org.icefloe.format.Frame;
import org.icefloe.format.FrameSink;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamParser;
import org.icefloe.format.parser.StreamParsers;
import org.icefloe.mount.Mount;
import org.icefloe.webroot.WebFile;
import org.icefloe.webroot.Webroot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Intros from files. A file is read once, into whole frames, and again when it has changed; one that cannot be used is
 * named in the log once. Safe for any number of threads.
 */
public final class IntroFiles implements Intros {
    private static final Logger log = LoggerFactory.getLogger(IntroFiles.class);

    /** The longest file, in bytes: ten minutes at 128 kbit/s. It is kept in memory. */
    private static final long LONGEST = 10 << 20;

    private static final byte[] NOTHING = {};

    private final Webroot webroot;
    private final StreamParsers parsers;
    private final Map<Key, Intro> intros = new ConcurrentHashMap<>();

    public IntroFiles(Webroot webroot, StreamParsers parsers) {
        this.webroot = webroot;
        this.parsers = parsers;
    }

    /** A file as mounts of one format hear it. */
    private record Key(String path, ContentType type) {}

    /** What was made of a file as it was then; no frames if it cannot be used. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Intro(Optional<WebFile> file, byte[] frames) {}

    @Override
    public Optional<byte[]> introOf(Mount mount) {
        return mount.settings()
                .get(MountSetting.INTRO)
                .map(path -> framesOf(new Key(path, mount.contentType())))
                .filter(frames -> frames.length > 0);
    }

    private byte[] framesOf(Key key) {
        Optional<WebFile> file = webroot.find(key.path());
        return intros.compute(
                        key, (same, known) -> known != null && known.file().equals(file) ? known : load(key, file))
                .frames();
    }

    private Intro load(Key key, Optional<WebFile> file) {
        try {
            byte[] frames = read(key, file.orElseThrow(() -> new StreamFormatException("there is no such file")));
            return new Intro(file, frames);
        } catch (IOException | StreamFormatException unusable) {
            log.warn("The intro {} is left out: {}", key.path(), unusable.getMessage());
            return new Intro(file, NOTHING);
        }
    }

    private byte[] read(Key key, WebFile file) throws IOException {
        if (!new ContentType(file.contentType()).continues(key.type())) {
            throw new StreamFormatException("it is " + file.contentType() + ", and the stream "
                    + key.type().essence());
        }
        if (file.size() > LONGEST) {
            throw new StreamFormatException("it has " + file.size() + " bytes, and may have " + LONGEST);
        }
        StreamParser parser = parsers.parserFor(key.type());
        WholeFrames frames = new WholeFrames();
        parser.read(ByteBuffer.wrap(Files.readAllBytes(file.path())), frames);
        if (frames.bytes.size() == 0) {
            throw new StreamFormatException("no frame of " + key.type().essence() + " is found in it");
        }
        return frames.bytes.toByteArray();
    }

    /** What of a file can be sent before a stream. */
    private static final class WholeFrames implements FrameSink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void frame(Frame frame) {
            byte[] copy = new byte[frame.bytes().remaining()];
            frame.bytes().duplicate().get(copy);
            bytes.writeBytes(copy);
        }
    }
}
