package org.icefloe.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icefloe.config.MountOverrides;
import org.icefloe.config.MountSetting;
import org.icefloe.config.UnknownKeys;
import org.icefloe.mount.MountPattern;
import org.icefloe.rest.BadFieldException;
import org.icefloe.store.MountEntry;
import org.jspecify.annotations.Nullable;

/**
 * An entry of mounts as JSON: its name, the settings of {@link MountSetting} that it makes, and the login of its
 * source. What is missing or null is left to others; an empty text says that there is to be none.
 *
 * <pre>
 *   { "name": "/live.mp3", "burstSize": 65536, "deliveryInterval": "250ms", "streamName": "Radio Floe",
 *     "httpHeaders": { "X-Station": "Floe" },
 *     "source": { "user": "dj", "password": "only sent in, never out" } }
 * </pre>
 */
final class MountDocument {
    private static final String NAME = "name";
    private static final String SOURCE = "source";

    private final Map<String, @Nullable Object> fields;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    MountDocument(Map<String, @Nullable Object> fields) {
        this.fields = fields;
    }

    static MountDocument of(MountEntry entry) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(NAME, entry.pattern().toString());
        MountSetting.all().forEach(setting -> SettingField.of(setting).write(entry.overrides(), fields));
        entry.source().ifPresent(account -> fields.put(SOURCE, Map.of(LoginDocument.USER, account.username())));
        return new MountDocument(fields);
    }

    /** The fields, in the order in which they are sent. */
    @JsonValue
    Map<String, @Nullable Object> fields() {
        return fields;
    }

    /**
     * The settings that this makes.
     *
     * @param earlier those of the entry that is to be replaced
     * @throws BadFieldException naming the first field that cannot be used
     */
    MountOverrides toOverrides(MountOverrides earlier) {
        requireKnownFields();
        MountOverrides overrides = MountOverrides.NONE;
        for (MountSetting<?> setting : MountSetting.all()) {
            overrides = SettingField.of(setting).read(fields, overrides, earlier);
        }
        return overrides;
    }

    private void requireKnownFields() {
        List<String> known = new ArrayList<>(List.of(NAME, SOURCE));
        MountSetting.all().forEach(setting -> known.add(SettingField.of(setting).name()));
        for (String name : fields.keySet()) {
            if (!known.contains(name)) {
                throw new BadFieldException(
                        name,
                        "there is no such field. Was %s meant? docs/settings.md has them all"
                                .formatted(UnknownKeys.nearest(name, known)));
            }
        }
    }

    /** The login of the mount's source, if it has one of its own. */
    Optional<LoginDocument> login() {
        return Optional.ofNullable(fields.get(SOURCE)).map(LoginDocument::read);
    }

    /** A name in the body is welcome where it says the same as the address. */
    void requireName(MountPattern address) {
        Object name = fields.get(NAME);
        if (name != null && !name.equals(address.toString())) {
            throw new BadFieldException(NAME, "the address says " + address + ", the body " + name);
        }
    }
}
