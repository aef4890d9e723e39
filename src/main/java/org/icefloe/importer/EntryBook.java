package org.icefloe.importer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.icefloe.config.HttpHeaders;
import org.icefloe.config.MountOverrides;
import org.icefloe.config.MountSetting;
import org.icefloe.importer.ImportPlan.Entry;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountPattern;

/** The entries of mounts as they come together. */
final class EntryBook extends Section {
    /** An address that nobody comes from. */
    private static final String NOBODY = "0.0.0.0";

    private final XmlElement root;
    private final Map<MountPattern, Entry> entries = new LinkedHashMap<>();
    private final Map<MountPattern, MountName> aliases = new HashMap<>();
    private final Report report;
    private final AddressFiles files;
    private final ServerSection server;
    private final RelayList relays;

    /**
     * Without entries.
     *
     * @param root of the file
     * @param server has what holds where no mount says it
     * @param relays is given those of mounts
     */
    EntryBook(XmlElement root, Report report, AddressFiles files, ServerSection server, RelayList relays) {
        super(report);
        this.root = root;
        this.report = report;
        this.files = files;
        this.server = server;
        this.relays = relays;
        rule("mount", this::mount);
        rule("paths/alias paths/resource", this::alias);
        rule("paths/deny-ip", addresses("deny-addresses"));
        rule("paths/allow-ip", addresses("allow-addresses"));
        rule("paths/deny-agents", addresses("deny-agents"));
    }

    /** Of two for the same mounts, Icecast takes the first. */
    private void mount(XmlElement element) {
        MountPattern pattern = MountSection.patternOf(element);
        Entry earlier = entries.get(pattern);
        if (earlier != null && !pattern.equals(MountPattern.TEMPLATE)) {
            throw new NotTakenException("a mount before it is for " + pattern + ", too");
        }
        Entry entry = MountSection.read(element, report, relays);
        entries.put(pattern, earlier == null ? entry : new Entry(pattern, under(earlier, entry), entry.source()));
    }

    /** What is said by the later, and what is left of the earlier. */
    private static MountOverrides under(Entry earlier, Entry later) {
        MountOverrides both = earlier.overrides();
        for (MountSetting<?> setting : MountSetting.all()) {
            both = copy(later.overrides(), setting, both);
        }
        return both;
    }

    private static <T> MountOverrides copy(MountOverrides from, MountSetting<T> setting, MountOverrides to) {
        return from.get(setting).map(value -> to.with(setting, value)).orElse(to);
    }

    /** Another name for a mount: a name without a source, whose listeners hear the mount. */
    private void alias(XmlElement element) {
        if (!List.of("source", "destination").containsAll(element.attributes().keySet())) {
            throw new NotTakenException("another name for a mount holds for every port, and is nothing but that");
        }
        String other = element.attribute("source").orElse("");
        String mount = element.attribute("destination").orElse("");
        MountPattern pattern = aliasOf(other, mount);
        if (entries.containsKey(pattern) || isMount(other)) {
            throw new NotTakenException("a mount or another alias is for " + pattern + ", too");
        }
        MountOverrides overrides = MountOverrides.NONE.with(MountSetting.FALLBACK_MOUNT, Optional.of(mount));
        entries.put(pattern, new Entry(pattern, overrides, Optional.empty()));
        aliases.put(pattern, new MountName(mount));
        taken(element, "fallback-mount = " + mount + " of " + pattern);
    }

    private boolean isMount(String name) {
        return root.children().stream()
                .filter(child -> child.name().equals("mount"))
                .anyMatch(
                        mount -> mount.textAt("mount-name").filter(name::equals).isPresent());
    }

    private static MountPattern aliasOf(String other, String mount) {
        try {
            MountName destination = new MountName(mount);
            MountName name = new MountName(other);
            if (!destination.isReserved() && !name.isReserved()) {
                return MountPattern.of(name);
            }
        } catch (IllegalArgumentException noMount) {
            // Such as the root: said below.
        }
        throw new NotTakenException("only mounts have other names, and pages have the server's own");
    }

    private Rule addresses(String key) {
        return element -> {
            String path = textOf(element);
            Optional<List<String>> lines = files.lines(path);
            if (lines.isEmpty() && !key.startsWith("allow")) {
                throw new NotTakenException(
                        "the file %s cannot be read here: whom it keeps out is let in until %s says so"
                                .formatted(path, key));
            }
            AddressLines read = new AddressLines(
                    lines.orElse(List.of()), MountSetting.find(key).orElseThrow());
            if (read.good().isEmpty() && key.startsWith("allow")) {
                put(key, NOBODY);
                shut(
                        element,
                        "the file %s has no address that can be read here: nobody may listen (%s = %s); choose others"
                                .formatted(path, nameOf(key), NOBODY));
                return;
            }
            put(key, String.join("\n", read.good()));
            taken(
                    element,
                    "%s, with the %d lines that the file has now%s"
                            .formatted(nameOf(key), read.good().size(), read.complaint()));
        };
    }

    @Override
    String nameOf(String key) {
        return key + " of all mounts";
    }

    /** Into the template. */
    @Override
    void put(String key, String value) {
        MountSetting<?> setting = MountSetting.find(key).orElseThrow();
        Entry template = entries.getOrDefault(
                MountPattern.TEMPLATE, new Entry(MountPattern.TEMPLATE, MountOverrides.NONE, Optional.empty()));
        try {
            MountOverrides more = template.overrides().withText(setting, value);
            entries.put(MountPattern.TEMPLATE, new Entry(MountPattern.TEMPLATE, more, template.source()));
        } catch (IllegalArgumentException unreadable) {
            throw new NotTakenException("the file says something else than expected: "
                    + setting.type().expected());
        }
    }

    /**
     * Every entry. Icecast fills in a mount's settings from the default mount, but not its authentication; so where the
     * default mount has one, a mount is given what holds without it. Another name asks what the mount asks.
     */
    List<Entry> entries() {
        Optional<MountOverrides> template =
                Optional.ofNullable(entries.get(MountPattern.TEMPLATE)).map(Entry::overrides);
        List<MountSetting<?>> asked = authentication().stream()
                .filter(setting -> template.flatMap(said -> said.get(setting)).isPresent())
                .toList();
        List<Entry> all = new ArrayList<>();
        for (Entry entry : entries.values()) {
            MountOverrides overrides = entry.pattern().equals(MountPattern.TEMPLATE)
                    ? entry.overrides()
                    : withAuthentication(entry, asked);
            all.add(new Entry(entry.pattern(), withHeadersOf(template, overrides), entry.source()));
        }
        return all;
    }

    private static List<MountSetting<?>> authentication() {
        return MountSetting.all().stream()
                .filter(setting -> setting.key().startsWith("auth-"))
                .toList();
    }

    private MountOverrides withAuthentication(Entry entry, List<MountSetting<?>> asked) {
        MountName destination = aliases.get(entry.pattern());
        if (destination == null) {
            return withoutTemplate(entry.overrides(), asked);
        }
        Optional<MountOverrides> mount = entries.values().stream()
                .filter(other -> !other.pattern().equals(MountPattern.TEMPLATE))
                .filter(other -> other.pattern().matches(destination) && !aliases.containsKey(other.pattern()))
                .min(Comparator.comparing(Entry::pattern, MountPattern.MOST_SPECIFIC_FIRST))
                .map(found -> withoutTemplate(found.overrides(), asked));
        MountOverrides overrides = entry.overrides();
        for (MountSetting<?> setting : authentication()) {
            overrides = mount.isPresent() ? copy(mount.get(), setting, overrides) : overrides;
        }
        return overrides;
    }

    /** What the template would fill in is what the server says, or the usual. */
    private MountOverrides withoutTemplate(MountOverrides own, List<MountSetting<?>> asked) {
        MountOverrides more = own;
        for (MountSetting<?> setting : asked) {
            if (own.get(setting).isEmpty()) {
                Optional<String> said = server.ofMounts(setting.key());
                more = said.isPresent() ? more.withText(setting, said.get()) : withDefault(more, setting);
            }
        }
        return more;
    }

    /** Icecast adds a mount's headers to those of the default mount and of the server; here they replace them. */
    private MountOverrides withHeadersOf(Optional<MountOverrides> template, MountOverrides overrides) {
        Optional<HttpHeaders> own = overrides.get(MountSetting.HTTP_HEADERS);
        if (own.isEmpty()) {
            return overrides;
        }
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(server.headers().values());
        template.flatMap(said -> said.get(MountSetting.HTTP_HEADERS))
                .ifPresent(headers -> all.putAll(headers.values()));
        all.keySet().removeAll(own.get().values().keySet());
        all.putAll(own.get().values());
        return overrides.with(MountSetting.HTTP_HEADERS, new HttpHeaders(all));
    }

    private static <T> MountOverrides withDefault(MountOverrides overrides, MountSetting<T> setting) {
        return overrides.with(setting, setting.byDefault());
    }
}
