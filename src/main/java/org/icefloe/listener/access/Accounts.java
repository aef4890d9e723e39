package org.icefloe.listener.access;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.icefloe.auth.Credentials;
import org.icefloe.mount.MountName;
import org.icefloe.mount.Refusal;

/** What the server's own accounts say of listeners, and who keeps count of those who guess. */
public interface Accounts {
    /** Whether it is somebody who may listen anywhere: an admin, or another server. */
    CompletionStage<Boolean> mayListenAnywhere(Credentials credentials, String address);

    /** Whether it is a listener of that mount. */
    CompletionStage<Boolean> mayListen(MountName mount, Credentials credentials, String address);

    /** What to answer without further ado, if too many logins from that address have failed. */
    Optional<Refusal> refusal(String address);

    /** Notes that a login has failed, and says what to answer. */
    Refusal failed(String address, String attempt, String who);
}
