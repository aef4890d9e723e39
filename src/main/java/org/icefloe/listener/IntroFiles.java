package org.icefloe.listener;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.icefloe.config.MountSetting;
import org.icefloe.format.ContentType;
import org.icefloe.format.Frame;
import org.icefloe.format.FrameSink;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamParser;
import org.icefloe.format.parser.StreamParsers;
import org.icefloe.mount.Complaints;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountSettingsBook;
import org.icefloe.webroot.WebFile;
import org.icefloe.webroot.Webroot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Intros from files. Those that any setting names are read ahead, into whole frames, and again when they have changed:
 * a listener is never kept waiting for a disk. What cannot be used is named in the log once. Safe for any number of
 * threads.
 */
public final class IntroFiles implements Intros {
    private static final Logger log = LoggerFactory.getLogger(IntroFiles.class);

    /** The longest file, in bytes: ten minutes at 128 kbit/s. It is kept in memory. */
    private static final long LONGEST = 10 << 20;

    private static final byte[] NOTHING = {};

    private final Webroot webroot;
    private final StreamParsers parsers;
    private final MountSettingsBook book;
    private final Complaints complaints = new Complaints(log);

    /** By path. Immutable; replaced as a whole under this object. */
    private volatile Map<String, Intro> intros = Map.of();

    public IntroFiles(Webroot webroot, StreamParsers parsers, MountSettingsBook book) {
        this.webroot = webroot;
        this.parsers = parsers;
        this.book = book;
    }

    /** What was made of a file as it was then; no frames if it cannot be used. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Intro(Optional<WebFile> file, byte[] frames) {
        ContentType type() {
            return new ContentType(file.orElseThrow().contentType());
        }
    }

    /** Reads the files that are new or have changed since the last time. Waits for the disk. */
    public synchronized void refresh() {
        Map<String, Intro> present = new HashMap<>();
        for (String path : book.valuesOf(MountSetting.INTRO)) {
            Optional<WebFile> file = webroot.find(path);
            Intro known = intros.get(path);
            present.put(path, known != null && known.file().equals(file) ? known : load(path, file));
        }
        intros = Map.copyOf(present);
    }

    @Override
    public Optional<byte[]> introOf(Mount mount) {
        return mount.settings().get(MountSetting.INTRO).flatMap(path -> introOf(mount, path));
    }

    private Optional<byte[]> introOf(Mount mount, String path) {
        Optional<Intro> intro = Optional.ofNullable(intros.get(path)).filter(found -> found.frames().length > 0);
        if (intro.isPresent() && !intro.get().type().continues(mount.contentType())) {
            complaints.make("The intro %s is left out at %s: it is %s, and the stream %s"
                    .formatted(
                            path,
                            mount.name(),
                            intro.get().type().essence(),
                            mount.contentType().essence()));
            return Optional.empty();
        }
        return intro.map(Intro::frames);
    }

    private Intro load(String path, Optional<WebFile> file) {
        try {
            return new Intro(file, read(file.orElseThrow(() -> new StreamFormatException("there is no such file"))));
        } catch (IOException | RuntimeException unusable) {
            log.warn("The intro {} is left out: {}", path, unusable.getMessage());
            return new Intro(file, NOTHING);
        }
    }

    private byte[] read(WebFile file) throws IOException {
        ContentType type = new ContentType(file.contentType());
        if (file.size() > LONGEST) {
            throw new StreamFormatException("it has " + file.size() + " bytes, and may have " + LONGEST);
        }
        StreamParser parser = parsers.parserFor(type);
        WholeFrames frames = new WholeFrames();
        parser.read(ByteBuffer.wrap(Files.readAllBytes(file.path())), frames);
        if (frames.bytes.size() == 0) {
            throw new StreamFormatException("no frame of " + type.essence() + " is found in it");
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
