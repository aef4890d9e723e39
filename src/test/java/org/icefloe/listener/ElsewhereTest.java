package org.icefloe.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.icefloe.config.MountSettings;
import org.icefloe.format.ContentType;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.mount.StreamProfile;
import org.icefloe.net.Origin;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.Test;

/** Listeners for whom there is no room, or no stream. */
class ElsewhereTest {
    private final Map<String, MountSettings> settings = new HashMap<>();
    private final MountRegistry mounts = new MountRegistry(
            9,
            name -> settings.getOrDefault(name.value(), MountSettings.DEFAULT),
            new OneFile(),
            Clock.systemUTC(),
            Ticker.system());
    private final Slaves slaves = new Slaves(Ticker.system(), new Random(1));
    private int mostSlaves = 9;
    private int mostListeners = 100;
    private final ListenerGate gate = new ListenerGate(
            new ListenerGate.Inside(
                    mounts,
                    Intros.NONE,
                    OnDemand.NONE,
                    new Elsewhere(
                            mounts, slaves, () -> mostSlaves, new Origin("http", "radio.example", 8000)::isSameAs)),
            ListenerAuthority.EVERYBODY,
            () -> ListenerLimits.of(mostListeners),
            "here",
            UnaryOperator.identity());
    private final FanOut fanOut = new FanOut(new ManualLoop(), Ticker.system());

    /** {@code /there.html} is a file. */
    private static final class OneFile implements FallbackFiles {
        @Override
        public boolean has(MountName path) {
            return path.value().equals("/there.html");
        }

        @Override
        public Optional<Mount> playerOf(MountName file, Predicate<ContentType> accepted) {
            return Optional.empty();
        }

        @Override
        public Optional<Mount> playing(MountName file) {
            return Optional.empty();
        }
    }

    private void set(String mount, String... pairs) {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            texts.put(pairs[i], pairs[i + 1]);
        }
        settings.put(mount, MountSettings.from(texts));
    }

    private void begin(String name) {
        FakeSource.begin(mounts, name, new StreamProfile(ContentType.MPEG, Map.of(), Optional.empty(), "192.0.2.1"));
    }

    private void comes(String slave, int port) {
        slaves.came(
                new Origin("http", slave, port),
                new Slaves.Report(Duration.ofMinutes(1), Optional.empty(), Optional.empty()));
    }

    private Refusal refusal(ListenerRequest request) {
        return refusal(request, Guest.grant());
    }

    private Refusal refusal(ListenerRequest request, Grant grant) {
        return catchThrowableOfType(RefusedException.class, () -> gate.admit(request, grant, new FakeSink(), fanOut))
                .refusal();
    }

    private String location(ListenerRequest request) {
        Refusal refusal = refusal(request);
        assertThat(refusal.status()).isEqualTo(302);
        return refusal.location().orElseThrow();
    }

    @Test
    void fullMountSendsListenersToASlaveWithTheirQuery() {
        set("/a b", "max-listeners", "0", "redirect-to", "http://other.example${mount}");
        begin("/a b");
        comes("slave.example", 8001);

        assertThat(location(Guest.at("/a b"))).isEqualTo("http://slave.example:8001/a%20b");
        assertThat(location(ListenerRequest.of("/a b", "x=1&y=%20\r\n", Map.of(), "192.0.2.2")))
                .isEqualTo("http://slave.example:8001/a%20b?x=1&y=%20%0D%0A");
    }

    @Test
    void fullMountSendsListenersToTheAddressOfItsSettingsIfThereIsNoSlave() {
        set("/a b", "max-listeners", "0", "redirect-to", "https://other.example/x?of=${mount}");
        begin("/a b");

        assertThat(location(ListenerRequest.of("/a b", "y", Map.of(), "192.0.2.2")))
                .isEqualTo("https://other.example/x?of=/a%20b&y");
    }

    @Test
    void fullServerSendsListenersAwayToo() {
        begin("/a");
        comes("slave.example", 8001);
        mostListeners = 0;

        assertThat(location(Guest.at("/a"))).isEqualTo("http://slave.example:8001/a");
    }

    @Test
    void withoutAnywhereToGoAFullMountSaysSo() {
        set("/a", "max-listeners", "0");
        begin("/a");
        comes("slave.example", 8001);
        mostSlaves = 0;

        assertThat(refusal(Guest.at("/a"))).isEqualTo(Refusal.TOO_MANY_LISTENERS);
    }

    @Test
    void fallbackWhenFullGoesFirst() {
        set("/a", "max-listeners", "0", "fallback-mount", "/b", "fallback-when-full", "true");
        begin("/a");
        begin("/b");
        comes("slave.example", 8001);

        assertThat(gate.admit(Guest.at("/a"), Guest.grant(), new FakeSink(), fanOut)
                        .mount()
                        .name())
                .hasToString("/b");
    }

    @Test
    void slavesKnowNothingOfAMountThatIsHiddenOrOff() {
        set("/hidden", "max-listeners", "0", "hidden", "true");
        begin("/hidden");
        set("/off", "fallback-mount", "/b");
        set("/b", "max-listeners", "0");
        begin("/b");
        comes("slave.example", 8001);

        assertThat(refusal(Guest.at("/hidden")).status()).isEqualTo(403);
        assertThat(refusal(Guest.at("/off")).status()).isEqualTo(403);
    }

    @Test
    void mountThatIsOffSendsListenersToTheAddressOfItsSettings() {
        set("/off", "redirect-to", "http://other.example:8000${mount}");

        assertThat(gate.serves("/off")).isTrue();
        assertThat(location(Guest.at("/off"))).isEqualTo("http://other.example:8000/off");
        assertThat(gate.serves("/none")).isFalse();
    }

    @Test
    void fileOrPlaylistIsNotLookedForElsewhere() {
        set("/there.html", "redirect-to", "http://other.example${mount}");
        set("/live.mp3.m3u", "redirect-to", "http://other.example${mount}");

        assertThat(gate.serves("/there.html")).isFalse();
        assertThat(gate.serves("/live.mp3.m3u")).isFalse();
    }

    @Test
    void nobodyIsSentBackHere() {
        set("/a", "max-listeners", "0", "redirect-to", "http://RADIO.example:8000${mount}");
        begin("/a");
        comes("radio.example", 8000);
        comes("192.0.2.9", 8000);

        Map<String, String> byAddress = Map.of("host", "192.0.2.9:8000");
        assertThat(refusal(ListenerRequest.of("/a", "", byAddress, "192.0.2.2")).status())
                .isEqualTo(403);
        assertThat(location(Guest.at("/a"))).isEqualTo("http://192.0.2.9:8000/a");
    }

    @Test
    void ownPageIsAPlaceToGoTo() {
        set("/a", "max-listeners", "0", "redirect-to", "http://radio.example:8000/full.html");
        begin("/a");

        assertThat(location(Guest.at("/a"))).isEqualTo("http://radio.example:8000/full.html");
    }

    @Test
    void anotherServerIsLetInWhereItIsFullAndSentNowhere() {
        set("/a", "max-listeners", "0", "max-bandwidth", "1");
        begin("/a");
        set("/off", "redirect-to", "http://other.example:8000${mount}");
        comes("slave.example", 8001);
        mostListeners = 0;

        assertThat(gate.admit(Guest.at("/a"), Guest.grant().asRelay(), new FakeSink(), fanOut)
                        .mount()
                        .counters()
                        .listeners())
                .isOne();
        assertThat(refusal(Guest.at("/off"), Guest.grant().asRelay()).status()).isEqualTo(404);
    }

    @Test
    void headOfAMountThatIsOffLeadsThereToo() {
        set("/off", "redirect-to", "http://other.example:8000${mount}");

        assertThat(catchThrowableOfType(RefusedException.class, () -> gate.headersFor(Guest.at("/off"), Guest.grant()))
                        .refusal()
                        .status())
                .isEqualTo(302);
    }
}
