package org.icefloe.relay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icefloe.mount.MountName;
import org.icefloe.net.RelayPath;
import org.icefloe.relay.RelayStatus.Phase;
import org.icefloe.relay.RelayStatus.UpstreamStatus;

/** Says of relays what a test wants to be said. */
public final class FakeReport implements RelayReport {
    /** When everything has happened. */
    public static final Instant SINCE = Instant.parse("2026-11-29T12:00:03.456Z");

    private final List<RelayStatus> relays = new ArrayList<>();
    private Optional<MasterStatus> master = Optional.empty();
    private RelayPath way = RelayPath.NONE;

    /** One that is heard from there, for the second time. */
    public void live(String mount, String url, boolean mirrored, boolean onDemand) {
        relays.add(new RelayStatus(
                new MountName(mount),
                mirrored,
                onDemand,
                Phase.LIVE,
                SINCE,
                "live since 2026-11-29T12:00:03Z from " + url,
                Optional.empty(),
                List.of(new UpstreamStatus(url, true, Optional.empty(), Optional.empty())),
                2));
    }

    /** One that nobody listens to. */
    public void idle(String mount) {
        relays.add(new RelayStatus(
                new MountName(mount),
                false,
                true,
                Phase.IDLE,
                SINCE,
                "idle: it connects when somebody listens",
                Optional.empty(),
                List.of(),
                0));
    }

    /** One that is tried again 12 s later. */
    public void failing(String mount, String url, String fault) {
        relays.add(new RelayStatus(
                new MountName(mount),
                false,
                false,
                Phase.FAILING,
                SINCE,
                "failing because " + url + " " + fault + "; next try in 12 s",
                Optional.of(SINCE.plusSeconds(12)),
                List.of(new UpstreamStatus(url, false, Optional.of(fault), Optional.of(SINCE))),
                0));
    }

    public void master(MasterStatus status) {
        master = Optional.of(status);
    }

    @Override
    public List<RelayStatus> relays() {
        return List.copyOf(relays);
    }

    @Override
    public Optional<MasterStatus> master() {
        return master;
    }

    /** Of this server, and of those it mirrors. */
    public void way(RelayPath path) {
        way = path;
    }

    @Override
    public RelayPath way() {
        return way;
    }
}
