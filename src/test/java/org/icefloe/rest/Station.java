package org.icefloe.rest;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.icefloe.auth.Account;
import org.icefloe.auth.AccountBook;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.auth.Role;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.format.ContentType;
import org.icefloe.format.parser.Parsers;
import org.icefloe.listener.Intros;
import org.icefloe.listener.ListenerAuthority;
import org.icefloe.listener.ListenerGate;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.StreamProfile;
import org.icefloe.source.SourceGate;
import org.icefloe.stats.Figures;
import org.icefloe.time.Ticker;

/** Mounts that are on, and logins, without a door or a database. */
public final class Station {
    /** A login that is in the book. */
    public static final String ADMIN = "admin:boss";

    /** The login of other servers. */
    public static final String RELAY = "relay:next";

    /** The login that all sources share. */
    public static final String SOURCE = "source:hackme";

    /** When everything begins. */
    public static final Instant BEGAN = Instant.parse("2026-11-20T17:10:29Z");

    private static final PasswordHasher HASHER = new PasswordHasher();
    private static final Account ADMIN_ACCOUNT = Account.of("admin", Role.ADMIN, HASHER.hash("boss"));
    private static final Account RELAY_ACCOUNT = Account.of("relay", Role.RELAY, HASHER.hash("next"));
    private static final Account SOURCE_ACCOUNT = Account.of("source", Role.SOURCE, HASHER.hash("hackme"));

    private final Map<MountName, MountSettings> settings = new HashMap<>();
    private final MountRegistry mounts = new MountRegistry(
            100,
            name -> settings.getOrDefault(name, MountSettings.DEFAULT),
            FallbackFiles.NONE,
            Clock.fixed(BEGAN, ZoneOffset.UTC),
            Ticker.system());
    private final Authenticator authenticator = new Authenticator(new Book(), HASHER, Runnable::run, 10);
    private final SourceGate sources = new SourceGate(mounts, authenticator, Parsers.fresh(), Ticker.system());
    private final ListenerGate listeners = new ListenerGate(mounts, Intros.NONE, ListenerAuthority.EVERYBODY, 1000);
    private final Figures figures = Figures.of(mounts, listeners, sources, authenticator, BEGAN);

    /** Turns a mount on. The words are what listeners are told, such as {@code icy-name}. */
    public Mount begin(String name, String contentType, Map<String, String> words) {
        StreamProfile profile = new StreamProfile(
                new ContentType(contentType), new TreeMap<>(words), Optional.of("test/1"), "192.0.2.1");
        return FakeSource.begin(mounts, name, profile).mount();
    }

    /** Public pages leave it out. */
    public void hide(String name) {
        set(name, MountSetting.HIDDEN, true);
    }

    /** Gives a mount that begins later a setting of its own. */
    public <T> void set(String name, MountSetting<T> setting, T value) {
        settings.merge(
                new MountName(name),
                MountSettings.DEFAULT.with(setting, value),
                (had, ignored) -> had.with(setting, value));
    }

    public MountRegistry mounts() {
        return mounts;
    }

    public Authenticator authenticator() {
        return authenticator;
    }

    public SourceGate sources() {
        return sources;
    }

    public ListenerGate listeners() {
        return listeners;
    }

    /** What the server tells of itself. */
    public Figures figures() {
        return figures;
    }

    private static final class Book implements AccountBook {
        @Override
        public Optional<Account> account(String username) {
            return Stream.of(ADMIN_ACCOUNT, SOURCE_ACCOUNT, RELAY_ACCOUNT)
                    .filter(account -> account.username().equals(username))
                    .findFirst();
        }

        @Override
        public Optional<Account> sourceOf(MountName mount) {
            return Optional.empty();
        }
    }
}
