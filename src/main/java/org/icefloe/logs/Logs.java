package org.icefloe.logs;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.icefloe.config.Settings;
import org.icefloe.net.AddressPrivacy;
import org.slf4j.ILoggerFactory;

/** All logs of a server. What the settings say of them can change at any time, and no line is lost by that. */
public final class Logs implements AutoCloseable {
    /** How often lines are written, in ms. */
    private static final long WRITING_MILLIS = 250;

    /** Lines of the access log that may wait: more than there are connections. */
    private static final int MOST_RECORDS = 65_536;

    private final Path home;
    private final AddressPrivacy addresses;
    private final LineWriter<Ended> accesses;
    private final AccessLog accessLog;
    private final PlaylistLog playlist;
    private final ErrorLog errors;

    /**
     * Logs that gather lines from {@link #apply} on, and write them from {@link #begin} on.
     *
     * @param home where files with relative paths are
     * @param loggers of SLF4J
     * @param clock its zone is that of all times in files and names
     */
    public Logs(Path home, ILoggerFactory loggers, Clock clock, SecureRandom random) {
        this(home, loggers, LogDisk.SYSTEM, clock, new AddressPrivacy(clock, random));
    }

    Logs(Path home, ILoggerFactory loggers, LogDisk disk, Clock clock, AddressPrivacy addresses) {
        this.home = home;
        this.addresses = addresses;
        AccessFormat format = new AccessFormat(addresses);
        accesses = new LineWriter<>(
                "access log", MOST_RECORDS, ended -> format.line(ended.what(), ended.at()), disk, clock);
        accessLog = new Access(clock);
        playlist = new PlaylistLog(disk, clock);
        errors = new ErrorLog(loggers, disk, clock);
        errors.begin();
    }

    private record Ended(AccessRecord what, ZonedDateTime at) {}

    private final class Access implements AccessLog {
        private final Clock clock;

        Access(Clock clock) {
            this.clock = clock;
        }

        @Override
        public boolean isOn() {
            return accesses.isOn();
        }

        @Override
        public void ended(AccessRecord what) {
            if (accesses.isOn()) {
                accesses.add(new Ended(what, ZonedDateTime.now(clock)));
            }
        }

        @Override
        public String shown(String address) {
            return addresses.shown(address);
        }
    }

    /** Which connections have ended. */
    public AccessLog access() {
        return accessLog;
    }

    /** Which titles were played. */
    public PlaylistLog playlist() {
        return playlist;
    }

    /** How addresses of listeners are to be written down, wherever that is. */
    public AddressPrivacy addresses() {
        return addresses;
    }

    /** Follows these settings from the next line on. Any thread. */
    public void apply(Settings.Log settings) {
        addresses.use(settings.addresses());
        accesses.follow(rule(settings.access(), settings.accessFile(), settings));
        playlist.writer().follow(rule(settings.playlist(), settings.playlistFile(), settings));
        errors.writer().follow(rule(settings.error(), settings.errorFile(), settings));
        errors.level(settings.level());
    }

    private Optional<LogRule> rule(boolean on, Path file, Settings.Log settings) {
        LogRule rule = new LogRule(
                home.resolve(file).toAbsolutePath().normalize(),
                settings.maxSize(),
                settings.maxAge(),
                settings.keep());
        return on ? Optional.of(rule) : Optional.empty();
    }

    /**
     * Begins to write.
     *
     * @param thread one thread, which may wait for the disk
     */
    public void begin(ScheduledExecutorService thread) {
        thread.scheduleWithFixedDelay(this::write, WRITING_MILLIS, WRITING_MILLIS, TimeUnit.MILLISECONDS);
    }

    private List<LineWriter<?>> writers() {
        // That of errors last: what the others complain of is in there at once.
        return List.of(accesses, playlist.writer(), errors.writer());
    }

    void write() {
        writers().forEach(LineWriter::write);
    }

    /** Writes what waits. Lines that come later are left alone. */
    @Override
    public void close() {
        errors.end();
        writers().forEach(LineWriter::close);
    }
}
