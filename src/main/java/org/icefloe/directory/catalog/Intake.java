package org.icefloe.directory.catalog;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Understands what servers send, as Icecast's YP protocol has it, and says what becomes of it. All that is kept is
 * repaired and bounded here.
 */
final class Intake {
    private static final int NAME = 255;
    private static final int DESCRIPTION = 1_000;
    private static final int SONG = 500;
    private static final int WORD = 100;

    /** More is nobody's bitrate in kbit/s; so it is in bit/s. */
    private static final int BITRATE = 8_000;

    private static final int LISTENERS = 10_000_000;

    /** What programs call a stream that nobody has given a name; folded, of letters and digits alone. */
    private static final Set<String> DEFAULT_NAMES = Set.of(
            "",
            "noname",
            "unspecifiedname",
            "unnamed",
            "untitled",
            "default",
            "thisismyservername",
            "servername",
            "streamname",
            "mystreamname",
            "stationname",
            "mystationname",
            "autodj");

    private static final String NO_DESCRIPTION = "Unspecified description";

    private final Register register;
    private final Supplier<CatalogPolicy> policy;
    private final Clock clock;

    Intake(Register register, Supplier<CatalogPolicy> policy, Clock clock) {
        this.register = register;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Does what is asked for.
     *
     * @param address of the server that asks
     * @throws NotKeptException if it cannot be kept
     */
    YpReply answer(YpForm form, String address) {
        return switch (word(form, "action").toLowerCase(Locale.ROOT)) {
            case "add" -> add(form, address);
            case "touch" -> touch(form);
            case "remove" -> remove(form);
            default -> YpReply.refused("Need action argument");
        };
    }

    private YpReply add(YpForm form, String address) {
        try {
            if (policy.get().denied().contains(address)) {
                throw new ListingRefusedException(
                        "Streams of this server are not listed here. Ask the operator of this directory.");
            }
            ListenUrl url = listenUrl(form);
            String sid = register.add(broadcast(form), url.toString(), address);
            return YpReply.added(sid, policy.get().touchInterval());
        } catch (ListingRefusedException refused) {
            return YpReply.notAdded(refused.getMessage());
        }
    }

    ListenUrl listenUrl(YpForm form) throws ListingRefusedException {
        if (Stream.of("sn", "type", "genre", "listenurl")
                .anyMatch(name -> form.text(name).isEmpty())) {
            throw new ListingRefusedException("Not enough arguments.");
        }
        ListenUrl url = form.text("listenurl")
                .flatMap(ListenUrl::parse)
                .orElseThrow(() -> new ListingRefusedException("Could not parse listen_url."));
        if (!policy.get().allowPrivate() && !url.mayBePublic()) {
            throw new ListingRefusedException(
                    "The listen_url leads into a private network. Set the public host name of the server.");
        }
        if (policy.get().denied().contains(url.origin().bareHost())) {
            throw new ListingRefusedException(
                    "Streams of this host are not listed here. Ask the operator of this directory.");
        }
        return url;
    }

    /** Whether an entry that was taken may still be shown. */
    Predicate<IndexedEntry> takes() {
        CatalogPolicy now = policy.get();
        return listed -> (now.allowPrivate() || !listed.isPrivate()) && !now.denies(listed.entry());
    }

    static Broadcast broadcast(YpForm form) throws ListingRefusedException {
        String name = line(form, "sn", NAME);
        if (DEFAULT_NAMES.contains(Texts.fold(name).replaceAll("[^\\p{L}\\p{N}]+", ""))) {
            throw new ListingRefusedException("This is nobody's name. Give the stream a name of its own.");
        }
        String type = word(form, "type").toLowerCase(Locale.ROOT).replaceFirst("\\s*;.*", "");
        if (!type.matches("(audio|video)/[a-z0-9.+-]+|application/ogg")) {
            throw new ListingRefusedException("The type is not that of a stream.");
        }
        String description = line(form, "desc", DESCRIPTION);
        return new Broadcast(
                name,
                Genres.parse(line(form, "genre", NAME)),
                description.equals(NO_DESCRIPTION) ? "" : description,
                homepage(line(form, "url", ListenUrl.LONGEST)),
                type,
                word(form, "stype"),
                sound(form),
                Places.language(word(form, "language")),
                country(form));
    }

    /** What the server says, or else what its addresses tell, that of the station before that of the stream. */
    private static String country(YpForm form) {
        return Stream.of(
                        Places.country(word(form, "country")),
                        Places.countryOf(homepage(line(form, "url", ListenUrl.LONGEST))),
                        Places.countryOf(form.text("listenurl").orElse("")))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    /** Of another kind it might be a script. */
    private static String homepage(String text) {
        String address = text.matches("(?i)www\\..+") ? "http://" + text : text;
        return ListenUrl.parse(address).map(ListenUrl::toString).orElse("");
    }

    /** Icecast sends what its source says, as it says it. */
    private static Broadcast.Sound sound(YpForm form) {
        int bitrate = first(form, "b", "bitrate", "ice-bitrate").orElse(0);
        return new Broadcast.Sound(
                bitrate > BITRATE ? bitrate / 1_000 : bitrate,
                first(form, "samplerate", "ice-samplerate").orElse(0),
                first(form, "channels", "ice-channels").orElse(0));
    }

    private YpReply touch(YpForm form) {
        boolean known = register.touch(
                word(form, "sid"),
                was -> touch(form, was, clock.instant()),
                form.text("stype").map(text -> word(form, "stype")).filter(text -> !text.isEmpty()));
        return known ? YpReply.touched(policy.get().touchInterval()) : unknown();
    }

    static LastTouch touch(YpForm form, LastTouch was, Instant now) {
        return new LastTouch(
                form.text("st").isPresent() ? line(form, "st", SONG) : was.song(),
                number(form, "listeners").orElse(was.listeners()),
                maxListeners(form, was),
                now);
    }

    private static int maxListeners(YpForm form, LastTouch was) {
        return word(form, "max_listeners").isEmpty()
                ? was.maxListeners()
                : number(form, "max_listeners").orElse(LastTouch.UNLIMITED);
    }

    private YpReply remove(YpForm form) {
        return register.remove(word(form, "sid")) ? YpReply.done("Successfully removed") : unknown();
    }

    private static YpReply unknown() {
        return YpReply.refused("SID does not exist.");
    }

    private static String word(YpForm form, String name) {
        return line(form, name, WORD);
    }

    private static String line(YpForm form, String name, int longest) {
        return form.text(name).map(text -> Texts.repair(text, longest)).orElse("");
    }

    private static OptionalInt first(YpForm form, String... names) {
        return Stream.of(names)
                .map(name -> number(form, name))
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    /** Bounded, so that no sum of them is beyond a number. */
    private static OptionalInt number(YpForm form, String name) {
        return Optional.of(word(form, name))
                .filter(digits -> digits.matches("[0-9]{1,9}"))
                .map(digits -> OptionalInt.of(Math.min(LISTENERS, Integer.parseInt(digits))))
                .orElse(OptionalInt.empty());
    }

    /** What a server is told when nothing can be kept: it comes again. */
    static YpReply cannotKeep(YpForm form) {
        String sentence = "The directory cannot keep this now. Try again later.";
        return word(form, "action").equalsIgnoreCase("add") ? YpReply.notAdded(sentence) : YpReply.refused(sentence);
    }
}
