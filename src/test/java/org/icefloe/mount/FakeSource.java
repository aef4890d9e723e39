package org.icefloe.mount;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.icefloe.format.StreamTags;
import org.jspecify.annotations.Nullable;

/** A source in the hands of a test. It takes titles as its format does, and notes why it was ended. */
public final class FakeSource implements Source {
    private final MountRegistry mounts;
    private final List<String> ends = new ArrayList<>();

    @Nullable
    private Intake intake;

    private FakeSource(MountRegistry mounts) {
        this.mounts = mounts;
    }

    /** Turns a mount on. */
    public static FakeSource begin(MountRegistry mounts, String name, StreamProfile profile) {
        FakeSource source = new FakeSource(mounts);
        source.intake = mounts.begin(new MountName(name), profile, source);
        return source;
    }

    /** By which the mount's present source writes. */
    public static Intake intakeOf(Mount mount) {
        return mount.intake();
    }

    /** Ends the source of a mount, as if its connection had closed. */
    public static void end(MountRegistry mounts, Mount mount) {
        mounts.release(mount.intake());
    }

    /** Somebody listens to a mount from now on. */
    public static void enter(Mount mount) {
        mount.counters().tryEnter(Integer.MAX_VALUE);
    }

    /** Somebody listens no more. */
    public static void leave(Mount mount) {
        mount.counters().leave();
    }

    public Intake intake() {
        return intake;
    }

    public Mount mount() {
        return intake.mount();
    }

    /** The connection closes. */
    public void gone() {
        mounts.release(intake);
    }

    /** Why the server has ended it; empty as long as it has not. */
    public List<String> ends() {
        return ends;
    }

    @Override
    public CompletionStage<Boolean> retitle(StreamTags tags) {
        boolean carried = mount().contentType().format().carriesIcyMetadata();
        if (carried) {
            intake.tags(tags);
        }
        return CompletableFuture.completedStage(carried);
    }

    @Override
    public void end(String reason) {
        ends.add(reason);
        gone();
    }
}
