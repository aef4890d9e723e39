package org.icefloe.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.icefloe.net.AddressPrivacy;
import org.icefloe.net.TrustedProxies;

/**
 * The settings of the server. The method {@code stream().port()} reads the key {@code icefloe.stream.port}; the groups
 * below are the parts of the keys. Immutable: the settings of one moment. {@link Changes} marks those that can have
 * another value in the next, which {@link LiveSettings} then gives out.
 *
 * <p>{@code docs/settings.md} lists every key for those who run the server.
 */
@ConfigMapping(prefix = "icefloe")
public interface Settings {
    /** The directory of everything that outlives a restart. Default: {@code .icefloe} in the user's home. */
    @WithConverter(SettingTypes.Directory.class)
    Path home();

    /** The port of the container that {@code java -jar} starts. */
    Http http();

    /** The stream port, which speaks Icecast's wire protocol. */
    Stream stream();

    /** What the server says of itself. */
    Server server();

    /** Files that are served beside the streams. */
    Web web();

    /** What the server grants at most. */
    Limits limits();

    /**
     * {@code icefloe.mount.*}, what holds for mounts whose entries do not say otherwise: those that are given, by the
     * {@linkplain MountSetting#key() key} that follows the prefix. {@link MountSettings#from} reads them.
     */
    Map<String, String> mount();

    /** Where settings and accounts are kept. */
    Db db();

    /** What is written down of what happens. */
    Log log();
    /** How many listened when. */
    History history();

    /** The source password of a fresh home. */
    FirstPassword source();

    /** How the server is run. */
    Admin admin();

    /** How logins are checked. */
    Auth auth();

    /** Streams of other servers, and what other servers may have of ours. */
    Relay relay();

    /** Where people look for streams: those of ours, and those of others that are listed here. */
    DirectorySettings directory();

    /** {@code icefloe.http.*}: the servlet door of {@code java -jar}; a deployed WAR has its container's port. */
    interface Http {
        /** The port, 0 to 65535; 0 takes any free one. Default: 8080. */
        @WithDefault("8080")
        @WithConverter(SettingTypes.Port.class)
        int port();

        /** The address to bind. Default: 0.0.0.0, which is every one. */
        @WithDefault("0.0.0.0")
        String bind();
    }

    /** {@code icefloe.stream.*}: the stream port. */
    interface Stream {
        /** Whether there are streams here at all: sources, listeners and relays. Default: true. */
        @WithDefault("true")
        @WithConverter(SettingTypes.Flag.class)
        boolean serve();

        /** The port, 0 to 65535; 0 turns the stream port off. Default: 8000. */
        @WithDefault("8000")
        @WithConverter(SettingTypes.Port.class)
        int port();

        /** The address to bind. Default: 0.0.0.0, which is every one. */
        @WithDefault("0.0.0.0")
        String bind();

        /** The port for SHOUTcast v1 sources, 0 to 65535; 0 turns it off. Default: one above the stream port. */
        @WithConverter(SettingTypes.Port.class)
        int shoutcastPort();

        /** The mount of a SHOUTcast source, which cannot name one itself. Default: {@code /stream}. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("/stream")
        @WithConverter(SettingTypes.MountPath.class)
        String shoutcastMount();

        /** Connections that may wait to be accepted: a crowd comes at once when a programme begins. Default: 4096. */
        @WithDefault("4096")
        @WithConverter(SettingTypes.Count.class)
        int backlog();

        /** What the system holds for a client that has not taken it, in bytes. Default: what the system finds good. */
        @WithConverter(SettingTypes.ByteSize.class)
        Optional<Integer> sendBuffer();
    }

    /** {@code icefloe.server.*}: shown on pages and in status documents. */
    interface Server {
        /** The host name in the addresses the server gives out. Default: localhost. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("localhost")
        @WithConverter(SettingTypes.HostName.class)
        String hostname();

        /** What streams are reached by from outside, where that is not where this server listens. Default: none. */
        @Changes(Applies.AT_ONCE)
        @WithConverter(SettingTypes.HttpUrl.class)
        Optional<URI> publicUrl();

        /** The proxies whose {@code X-Forwarded-*} and {@code Forwarded} headers are believed. Default: none. */
        @Changes(Applies.AT_ONCE)
        @WithConverter(SettingTypes.Proxies.class)
        Optional<TrustedProxies> trustedProxies();

        /** Where on Earth the server stands, in words. Default: Earth. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("Earth")
        @WithConverter(SettingTypes.Line.class)
        String location();

        /** The mail address of whoever runs it. Default: {@code icemaster@localhost}. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("icemaster@localhost")
        @WithConverter(SettingTypes.Line.class)
        String contact();

        /** What the server calls itself to clients. Default: {@code Icefloe} and its version. */
        @Changes(Applies.AT_ONCE)
        @WithConverter(SettingTypes.ServerName.class)
        Optional<String> id();

        /** Further headers of every response; those of streams are in the settings of their mounts. Default: none. */
        @Changes(Applies.AT_ONCE)
        @WithConverter(MountTypes.HeaderLines.class)
        Optional<HttpHeaders> httpHeaders();
    }

    /** {@code icefloe.web.*}. */
    interface Web {
        /** The directory of the files that anybody may fetch. Default: {@code HOME/web}. */
        @WithConverter(SettingTypes.Directory.class)
        Path root();

        /** Whether anybody may fetch them; intros and fallbacks are played all the same. Default: true. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("true")
        @WithConverter(SettingTypes.Flag.class)
        boolean files();
    }

    /** {@code icefloe.limits.*}. */
    interface Limits {
        /** The most connections at a time. Default: 50000. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("50000")
        @WithConverter(SettingTypes.Count.class)
        int clients();

        /** The most sources at a time. Default: 4096. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("4096")
        @WithConverter(SettingTypes.Count.class)
        int sources();

        /** How long a request may take to arrive up to its empty line. Default: 15 s. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("15s")
        @WithConverter(SettingTypes.Patience.class)
        Duration headerTimeout();

        /** How long the body of a request may take to arrive that is no stream. Default: 25 s. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("25s")
        @WithConverter(SettingTypes.Patience.class)
        Duration bodyTimeout();

        /** How large such a body may be, in bytes. Default: 64 KiB. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("64k")
        @WithConverter(SettingTypes.BodySize.class)
        int bodySize();

        /** The most listeners at a time, at all mounts together. Default: as many as connections. */
        @Changes(Applies.AT_ONCE)
        @WithConverter(SettingTypes.Count.class)
        Optional<Integer> listeners();

        /** The most that all listeners together may be sent, in bit/s; those that are there stay. Default: no limit. */
        @Changes(Applies.AT_ONCE)
        @WithConverter(MountTypes.Bandwidth.class)
        Optional<Long> bandwidth();
    }

    /** {@code icefloe.db.*}: H2 and PostgreSQL are supported. */
    interface Db {
        /** The JDBC URL. Default: an H2 file in {@code HOME/db} that is written before a change is acknowledged. */
        String url();

        /** The database user. Default: icefloe. */
        @WithDefault("icefloe")
        String user();

        /** The database password. Default: none. */
        @Confidential
        Optional<String> password();
    }

    /** {@code icefloe.log.*}: files of lines; a relative path is under HOME. All three are rotated the same way. */
    interface Log {
        /** Whether there is an access log, in Icecast's format. Default: true. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("true")
        @WithConverter(SettingTypes.Flag.class)
        boolean access();

        /** Where it is. Default: {@code HOME/log/access.log}. */
        @Changes(Applies.AT_ONCE)
        @WithConverter(LogTypes.LogPath.class)
        Path accessFile();

        /** Whether there is a playlist log, of titles as they change. Default: false. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("false")
        @WithConverter(SettingTypes.Flag.class)
        boolean playlist();

        /** Where it is. Default: {@code HOME/log/playlist.log}. */
        @Changes(Applies.AT_ONCE)
        @WithConverter(LogTypes.LogPath.class)
        Path playlistFile();

        /** Whether what goes to standard error goes to a file too. Default: true. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("true")
        @WithConverter(SettingTypes.Flag.class)
        boolean error();

        /** Where it is. Default: {@code HOME/log/error.log}. */
        @Changes(Applies.AT_ONCE)
        @WithConverter(LogTypes.LogPath.class)
        Path errorFile();

        /** How much the server says there. Default: info. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("info")
        @WithConverter(LogTypes.LevelWord.class)
        LogLevel level();

        /** How long a file may become before another is begun, in bytes; 0 is without end. Default: 100 MiB. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("100m")
        @WithConverter(LogTypes.MaxSize.class)
        long maxSize();

        /** When another file is begun anyway; 0 is never. Default: each day. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("1d")
        @WithConverter(LogTypes.MaxAge.class)
        Duration maxAge();

        /** Which of the files that are full stay. Default: those of 30 days. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("30d")
        @WithConverter(LogTypes.Kept.class)
        LogKeep keep();

        /** How the addresses of listeners are written. Default: full. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("full")
        @WithConverter(LogTypes.Addresses.class)
        AddressPrivacy.Way addresses();
    }

    /** {@code icefloe.history.*}: ages of zero are without end. */
    interface History {
        /** Whether it is kept. Default: true. */
        @WithDefault("true")
        @WithConverter(SettingTypes.Flag.class)
        boolean enabled();

        /** How old minutes become. Default: 2 days. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("2d")
        @WithConverter(SettingTypes.Age.class)
        Duration keepMinutes();

        /** How old hours become. Default: 90 days. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("90d")
        @WithConverter(SettingTypes.Age.class)
        Duration keepHours();

        /** How old days become. Default: 5 years. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("1826d")
        @WithConverter(SettingTypes.Age.class)
        Duration keepDays();
    }

    /** {@code icefloe.admin.*}. */
    interface Admin extends FirstPassword {
        /** Whether commands that change something may come by GET, as Icecast's tools send them. Default: true. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("true")
        @WithConverter(SettingTypes.Flag.class)
        boolean changeByGet();
    }

    /** {@code icefloe.relay.*}; its password is that of the account by which other servers log in here. */
    interface Relay extends FirstPassword {
        /** The server whose mounts all appear here. Default: none. */
        @Changes(Applies.AT_ONCE)
        @WithConverter(SettingTypes.HostName.class)
        Optional<String> masterServer();

        /** Its port, 1 to 65535. Default: 8000. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("8000")
        @WithConverter(SettingTypes.RemotePort.class)
        int masterPort();

        /** Whether it is spoken to by https, and its certificate checked. Default: false. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("false")
        @WithConverter(SettingTypes.Flag.class)
        boolean masterTls();

        /** The user by whom this server logs in there. Default: relay. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("relay")
        @WithConverter(SettingTypes.Line.class)
        String masterUser();

        /** The password to that. Default: none. */
        @Changes(Applies.AT_ONCE)
        @Confidential
        Optional<String> masterPassword();

        /** How often the master is asked which mounts it has. Default: 2 min. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("2m")
        @WithConverter(SettingTypes.Patience.class)
        Duration masterInterval();

        /** Whether the master may send its listeners here, once this server has told it where. Default: false. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("false")
        @WithConverter(SettingTypes.Flag.class)
        boolean masterRedirect();

        /** How many slaves that have asked for it are sent listeners who find no room here; 0 is none. Default: 0. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("0")
        @WithConverter(SettingTypes.Count.class)
        int maxRedirectSlaves();

        /** Whether what the master has is fetched only while somebody listens. Default: false. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("false")
        @WithConverter(SettingTypes.Flag.class)
        boolean onDemand();

        /** How long a relay on demand runs on without a listener. Default: 30 s. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("30s")
        @WithConverter(SettingTypes.Span.class)
        Duration idleTimeout();

        /** How long another server may take to answer, the look-up of its name included. Default: 10 s. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("10s")
        @WithConverter(SettingTypes.Patience.class)
        Duration connectTimeout();

        /** How long nothing that can be played may come before the next upstream is tried. Default: 5 s. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("5s")
        @WithConverter(SettingTypes.Patience.class)
        Duration stallTimeout();

        /** The longest pause between two attempts where all fail. Default: 1 min. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("1m")
        @WithConverter(SettingTypes.Patience.class)
        Duration retryLimit();

        /** A file of certificates, in PEM, by which those of other servers are known besides the usual ones. */
        @WithConverter(LogTypes.LogPath.class)
        Optional<Path> caFile();
    }

    /** {@code icefloe.auth.*}. */
    interface Auth {
        /** How many logins from one address may fail in a window; 0 is any number. Default: 20. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("20")
        @WithConverter(SettingTypes.Count.class)
        int maxFailures();

        /** The window, and how long an address is not heard that has had too many. Default: 1 min. */
        @Changes(Applies.AT_ONCE)
        @WithDefault("1m")
        @WithConverter(SettingTypes.Patience.class)
        Duration failureWindow();
    }

    /** {@code icefloe.source.*}, and a part of {@code icefloe.admin.*} and {@code icefloe.relay.*}. */
    interface FirstPassword {
        /** The password a fresh home gives the account; later it means nothing. Default: one is made up and printed. */
        @Changes(Applies.IN_FRESH_HOME)
        @Confidential
        Optional<String> password();
    }
}
