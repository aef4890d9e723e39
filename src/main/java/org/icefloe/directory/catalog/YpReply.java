package org.icefloe.directory.catalog;

import java.time.Duration;
import java.util.Optional;

/**
 * What a server is told that lists a stream.
 *
 * @param isAccepted whether it was done
 * @param message one line of ASCII, for the log of that server
 * @param sid of an entry that was added; {@code -1} if one was not
 * @param touchInterval how often to touch it from now on
 */
public record YpReply(boolean isAccepted, String message, Optional<String> sid, Optional<Duration> touchInterval) {
    private static final Optional<String> NO_SID = Optional.of("-1");

    static YpReply added(String sid, Duration interval) {
        return new YpReply(true, "Successfully Added", Optional.of(sid), Optional.of(interval));
    }

    static YpReply notAdded(String why) {
        return new YpReply(false, why, NO_SID, Optional.empty());
    }

    static YpReply touched(Duration interval) {
        return new YpReply(true, "Successfully touched", Optional.empty(), Optional.of(interval));
    }

    static YpReply done(String message) {
        return new YpReply(true, message, Optional.empty(), Optional.empty());
    }

    static YpReply refused(String why) {
        return new YpReply(false, why, Optional.empty(), Optional.empty());
    }
}
