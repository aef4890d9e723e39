package org.icefloe.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings that hold now. Whoever is to follow a change asks {@link #get()} each time it needs one, which costs a
 * volatile read; whoever keeps what it has read has the settings of that moment.
 *
 * <pre>
 *   reload()   reads HOME/icefloe.properties anew
 *   change()   keeps some keys in the database
 * </pre>
 *
 * <p>Either checks everything before anything is changed, and then changes all that {@linkplain Applies#AT_ONCE applies
 * at once}; the rest stays as it was at the start, and is named. Safe for any number of threads.
 */
public final class LiveSettings implements Supplier<Settings> {
    private static final Logger log = LoggerFactory.getLogger(LiveSettings.class);

    private static final List<SettingKey> KEYS = SettingKey.all();
    private static final List<SettingKey> FIXED =
            KEYS.stream().filter(key -> key.applies() != Applies.AT_ONCE).toList();

    /** The longest text that is kept, in characters. */
    private static final int LONGEST = 8192;

    private final SettingsLoader loader;
    private final KeptSettings kept;
    private final ChangeObservers observers = new ChangeObservers();

    /** As the server was started with them. */
    private final LoadedSettings started;

    /** What would hold if the server started now. Replaced under this object's lock. */
    private volatile LoadedSettings wanted;

    /** What holds now. Replaced under this object's lock. */
    private volatile LoadedSettings present;

    /**
     * Reads all settings.
     *
     * @throws SettingsException if a value cannot be read
     */
    public LiveSettings(SettingsLoader loader, KeptSettings kept) {
        this.loader = loader;
        this.kept = kept;
        this.started = loader.read(kept.all());
        this.wanted = started;
        this.present = started;
    }

    /** Those that hold at this moment. */
    @Override
    public Settings get() {
        return present.settings();
    }

    /**
     * Has an observer told whenever settings have changed, on the thread that changed them, after the change and before
     * the next one. It must not change settings itself.
     */
    public void onChange(Runnable observer) {
        observers.add(observer);
    }

    /**
     * Reads HOME's file anew, and applies what can be applied. Nobody is dropped.
     *
     * @throws SettingsException if a value cannot be read; nothing has changed then
     */
    public synchronized SettingsReport reload() {
        SettingsReport report = apply(loader.read(kept.all()));
        loader.warnOfUnknownKeysInFile();
        log.info("The settings were read again: {}", report);
        return report;
    }

    /**
     * Keeps changes in the database, and applies what can be applied. Nobody is dropped.
     *
     * @param changes by key; empty drops what is kept there, so that weaker places count
     * @throws SettingRefusedException if one of them cannot be made; none is then
     * @throws SettingsException if they do not fit to each other or to the other settings; none is made then
     */
    public synchronized SettingsReport change(Map<String, Optional<String>> changes) {
        changes.forEach(this::requireThatItCanChange);
        Map<String, String> next = new TreeMap<>(kept.all());
        changes.forEach((key, text) -> text.ifPresentOrElse(said -> next.put(key, said), () -> next.remove(key)));
        LoadedSettings checked = wanted.withKept(next);
        try {
            kept.keep(changes);
        } catch (RuntimeException fault) {
            // The database may have it nevertheless, and then it holds.
            apply(wanted.withKept(kept.all()));
            throw fault;
        }
        SettingsReport report = apply(checked);
        log.info("Settings were changed: {}", report);
        return report;
    }

    /**
     * Why the database cannot have this, if so, whatever else is set.
     *
     * @param name a key, or what was taken for one
     */
    public static Optional<String> complaint(String name, String text) {
        try {
            requireThatItCanBeRead(keptKey(name), text);
            return Optional.empty();
        } catch (SettingRefusedException refused) {
            return Optional.of(refused.getMessage());
        }
    }

    private void requireThatItCanChange(String name, Optional<String> text) {
        SettingKey key = keptKey(name);
        wanted.layers().find(name, SettingOrigin::goesBeforeDatabase).ifPresent(said -> {
            throw SettingRefusedException.fixed(
                    name, "it is fixed by " + said.origin() + ": change it there, and start the server anew");
        });
        text.ifPresent(said -> requireThatItCanBeRead(key, said));
    }

    private static SettingKey keptKey(String name) {
        SettingKey key = KEYS.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> SettingRefusedException.unusable(
                        name,
                        "there is no such setting. Was %s meant?"
                                .formatted(UnknownKeys.nearest(
                                        name,
                                        KEYS.stream().map(SettingKey::name).toList()))));
        if (key.applies() == Applies.IN_FRESH_HOME) {
            throw SettingRefusedException.fixed(
                    name, "it is for the first start alone: the password of an account is changed with the account");
        }
        if (!key.canBeKept()) {
            throw SettingRefusedException.fixed(
                    name, "it is needed before the database is open: set it in HOME/" + SettingsLoader.FILE);
        }
        return key;
    }

    private static void requireThatItCanBeRead(SettingKey key, String text) {
        try {
            key.type().convert(text);
        } catch (IllegalArgumentException e) {
            throw SettingRefusedException.unusable(
                    key.name(), "expected " + key.type().expected());
        }
        if (text.length() > LONGEST) {
            throw SettingRefusedException.unusable(key.name(), "a value has at most " + LONGEST + " characters");
        }
    }

    /** Under this object's lock. */
    private SettingsReport apply(LoadedSettings loaded) {
        LoadedSettings next = loaded.keeping(FIXED, started);
        LoadedSettings before = present;
        wanted = loaded;
        present = next;
        SettingsReport report = new SettingsReport(
                names(key -> !next.text(key).equals(before.text(key))),
                names(key ->
                        key.applies() == Applies.AT_START && !loaded.text(key).equals(started.text(key))));
        if (!report.applied().isEmpty()) {
            observers.tell();
        }
        return report;
    }

    private static List<String> names(Predicate<SettingKey> which) {
        return KEYS.stream().filter(which).map(SettingKey::name).toList();
    }

    /** Every setting as it is now, in alphabetical order. */
    public List<SettingState> all() {
        LoadedSettings now = present;
        LoadedSettings soon = wanted;
        return KEYS.stream().map(key -> state(key, now, soon)).toList();
    }

    private static SettingState state(SettingKey key, LoadedSettings now, LoadedSettings soon) {
        Optional<String> value = now.text(key).or(key::byDefault);
        Optional<String> next = soon.text(key).or(key::byDefault);
        return new SettingState(
                key.name(),
                value.flatMap(key::shown),
                key.byDefault(),
                soon.origin(key),
                key.applies(),
                Objects.equals(value, next) ? Optional.empty() : next.flatMap(key::shown));
    }
}
