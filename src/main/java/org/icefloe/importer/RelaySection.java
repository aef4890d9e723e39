package org.icefloe.importer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.icefloe.config.Spans;
import org.icefloe.mount.MountName;
import org.icefloe.relay.RelayEntry;
import org.icefloe.relay.Upstream;

/**
 * A {@code <relay>}, that of Icecast 2.4, with the hosts of Icecast-kh, or of a mount with the upstreams of Icecast
 * 2.5. It is read as a whole before anything is reported: a part of a relay would be none.
 */
final class RelaySection extends Section {
    private static final String BIND = "connections go out by the address that the system chooses";
    private static final String TIMEOUT = "icefloe.relay.connect-timeout holds for every relay";
    private static final String RETRY =
            "a relay is tried again by itself, at the latest after icefloe.relay.retry-limit";
    private static final String HEADERS = "requests to other servers have this server's own headers";

    /** How Icecast-kh and Icecast 2.5 call one of several places. */
    private static final Set<String> PLACES = Set.of("host", "master", "upstream");

    /** What SHOUTcast's stream is asked for by. */
    private static final Set<String> NO_MOUNTS = Set.of("/", "/;");

    private final XmlElement relay;
    private final Report report;
    private final RelayEntry entry;

    /**
     * Reads the element, and reports nothing yet.
     *
     * @param mount whose relay it is, if it stands in a mount
     * @param onDemand whether relays are on demand that do not say
     * @throws NotTakenException if it can be no relay here
     */
    RelaySection(XmlElement relay, Optional<MountName> mount, boolean onDemand, Report report) {
        super(report);
        this.relay = relay;
        this.report = report;
        Map<XmlElement, RelayPlace> places = places();
        List<Upstream> upstreams =
                places.values().stream().map(RelayPlace::upstream).toList();
        if (upstreams.size() > RelayEntry.MOST_UPSTREAMS) {
            throw new NotTakenException("a relay has at most " + RelayEntry.MOST_UPSTREAMS + " places to come from");
        }
        this.entry = new RelayEntry(
                mount.orElseGet(() -> localMount(places.values().iterator().next())),
                upstreams,
                flag("enable").orElse(true),
                flag("on-demand").orElse(onDemand),
                relay.textAt("run-on").map(RelaySection::span));
        rules();
    }

    RelayEntry entry() {
        return entry;
    }

    /** Reports every element in it. */
    void report() {
        read(relay);
    }

    /** In the order in which they are tried, by the elements that say them. */
    private Map<XmlElement, RelayPlace> places() {
        List<XmlElement> several = relay.children().stream()
                .filter(child -> PLACES.contains(child.name()))
                .toList();
        List<XmlElement> usual =
                several.stream().filter(RelaySection::isDefault).toList();
        List<XmlElement> tried = Stream.concat(
                        byPriority(
                                several.stream().filter(one -> !isDefault(one)).toList())
                                .stream(),
                        usual.stream().filter(RelaySection::saysWhere))
                .toList();
        Map<XmlElement, RelayPlace> places = new LinkedHashMap<>();
        for (XmlElement place : tried.isEmpty() ? List.of(relay) : tried) {
            places.put(
                    place,
                    new RelayPlace(Stream.of(Stream.of(place), usual.stream(), Stream.of(relay))
                            .flatMap(around -> around)
                            .toList()));
        }
        return places;
    }

    /** Of 2.5: says what the others leave out, and is the last to be tried. */
    private static boolean isDefault(XmlElement place) {
        return place.attribute("type").filter("default"::equals).isPresent();
    }

    private static boolean saysWhere(XmlElement place) {
        return place.textAt("server").isPresent() || place.textAt("uri").isPresent();
    }

    /** Lower ones first; one that says none comes after those before it. */
    private static List<XmlElement> byPriority(List<XmlElement> places) {
        List<Map.Entry<Integer, XmlElement>> ranked = new ArrayList<>();
        int last = 0;
        for (XmlElement place : places) {
            int rank = place.textAt("priority")
                    .filter(text -> text.matches("[0-9]{1,6}"))
                    .map(Integer::parseInt)
                    .filter(said -> said > 0)
                    .orElse(last + 1);
            ranked.add(Map.entry(rank, place));
            last = Math.max(last, rank);
        }
        ranked.sort(Comparator.comparingInt(Map.Entry::getKey));
        return ranked.stream().map(Map.Entry::getValue).toList();
    }

    private MountName localMount(RelayPlace first) {
        String name = relay.textAt("local-mount").orElse(first.mount());
        Optional<MountName> mount = MountName.parse(name).filter(one -> !NO_MOUNTS.contains(name) && !one.isReserved());
        return mount.orElseThrow(() -> new NotTakenException(
                "it would be heard at %s, which can be no mountpoint here: give it a local-mount such as /relay.mp3"
                        .formatted(name)));
    }

    private Optional<Boolean> flag(String name) {
        return relay.textAt(name).map(Values::flag).map(Boolean::parseBoolean);
    }

    private static Duration span(String text) {
        return Spans.parse(text)
                .orElseThrow(() -> new NotTakenException("its run-on cannot be used: expected " + Spans.EXPECTED));
    }

    private void rules() {
        boolean several = relay.children().stream().anyMatch(child -> PLACES.contains(child.name()));
        if (several) {
            rulesOfPlace(this, Optional.empty());
        } else {
            rulesOfPlace(this, Optional.of(entry.upstreams().get(0)));
        }
        rule("host master upstream", this::place);
        rule("local-mount", said("mount", entry.mount()));
        rule("on-demand", said("on-demand", entry.onDemand()));
        rule("enable", said("enabled", entry.enabled()));
        rule(
                "run-on",
                said("idle-timeout", entry.idleTimeout().map(Spans::format).orElse("")));
        rule("retry-delay", not(RETRY));
    }

    private void place(XmlElement element) {
        Section section = new Section(report);
        rulesOfPlace(section, Optional.ofNullable(places().get(element)).map(RelayPlace::upstream));
        section.read(element);
    }

    private Rule said(String key, Object value) {
        return element -> taken(element, "%s of the relay of %s = %s".formatted(key, entry.mount(), value));
    }

    /** @param upstream what they say; empty if they only say what others leave out */
    private void rulesOfPlace(Section section, Optional<Upstream> upstream) {
        String what =
                upstream.map(one -> one.url() + " of " + entry.mount()).orElse("the upstreams of " + entry.mount());
        boolean login = upstream.map(List::of).orElse(entry.upstreams()).stream()
                .anyMatch(one -> one.credentials().isPresent());
        section.rule(
                "server ip port mount uri ssl tls priority",
                element -> section.taken(
                        element, upstream.isPresent() ? "upstream " + what : "what is the same for " + what));
        section.rule(
                "relay-shoutcast-metadata relay-icy-metadata",
                element -> section.taken(
                        element, "icy-metadata of %s = %s".formatted(what, Values.flag(textOf(element)))));
        section.rule(
                "username",
                login
                        ? element -> section.taken(element, "the user name for " + what)
                        : not("it has no password beside it"));
        section.rule(
                "password",
                login
                        ? element -> section.taken(element, "the password for " + what)
                        : not("it has no username beside it"));
        section.rule("bind", not(BIND));
        section.rule("timeout", not(TIMEOUT));
        section.rule("http-headers", not(HEADERS));
    }
}
