package org.icefloe.config;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.icefloe.config.SettingTypes.Type;
import org.icefloe.net.AddressList;

/**
 * One setting of a mount: its key, how its value is written, and its default. This list is the only one: the server's
 * {@code icefloe.mount.*} keys, the mounts' own entries and their JSON all follow it. Names and meanings are those of
 * Icecast's {@code <mount>} block where it has them.
 *
 * <p>A change applies to a running mount at once, unless the setting says otherwise.
 *
 * @param <T> the type of its value
 */
public final class MountSetting<T> {
    private static final List<MountSetting<?>> LIST = new ArrayList<>();

    /** How long a source may send nothing before it is released. */
    public static final MountSetting<Duration> SOURCE_TIMEOUT =
            of("source-timeout", new SettingTypes.Patience(), "10s");

    /** Whether a new source with the right credentials takes the place of the present one. */
    public static final MountSetting<Boolean> TAKEOVER = of("takeover", new SettingTypes.Flag(), "false");

    /** How long listeners are held when the source has gone, for the case that it returns. */
    public static final MountSetting<Duration> LINGER = of("linger", new SettingTypes.Span(), "0s");

    /** The media type of the stream, in the place of what the source says; applies to the next source. */
    public static final MountSetting<Optional<String>> TYPE = optional("type", new MountTypes.MediaType());

    /** How far behind the newest byte a fresh listener begins; applies to listeners that come later. */
    public static final MountSetting<BufferSize> BURST_SIZE = of("burst-size", new MountTypes.Buffer(), "64k");

    /** How far a listener may fall behind before it is dropped. */
    public static final MountSetting<BufferSize> QUEUE_SIZE = of("queue-size", new MountTypes.Buffer(), "512k");

    /** How often a listener that has had its burst is sent what has come since; zero sends at once. */
    public static final MountSetting<Duration> DELIVERY_INTERVAL =
            of("delivery-interval", new SettingTypes.Span(), "1s");

    /** Bytes of audio between two ICY metadata blocks; 0 sends none. Applies to listeners that come later. */
    public static final MountSetting<Integer> METADATA_INTERVAL =
            of("metadata-interval", new MountTypes.MetadataInterval(), "16000");

    /** The charset of ICY metadata on the wire. */
    public static final MountSetting<Charset> CHARSET = of("charset", new MountTypes.CharsetName(), "UTF-8");

    /** The most listeners at a time; those that are there stay. */
    public static final MountSetting<Optional<Integer>> MAX_LISTENERS =
            optional("max-listeners", new SettingTypes.Count());

    /** How long one may listen; zero is without end. */
    public static final MountSetting<Duration> MAX_LISTENER_DURATION =
            of("max-listener-duration", new SettingTypes.Span(), "0s");

    /** The most that all listeners together may be sent, in bit/s; no further ones are let in, those there stay. */
    public static final MountSetting<Optional<Long>> MAX_BANDWIDTH =
            optional("max-bandwidth", new MountTypes.Bandwidth());

    /** Whether public pages leave the mount out. */
    public static final MountSetting<Boolean> HIDDEN = of("hidden", new SettingTypes.Flag(), "false");

    /** Whether listeners may come by the mount's own name, and not only as a fallback of another. */
    public static final MountSetting<Boolean> DIRECT_ACCESS = of("direct-access", new SettingTypes.Flag(), "true");

    /** The mount, or the file under HOME/web, that listeners hear while this mount has no source. */
    public static final MountSetting<Optional<String>> FALLBACK_MOUNT =
            optional("fallback-mount", new SettingTypes.MountPath());

    /** Which listeners of the fallback return when the source does. */
    public static final MountSetting<FallbackOverride> FALLBACK_OVERRIDE =
            of("fallback-override", new SettingTypes.Choice<>(FallbackOverride.class), "none");

    /** Whether those who find the mount full are sent to the fallback. */
    public static final MountSetting<Boolean> FALLBACK_WHEN_FULL =
            of("fallback-when-full", new SettingTypes.Flag(), "false");

    /**
     * Where listeners are sent who find the mount full, or without a source; <code>${mount}</code> in it is the mount.
     */
    public static final MountSetting<Optional<String>> REDIRECT_TO =
            optional("redirect-to", new MountTypes.RedirectAddress());

    /** A file under HOME/web that each listener hears first; applies to listeners that come later. */
    public static final MountSetting<Optional<String>> INTRO = optional("intro", new MountTypes.WebPath());

    /** Further headers of the response, one a line, {@code Name: value}. Applies to listeners that come later. */
    public static final MountSetting<HttpHeaders> HTTP_HEADERS = of("http-headers", new MountTypes.HeaderLines(), "");

    /** Where the stream is recorded, with the conversions of strftime; another name begins another file. */
    public static final MountSetting<Optional<String>> DUMP_FILE = optional("dump-file", new MountTypes.DumpPath());

    /** How long a recording may become before the next begins; zero is without end. */
    public static final MountSetting<Duration> DUMP_MAX_DURATION =
            of("dump-max-duration", new SettingTypes.Span(), "0s");

    /** How large a recording may become before the next begins, in bytes. */
    public static final MountSetting<Optional<Long>> DUMP_MAX_SIZE =
            optional("dump-max-size", new MountTypes.FileSize());

    /** How old a recording may become before it is deleted; zero is without end. */
    public static final MountSetting<Duration> DUMP_KEEP = of("dump-keep", new SettingTypes.Age(), "0s");

    /** How much of the disk all recordings of the mount may take before the oldest are deleted, in bytes. */
    public static final MountSetting<Optional<Long>> DUMP_KEEP_SIZE =
            optional("dump-keep-size", new MountTypes.FileSize());

    /** What is written beside a recording; applies when the next file begins. */
    public static final MountSetting<CueFormat> DUMP_CUE =
            of("dump-cue", new SettingTypes.Choice<>(CueFormat.class), "none");

    /** {@code ice-name} in the place of what the source says, as all that follow. */
    public static final MountSetting<Optional<String>> STREAM_NAME = optional("stream-name", new SettingTypes.Line());

    /** {@code ice-description}. */
    public static final MountSetting<Optional<String>> STREAM_DESCRIPTION =
            optional("stream-description", new SettingTypes.Line());

    /** {@code ice-genre}. */
    public static final MountSetting<Optional<String>> STREAM_GENRE = optional("stream-genre", new SettingTypes.Line());

    /** {@code ice-url}. */
    public static final MountSetting<Optional<String>> STREAM_URL = optional("stream-url", new SettingTypes.Line());

    /** {@code ice-bitrate}, in kbit/s. */
    public static final MountSetting<Optional<Integer>> STREAM_BITRATE =
            optional("stream-bitrate", new SettingTypes.Count());

    /** {@code ice-public}: whether directories may list the stream. */
    public static final MountSetting<Optional<Boolean>> STREAM_PUBLIC =
            optional("stream-public", new SettingTypes.Flag());

    /** The names of the codecs that status documents and directories show, in the place of what the stream says. */
    public static final MountSetting<Optional<String>> STREAM_SUBTYPE =
            optional("stream-subtype", new SettingTypes.Line());

    /** Who says whether somebody may listen; applies, as all that follow, to listeners that come later. */
    public static final MountSetting<AuthType> AUTH_TYPE =
            of("auth-type", new SettingTypes.Choice<>(AuthType.class), "none");

    /** The file of users and hashes for {@code htpasswd}; a relative path is under HOME. */
    public static final MountSetting<Optional<String>> AUTH_HTPASSWD_FILE =
            optional("auth-htpasswd-file", new AuthTypes.FilePath());

    /** Whether one user may listen more than once at a time. */
    public static final MountSetting<Boolean> AUTH_ALLOW_DUPLICATE_USERS =
            of("auth-allow-duplicate-users", new SettingTypes.Flag(), "true");

    /** The address that is asked whether somebody may listen; none lets everybody in. */
    public static final MountSetting<Optional<HttpUrl>> AUTH_LISTENER_ADD =
            optional("auth-listener-add", new AuthTypes.Backend());

    /** The address that is told when a listener has gone. */
    public static final MountSetting<Optional<HttpUrl>> AUTH_LISTENER_REMOVE =
            optional("auth-listener-remove", new AuthTypes.Backend());

    /** The address that is asked whether a source may stream, in the place of the server's passwords. */
    public static final MountSetting<Optional<HttpUrl>> AUTH_STREAM_AUTH =
            optional("auth-stream-auth", new AuthTypes.Backend());

    /** The address that is told when the mount is turned on. */
    public static final MountSetting<Optional<HttpUrl>> AUTH_MOUNT_ADD =
            optional("auth-mount-add", new AuthTypes.Backend());

    /** The address that is told when the mount is turned off. */
    public static final MountSetting<Optional<HttpUrl>> AUTH_MOUNT_REMOVE =
            optional("auth-mount-remove", new AuthTypes.Backend());

    /** The user name this server itself shows to those addresses. */
    public static final MountSetting<Optional<String>> AUTH_USER = optional("auth-user", new AuthTypes.User());

    /** The password to {@link #AUTH_USER}. */
    public static final MountSetting<Optional<Secret>> AUTH_PASSWORD =
            optional("auth-password", new AuthTypes.Password());

    /** Names of the listener's headers that are sent along, with commas between them. */
    public static final MountSetting<HeaderNames> AUTH_HEADERS = of("auth-headers", new AuthTypes.Names(), "");

    /** What stands before their names in the form. */
    public static final MountSetting<Optional<String>> AUTH_HEADER_PREFIX =
            optional("auth-header-prefix", new SettingTypes.Line());

    /** The header of the answer that lets in, with the beginning of its value. */
    public static final MountSetting<String> AUTH_HEADER =
            of("auth-header", new AuthTypes.HeaderStart(), "icecast-auth-user: 1");

    /** The header of the answer that says for how many seconds. */
    public static final MountSetting<String> AUTH_TIMELIMIT_HEADER =
            of("auth-timelimit-header", new AuthTypes.HeaderName(), "icecast-auth-timelimit");

    /** The header of the answer that says why not. */
    public static final MountSetting<String> AUTH_MESSAGE_HEADER =
            of("auth-message-header", new AuthTypes.HeaderName(), "icecast-auth-message");

    /** How long an answer is waited for: as long as Icecast waits, for here nobody else does. */
    public static final MountSetting<Duration> AUTH_TIMEOUT = of("auth-timeout", new SettingTypes.Patience(), "15s");

    /** What holds for listeners when no answer comes. */
    public static final MountSetting<FailureAnswer> AUTH_ON_FAILURE =
            of("auth-on-failure", new SettingTypes.Choice<>(FailureAnswer.class), "deny");

    /** The only addresses that may listen; empty means any. */
    public static final MountSetting<AddressList> ALLOW_ADDRESSES =
            of("allow-addresses", new AuthTypes.Addresses(), "");

    /** Addresses that may not listen, even if they are among the allowed ones. */
    public static final MountSetting<AddressList> DENY_ADDRESSES = of("deny-addresses", new AuthTypes.Addresses(), "");

    /** User agents that may not listen, one a line, with the wildcards {@code *} and {@code ?}. */
    public static final MountSetting<AgentPatterns> DENY_AGENTS = of("deny-agents", new AuthTypes.Agents(), "");

    private final int index;
    private final String key;
    private final Type<T> type;
    private final String byDefault;

    private MountSetting(String key, Type<T> type, String byDefault) {
        this.index = LIST.size();
        this.key = key;
        this.type = type;
        this.byDefault = byDefault;
        LIST.add(this);
    }

    private static <T> MountSetting<T> of(String key, Type<T> type, String byDefault) {
        return new MountSetting<>(key, type, byDefault);
    }

    /** One that may be left unset; written as an empty text. */
    private static <T> MountSetting<Optional<T>> optional(String key, Type<T> type) {
        return new MountSetting<>(key, new SettingTypes.Maybe<>(type), "");
    }

    /** Every setting, in the order of this class. */
    public static List<MountSetting<?>> all() {
        return Collections.unmodifiableList(LIST);
    }

    /** The setting of that key, if there is one. */
    public static Optional<MountSetting<?>> find(String key) {
        return LIST.stream().filter(setting -> setting.key.equals(key)).findFirst();
    }

    /** Such as {@code burst-size}: the end of {@code icefloe.mount.burst-size}. */
    public String key() {
        return key;
    }

    /** How its value is written. */
    public Type<T> type() {
        return type;
    }

    /** Its value where nobody says otherwise. */
    public T byDefault() {
        return type.convert(byDefault);
    }

    /** Its default as it is written; empty if it is unset by default. */
    Optional<String> defaultText() {
        return Optional.of(byDefault).filter(text -> !text.isEmpty());
    }

    /** Its place in {@link #all()}. */
    int index() {
        return index;
    }

    @Override
    public String toString() {
        return key;
    }
}
