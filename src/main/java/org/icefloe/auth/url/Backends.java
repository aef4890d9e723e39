package org.icefloe.auth.url;

import java.util.concurrent.CompletionStage;
import org.icefloe.net.http.HttpAnswer;

/** Posts forms. Holds no thread while it waits for an answer. */
interface Backends {
    /** Completes on any thread with the head of the answer; fails with whatever has kept it from coming in time. */
    CompletionStage<HttpAnswer> post(Call call);
}
