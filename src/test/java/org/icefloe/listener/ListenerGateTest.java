package org.icefloe.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.Test;

class ListenerGateTest {
    private final MountRegistry mounts =
            new MountRegistry(9, name -> MountSettings.DEFAULT, FallbackFiles.NONE, Clock.systemUTC(), Ticker.system());
    private final ListenerGate gate = new ListenerGate(mounts, Intros.NONE, ListenerAuthority.EVERYBODY, 2);
    private final ManualLoop loop = new ManualLoop();
    private final FanOut fanOut = new FanOut(loop, Ticker.system());

    @Test
    void mountIsFoundByItsPath() {
        begin("/live");

        assertThat(gate.serves("/live")).isTrue();
        assertThat(gate.serves("/other")).isFalse();
        assertThat(gate.serves("*")).isFalse();
        assertThat(gate.serves("/../live")).isFalse();
    }

    @Test
    void listenersOfAllMountsTogetherHaveALimit() {
        ListenerSession first = admit(begin("/one"));
        admit(begin("/two"));
        Mount third = begin("/three");

        assertThatThrownBy(() -> admit(third))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.refusal())
                        .isEqualTo(Refusal.TOO_MANY_CLIENTS));
        assertThat(third.counters().listeners()).isZero();

        first.clientGone();
        loop.run();
        assertThat(admit(third)).isNotNull();
    }

    @Test
    void whoeverIsLetInIsKnownUntilItLeaves() {
        List<String> heard = new ArrayList<>();
        gate.audience().observe(new ListenerObserver() {
            @Override
            public void joined(ListenerSession session) {
                heard.add("joined " + session.id());
            }

            @Override
            public void left(ListenerSession session) {
                heard.add("left " + session.id());
            }
        });
        ListenerSession session = admit(begin("/live"));
        long id = session.id();

        assertThat(gate.audience().find(id)).containsSame(session);
        assertThat(gate.audience().of(new MountName("/live"))).containsExactly(session);
        session.disconnect();
        loop.run();

        assertThat(gate.audience().find(id)).isEmpty();
        assertThat(gate.audience().all()).isEmpty();
        assertThat(heard).containsExactly("joined " + id, "left " + id);
    }

    @Test
    void grantIsReleasedOnceWhetherItsListenerLeavesOrWasNotLetIn() {
        AtomicInteger released = new AtomicInteger();
        Mount mount = begin("/live");
        ListenerSession session = admit(mount, Guest.grant().whenOver(released::incrementAndGet));
        admit(mount);

        session.clientGone();
        session.disconnect();
        loop.run();
        assertThat(released).hasValue(1);

        admit(mount);
        assertThatThrownBy(() -> admit(mount, Guest.grant().whenOver(released::incrementAndGet)))
                .isInstanceOf(RefusedException.class);
        assertThat(released).hasValue(2);
    }

    private Mount begin(String name) {
        return FakeSource.begin(
                        mounts, name, new StreamProfile(ContentType.MPEG, Map.of(), Optional.empty(), "192.0.2.1"))
                .mount();
    }

    private ListenerSession admit(Mount mount) {
        return admit(mount, Guest.grant());
    }

    private ListenerSession admit(Mount mount, Grant grant) {
        return gate.admit(Guest.wantingTitles(mount.name().value()), grant, new FakeSink(), fanOut);
    }
}
