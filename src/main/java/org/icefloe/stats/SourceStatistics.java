package org.icefloe.stats;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.icefloe.config.AuthType;
import org.icefloe.config.MountSetting;
import org.icefloe.format.StreamFormat;
import org.icefloe.format.StreamInfo;
import org.icefloe.format.StreamTags;
import org.icefloe.mount.Mount;

/**
 * What Icecast tells of a source, under Icecast's names and in its order, which is the alphabet's. A member that is not
 * known is left out.
 */
public final class SourceStatistics {
    private static final DateTimeFormatter MAIL_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
    private static final DateTimeFormatter ISO_DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ");

    /** What a source may say of its sound in {@code ice-audio-info}; other names could pass for the server's own. */
    private static final Set<String> AUDIO_INFO = Set.of(
            "ice-bitrate",
            "ice-channels",
            "ice-samplerate",
            "ice-quality",
            "bitrate",
            "channels",
            "samplerate",
            "quality");

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]{0,9})(?:\\.[0-9]{1,9})?");

    private final Map<String, Object> members = new TreeMap<>();

    private SourceStatistics() {}

    /**
     * Numbers are {@link Integer} or {@link Double}, everything else is text.
     *
     * @param address where the stream is to be had
     */
    static Map<String, Object> of(Mount mount, String address) {
        SourceStatistics statistics = new SourceStatistics();
        statistics.describe(mount.description());
        statistics.playing(mount.titles().current().tags());
        statistics.putIfSaid("yp_currently_playing", mount.titles().listed());
        if (mount.profile().contentType().format() == StreamFormat.OGG) {
            statistics.found(mount.info());
        }
        mount.settings().get(MountSetting.STREAM_SUBTYPE).ifPresent(names -> statistics.members.put("subtype", names));
        statistics.members.put("server_type", mount.profile().contentType().value());
        statistics.members.put("listenurl", address);
        statistics.members.put("listeners", mount.counters().listeners());
        statistics.members.put("listener_peak", mount.counters().listenerPeak());
        statistics.began("stream_start", mount.began());
        authenticator(mount).ifPresent(type -> statistics.members.put("authenticator", type));
        return statistics.members;
    }

    /** The same, and what only an admin is told. */
    static Map<String, Object> whole(Mount mount, String address) {
        Map<String, Object> members = of(mount, address);
        members.put("max_listeners", maxListeners(mount));
        members.put("public", mount.description().getOrDefault("icy-pub", "0").equals("1") ? 1 : 0);
        members.put("slow_listeners", mount.counters().slowListeners());
        members.put("source_ip", mount.profile().address());
        members.put("total_bytes_read", mount.counters().bytesReceived());
        members.put("total_bytes_sent", mount.counters().bytesSent());
        mount.profile().userAgent().ifPresent(agent -> members.put("user_agent", agent));
        return members;
    }

    private static Object maxListeners(Mount mount) {
        return mount.settings().maxListeners().<Object>map(most -> most).orElse("unlimited");
    }

    /** Who says who may listen to a mount, in Icecast's word, if not everybody may. */
    public static Optional<String> authenticator(Mount mount) {
        return Optional.of(mount.settings().get(MountSetting.AUTH_TYPE))
                .filter(type -> type != AuthType.NONE)
                .map(type -> type.toString().toLowerCase(Locale.ROOT));
    }

    /** What the source, or the mount's settings, say; Icecast puts words where nobody says anything. */
    private void describe(Map<String, String> words) {
        members.put("server_name", words.getOrDefault("icy-name", "Unspecified name"));
        members.put("server_description", words.getOrDefault("icy-description", "Unspecified description"));
        members.put("genre", words.getOrDefault("icy-genre", "various"));
        putIfSaid("server_url", words.getOrDefault("icy-url", ""));
        putIfSaid("bitrate", number(words.getOrDefault("icy-br", "")));
        audioInfo(words.getOrDefault("ice-audio-info", ""));
    }

    private void audioInfo(String info) {
        putIfSaid("audio_info", info);
        for (String pair : info.split(";")) {
            String[] sides = pair.strip().split("=", 2);
            if (sides.length == 2 && AUDIO_INFO.contains(sides[0])) {
                putIfSaid(sides[0], number(sides[1]));
            }
        }
    }

    private void playing(StreamTags tags) {
        putIfSaid("artist", tags.artist());
        putIfSaid("title", tags.title());
    }

    private void found(StreamInfo info) {
        putIfSaid("subtype", String.join("/", info.codecs()));
        putIfKnown("audio_bitrate", info.bitrate());
        putIfKnown("audio_channels", info.channels());
        putIfKnown("audio_samplerate", info.sampleRate());
        putIfKnown("ice-bitrate", info.bitrate() / 1000);
    }

    private void began(String name, Instant instant) {
        members.put(name, mailDate(instant));
        members.put(name + "_iso8601", isoDate(instant));
    }

    private void putIfSaid(String name, Object value) {
        if (!value.equals("")) {
            members.put(name, value);
        }
    }

    private void putIfKnown(String name, int value) {
        if (value > 0) {
            members.put(name, value);
        }
    }

    /** A number as a number, where a number is meant; what a source says instead stays text. */
    private static Object number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return text;
        }
        double value = Double.parseDouble(text);
        return value == (int) value ? (Object) (int) value : (Object) value;
    }

    /** Such as {@code Fri, 20 Nov 2026 17:10:29 +0000}. */
    static String mailDate(Instant instant) {
        return MAIL_DATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Such as {@code 2026-11-20T17:10:29+0000}. */
    static String isoDate(Instant instant) {
        return ISO_DATE.format(instant.atOffset(ZoneOffset.UTC));
    }
}
