package org.icefloe.directory.announce;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Posts forms to directories. Holds no thread while it waits for an answer. Safe for any number of threads. */
@FunctionalInterface
public interface YpExchange {
    /**
     * Posts a form, and follows at most three redirects.
     *
     * @param form {@code application/x-www-form-urlencoded}, in ASCII
     * @param mayRepeat whether it may arrive twice at an address
     * @param patience how long it may take until the head of the answer is there, redirects included
     * @return completes on any thread with any answer; fails with a {@link NoAnswerException}, or with a
     *     {@link BadAnswerException} if there was something, but nothing that can be used
     */
    CompletionStage<Reply> post(URI directory, String form, boolean mayRepeat, Duration patience);

    /**
     * The head of an answer.
     *
     * @param headers names in lower case, the first of several values; as they came, control characters and all
     */
    record Reply(int status, Map<String, String> headers) {
        public Reply {
            headers = Map.copyOf(headers);
        }
    }
}
