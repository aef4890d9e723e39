package org.icefloe.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.icefloe.directory.catalog.Broadcast;
import org.icefloe.directory.catalog.Check;
import org.icefloe.directory.catalog.Curve;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.directory.catalog.LastTouch;
import org.icefloe.directory.catalog.Verdict;

/** A row of the table {@code directory_entry}. Final, so that Hibernate makes no proxy class for it. */
@Entity
@Table(name = "directory_entry")
final class DirectoryEntity {
    /** No genre has one in it. */
    private static final String SEPARATOR = ",";

    @Id
    private String sid = "";

    @Column(name = "listen_url")
    private String listenUrl = "";

    private String address = "";
    private Instant added = Instant.EPOCH;
    private String name = "";
    private String genres = "";
    private String description = "";
    private String homepage = "";
    private String type = "";
    private String subtype = "";
    private int bitrate;
    private int samplerate;
    private int channels;
    private String language = "";
    private String country = "";
    private String song = "";
    private int listeners;

    @Column(name = "max_listeners")
    private int maxListeners;

    private Instant touched = Instant.EPOCH;
    private byte[] curve = new byte[0];

    @Enumerated(EnumType.STRING)
    private Verdict verdict = Verdict.UNCHECKED;

    private Instant checked = Instant.EPOCH;

    @Column(name = "failed_checks")
    private int failedChecks;

    @Column(name = "check_words")
    private String checkWords = "";

    /** For Hibernate. */
    private DirectoryEntity() {}

    static DirectoryEntity of(Entry entry) {
        DirectoryEntity row = new DirectoryEntity();
        row.sid = entry.sid();
        row.listenUrl = entry.listenUrl();
        row.address = entry.address();
        row.added = entry.added();
        row.describe(entry.broadcast());
        row.song = entry.lastTouch().song();
        row.listeners = entry.lastTouch().listeners();
        row.maxListeners = entry.lastTouch().maxListeners();
        row.touched = entry.lastTouch().touched();
        row.curve = entry.curve().toBytes();
        row.note(entry.check());
        return row;
    }

    private void note(Check check) {
        verdict = check.verdict();
        checked = check.at();
        failedChecks = check.failures();
        checkWords = check.words();
    }

    private void describe(Broadcast broadcast) {
        name = broadcast.name();
        genres = String.join(SEPARATOR, broadcast.genres());
        description = broadcast.description();
        homepage = broadcast.homepage();
        type = broadcast.type();
        subtype = broadcast.subtype();
        bitrate = broadcast.sound().bitrate();
        samplerate = broadcast.sound().samplerate();
        channels = broadcast.sound().channels();
        language = broadcast.language();
        country = broadcast.country();
    }

    Entry toEntry() {
        return new Entry(
                sid,
                listenUrl,
                address,
                added,
                new Broadcast(
                        name,
                        genres.isEmpty() ? List.of() : List.of(genres.split(SEPARATOR)),
                        description,
                        homepage,
                        type,
                        subtype,
                        new Broadcast.Sound(bitrate, samplerate, channels),
                        language,
                        country),
                new LastTouch(song, listeners, maxListeners, touched),
                Curve.ofBytes(curve),
                new Check(verdict, checked, failedChecks, checkWords));
    }
}
