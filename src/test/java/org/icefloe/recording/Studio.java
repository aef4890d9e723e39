package org.icefloe.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.format.ContentType;
import org.icefloe.format.StreamParser;
import org.icefloe.format.StreamTags;
import org.icefloe.format.parser.Parsers;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.StreamProfile;

/** A server that does nothing but record; its sources, its disk and its time are in the hands of the test. */
final class Studio implements Disk {
    final Desk desk = new Desk();
    final Recordings recordings;

    /** How many bytes the disk still takes. */
    long room = Long.MAX_VALUE;

    /** Whether the disk says that it takes anything, however much that is. */
    boolean hasQuota;

    /** Whether files do what no file should: throw what nobody expects, at every write and close. */
    boolean isBroken;

    /** How many files were to be closed, with or without success. */
    int closed;

    private final Path home;
    private final MountRegistry mounts;
    private MountSettings settings = MountSettings.DEFAULT;

    /** A source that has logged in. */
    final class OnAir {
        private final FakeSource source;
        private final StreamParser parser;

        private OnAir(ContentType type, String name) {
            StreamProfile profile =
                    new StreamProfile(type, Map.of("icy-name", "Radio Floe"), Optional.empty(), "192.0.2.1");
            source = FakeSource.begin(mounts, name, profile);
            parser = Parsers.fresh().parserFor(type);
        }

        Mount mount() {
            return source.mount();
        }

        void send(byte[] bytes) {
            parser.read(ByteBuffer.wrap(bytes), source.intake());
            source.intake().published();
        }

        /** In portions, one every tenth of a second, so that all of it takes so long. */
        void send(byte[] bytes, Duration time) {
            int portions = (int) (time.toMillis() / 100);
            for (int i = 0; i < portions; i++) {
                int from = (int) ((long) bytes.length * i / portions);
                int to = (int) ((long) bytes.length * (i + 1) / portions);
                send(Arrays.copyOfRange(bytes, from, to));
                desk.pass(Duration.ofMillis(100));
            }
        }

        void announce(String artist, String title) {
            source.intake().tags(new StreamTags(artist, title));
        }

        void end() {
            source.gone();
            desk.run();
        }
    }

    Studio(Path home) {
        this.home = home;
        mounts = new MountRegistry(9, name -> settings, FallbackFiles.NONE, desk.clock(), desk);
        recordings = new Recordings(name -> settings, desk, new Archive(home, this, desk.clock(), desk));
        mounts.onBegin(recordings::mountBegan);
        recordings.begin();
    }

    /** Changes a setting of every mount. */
    <T> Studio with(MountSetting<T> setting, T value) {
        settings = settings.with(setting, value);
        mounts.settingsChanged();
        return this;
    }

    Studio recordingTo(String pattern) {
        return with(MountSetting.DUMP_FILE, Optional.of(pattern));
    }

    OnAir source(ContentType type) {
        return source(type, "/live");
    }

    OnAir source(ContentType type, String name) {
        return new OnAir(type, name);
    }

    /** What lies in the home but for the ledgers, by name. */
    List<String> files() throws IOException {
        return list(home).stream().map(file -> home.relativize(file).toString()).toList();
    }

    private static List<Path> list(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".ledger"))
                    .sorted()
                    .toList();
        }
    }

    byte[] read(String name) throws IOException {
        return Files.readAllBytes(home.resolve(name));
    }

    String text(String name) throws IOException {
        return Files.readString(home.resolve(name));
    }

    List<byte[]> readAll() throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (String file : files()) {
            all.add(read(file));
        }
        return all;
    }

    @Override
    public SeekableByteChannel create(Path file) throws IOException {
        return new Limited(Disk.SYSTEM.create(file));
    }

    @Override
    public long room(Path directory) {
        return hasQuota ? Long.MAX_VALUE : room;
    }

    /** A file on a disk that may be full. */
    private final class Limited implements SeekableByteChannel {
        private final SeekableByteChannel channel;

        Limited(SeekableByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            checkWhetherBroken();
            if (room == 0) {
                throw new IOException("No space left on device");
            }
            int length = (int) Math.min(room, bytes.remaining());
            ByteBuffer part = bytes.slice().limit(length);
            bytes.position(bytes.position() + length);
            room -= length;
            return channel.write(part);
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            channel.truncate(size);
            return this;
        }

        @Override
        public void close() throws IOException {
            closed++;
            channel.close();
            checkWhetherBroken();
        }

        private void checkWhetherBroken() {
            if (isBroken) {
                throw new IllegalStateException("this disk is broken");
            }
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public int read(ByteBuffer bytes) {
            throw new UnsupportedOperationException("recordings are only written");
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long position) {
            throw new UnsupportedOperationException("recordings are written from front to back");
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }
    }
}
