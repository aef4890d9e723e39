package org.icefloe.config;

import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import org.icefloe.net.HostList;

/** {@code icefloe.directory.*}. */
public interface DirectorySettings {
    /** The directories that are told of public streams. Default: none. */
    @Changes(Applies.AT_ONCE)
    @WithConverter(DirectoryTypes.Directories.class)
    Optional<DirectoryUrls> announce();

    /** How long a stream is on before they are told of it. Default: 1 min. */
    @Changes(Applies.AT_ONCE)
    @WithDefault("1m")
    @WithConverter(SettingTypes.Span.class)
    Duration announceDelay();

    /** How long a directory's answer is waited for, redirects included. Default: 15 s. */
    @Changes(Applies.AT_ONCE)
    @WithDefault("15s")
    @WithConverter(SettingTypes.Patience.class)
    Duration announceTimeout();

    /** Hosts whose streams are not listed here, and addresses that may list nothing. Default: none. */
    @Changes(Applies.AT_ONCE)
    @WithConverter(DirectoryTypes.Hosts.class)
    Optional<HostList> deny();

    /** Whether other servers may list their streams here. Default: false. */
    @WithDefault("false")
    @WithConverter(SettingTypes.Flag.class)
    boolean serve();

    /** Whether streams may be listed that are in private networks, or on this machine. Default: false. */
    @Changes(Applies.AT_ONCE)
    @WithDefault("false")
    @WithConverter(SettingTypes.Flag.class)
    boolean allowPrivate();

    /** How often servers are asked to tell that a stream is still there. Default: 200 s. */
    @Changes(Applies.AT_ONCE)
    @WithDefault("200s")
    @WithConverter(SettingTypes.Patience.class)
    Duration touchInterval();

    /** How many streams may be listed here. Default: 200000. */
    @Changes(Applies.AT_ONCE)
    @WithDefault("200000")
    @WithConverter(SettingTypes.Count.class)
    int maxEntries();

    /** How many of them may be of one address. Default: 500. */
    @Changes(Applies.AT_ONCE)
    @WithDefault("500")
    @WithConverter(SettingTypes.Count.class)
    int maxPerAddress();

    /** How long a stream that is listed here is left alone before it is visited again; 0: nobody is. Default: 12 h. */
    @Changes(Applies.AT_ONCE)
    @WithDefault("12h")
    @WithConverter(SettingTypes.VisitInterval.class)
    Duration probeInterval();

    /** Other servers whose directories are shown here too. Default: none. */
    @Changes(Applies.AT_ONCE)
    @WithConverter(DirectoryTypes.Mirrored.class)
    Optional<DirectoryUrls> mirror();

    /** How often they are fetched. Default: 5 min. */
    @Changes(Applies.AT_ONCE)
    @WithDefault("5m")
    @WithConverter(SettingTypes.Patience.class)
    Duration mirrorInterval();
}
