package org.icefloe.testkit.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Half a minute of sound in one format, made by ffmpeg when it is first asked for.
 *
 * <p>The sound is a sweep: {@value #START_HZ} Hz at the beginning and {@value #HZ_PER_SECOND} Hz more with every
 * second, so that the pitch of any moment tells its place in the file. A piece that is lost, repeated or put in another
 * place shows as a jump, which a tone of one pitch would hide.
 */
public enum Sample {
    MP3("sweep.mp3", "audio/mpeg", "mp3", "-ac 2 -c:a libmp3lame -b:a 128k -write_xing 0 -id3v2_version 0"),
    MP3_VBR("sweep-vbr.mp3", "audio/mpeg", "mp3", "-ac 2 -c:a libmp3lame -q:a 4 -write_xing 0 -id3v2_version 0"),
    MP3_TAGGED("sweep-tagged.mp3", "audio/mpeg", "mp3", "-ac 2 -c:a libmp3lame -b:a 128k"),
    AAC("sweep.aac", "audio/aac", "adts", "-ac 2 -c:a aac -b:a 96k"),
    VORBIS("sweep.vorbis.ogg", "application/ogg", "ogg", "-ac 2 -c:a libvorbis -q:a 3"),
    OPUS("sweep.opus", "application/ogg", "ogg", "-ac 2 -c:a libopus -b:a 96k"),
    FLAC("sweep.flac.ogg", "application/ogg", "ogg", "-ac 2 -c:a flac"),
    SPEEX("sweep.spx", "application/ogg", "ogg", "-c:a libspeex -ar 16000 -ac 1"),
    THEORA(
            "sweep.ogv",
            "video/ogg",
            "ogg",
            "-f lavfi -i testsrc=size=160x120:rate=10:duration=30 -ac 2 -c:v libtheora -q:v 3 -c:a libvorbis -q:a 3");

    /** The length of every sample. */
    public static final int SECONDS = 30;

    /** The pitch of the first moment. */
    public static final int START_HZ = 300;

    /** How much the pitch rises in a second. */
    public static final int HZ_PER_SECOND = 100;

    /** The tags of every sample that can carry some, as ICY metadata shows them. */
    public static final String TITLE = "Icefloe - Sweep";

    /** The integral of the pitch is the phase. */
    private static final String SWEEP =
            "aevalsrc=0.5*sin(2*PI*(" + START_HZ + "*t+" + HZ_PER_SECOND / 2 + "*t*t)):s=44100:d=" + SECONDS;

    private final String file;
    private final String contentType;
    private final String muxer;
    private final String encoding;

    Sample(String file, String contentType, String muxer, String encoding) {
        this.file = file;
        this.contentType = contentType;
        this.muxer = muxer;
        this.encoding = encoding;
    }

    /** What a source says in {@code Content-Type}. */
    public String contentType() {
        return contentType;
    }

    /** The name ffmpeg has for the container: {@code mp3}, {@code adts} or {@code ogg}. */
    public String muxer() {
        return muxer;
    }

    /** Whether it comes in Ogg pages. */
    public boolean isOgg() {
        return muxer.equals("ogg");
    }

    /** What a mount with this sound is customarily called at the end: {@code .mp3}, {@code .aac} or {@code .ogg}. */
    public String extension() {
        return file.substring(file.lastIndexOf('.'));
    }

    /** The whole file. */
    public byte[] bytes() throws IOException {
        return Files.readAllBytes(path());
    }

    /** The file, made if it was not there. Safe to call from any thread and process at a time. */
    public Path path() throws IOException {
        Path path = Workspace.media().resolve(file);
        if (!Files.exists(path)) {
            makeAlone(path);
        }
        return path;
    }

    private static void makeLocked(Sample sample, Path path) throws IOException {
        Path lock = path.resolveSibling("lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (held.isValid() && !Files.exists(path)) {
                sample.make(path);
            }
        }
    }

    /** A file lock holds other processes off, and a monitor the threads of this one. */
    private void makeAlone(Path path) {
        synchronized (Sample.class) {
            try {
                makeLocked(this, path);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot make the sample " + path, e);
            }
        }
    }

    private void make(Path path) throws IOException {
        Path part = path.resolveSibling(file + ".part");
        List<String> command = new ArrayList<>(List.of("-v", "error", "-y", "-f", "lavfi", "-i", SWEEP));
        command.addAll(List.of(encoding.split(" ")));
        command.addAll(List.of("-metadata", "artist=Icefloe", "-metadata", "title=Sweep", "-f", muxer));
        command.add(part.toString());
        String printed = RunningProgram.run(Program.FFMPEG, command.toArray(String[]::new));
        if (!printed.isBlank()) {
            throw new IOException("ffmpeg made no " + file + ": " + printed);
        }
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
