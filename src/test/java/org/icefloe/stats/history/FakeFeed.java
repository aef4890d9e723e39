package org.icefloe.stats.history;

import org.icefloe.mount.MountName;

/** A mount in the hands of a test. */
final class FakeFeed implements Feed {
    private final MountName name;
    Traffic traffic = Traffic.NONE;
    boolean over;

    FakeFeed(String name) {
        this.name = new MountName(name);
    }

    void carry(long in, long out) {
        traffic = traffic.plus(new Traffic(in, out));
    }

    @Override
    public MountName name() {
        return name;
    }

    @Override
    public Traffic traffic() {
        return traffic;
    }

    @Override
    public boolean isOver() {
        return over;
    }
}
