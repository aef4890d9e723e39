package org.icefloe.rest.relay;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.config.Secret;
import org.icefloe.config.SettingTypes;
import org.icefloe.config.Spans;
import org.icefloe.mount.MountName;
import org.icefloe.relay.RelayEntry;
import org.icefloe.relay.Upstream;
import org.icefloe.rest.BadFieldException;

/** What somebody says of a relay, read; a {@link BadFieldException} says which value cannot be used, and why. */
public final class RelayValues {
    private static final SettingTypes.Line LINE = new SettingTypes.Line();

    private RelayValues() {}

    /**
     * Where a relay may come from, as it was said.
     *
     * @param field before the name of each value, for messages: {@code upstreams[1].}
     * @param password {@link Secret#MASK} stands for the one that this user has had at this server
     */
    public record UpstreamWords(
            String field, String url, Optional<String> username, Optional<String> password, boolean icyMetadata) {
        /** Leaves the password out, so that no log line has it. */
        @Override
        public String toString() {
            return field + url;
        }
    }

    /** A mount that may be heard here. */
    public static MountName mount(String field, String text) {
        SettingTypes.MountPath type = new SettingTypes.MountPath();
        try {
            return new MountName(type.convert(text));
        } catch (IllegalArgumentException noMount) {
            throw new BadFieldException(field, "expected " + type.expected());
        }
    }

    /** How long a relay runs on without a listener. */
    public static Duration idleTimeout(String field, String text) {
        return Spans.parse(text).orElseThrow(() -> new BadFieldException(field, "expected " + Spans.EXPECTED));
    }

    /** @param earlier those of the entry that is to be replaced, whose passwords may be kept */
    public static Upstream upstream(UpstreamWords said, List<Upstream> earlier) {
        Upstream plain = plain(said);
        Optional<Credentials> credentials = credentials(said, plain, earlier);
        return new Upstream(plain.server(), plain.target(), credentials, said.icyMetadata());
    }

    private static Upstream plain(UpstreamWords said) {
        try {
            return Upstream.parse(said.url(), Optional.empty(), said.icyMetadata());
        } catch (IllegalArgumentException noAddress) {
            throw new BadFieldException(said.field() + "url", noAddress.getMessage());
        }
    }

    private static Optional<Credentials> credentials(UpstreamWords said, Upstream upstream, List<Upstream> earlier) {
        if (said.username().isEmpty() && said.password().isEmpty()) {
            return Optional.empty();
        }
        String user = said.username()
                .orElseThrow(() -> new BadFieldException(said.field() + "username", "a password needs one beside it"));
        String password = said.password()
                .orElseThrow(() -> new BadFieldException(said.field() + "password", "a username needs one beside it"));
        require(said.field() + "username", user, !user.contains(":"), "expected a text without a colon");
        if (!password.equals(Secret.MASK)) {
            return Optional.of(new Credentials(user, require(said.field() + "password", password, true, "")));
        }
        return Optional.of(earlier.stream()
                .filter(known -> known.server().equals(upstream.server()))
                .flatMap(known -> known.credentials().stream())
                .filter(known -> known.user().equals(user))
                .findFirst()
                .orElseThrow(() -> new BadFieldException(
                        said.field() + "password",
                        Secret.MASK + " stands for the password that this user has at this server so far, and there is"
                                + " none; say which it is")));
    }

    private static String require(String field, String text, boolean condition, String otherwise) {
        if (!condition) {
            throw new BadFieldException(field, otherwise);
        }
        try {
            return LINE.convert(text);
        } catch (IllegalArgumentException unfit) {
            throw new BadFieldException(field, "expected " + LINE.expected());
        }
    }

    /** @param field that names the upstreams */
    public static void requireCount(String field, List<?> upstreams) {
        if (upstreams.isEmpty() || upstreams.size() > RelayEntry.MOST_UPSTREAMS) {
            throw new BadFieldException(
                    field, "expected 1 to " + RelayEntry.MOST_UPSTREAMS + " places to hear it from, the best first");
        }
    }
}
