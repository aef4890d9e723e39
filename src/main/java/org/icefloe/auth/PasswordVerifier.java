package org.icefloe.auth;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Compares passwords with hashes on an executor, each pair once: what is known is answered at once, and who asks for a
 * pair that is being compared waits for that comparison.
 */
public final class PasswordVerifier {
    private final PasswordScheme hasher;
    private final Executor executor;
    private final int maxWaiting;
    private final Fingerprinter fingerprinter = new Fingerprinter();
    private final VerdictCache verdicts = new VerdictCache();

    /** The comparisons that were begun and have not ended, by fingerprint. */
    private final Map<String, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();

    /**
     * Compares in that way.
     *
     * @param maxWaiting how many passwords may wait to be compared at a time
     */
    public PasswordVerifier(PasswordScheme hasher, Executor executor, int maxWaiting) {
        this.hasher = hasher;
        this.executor = executor;
        this.maxWaiting = maxWaiting;
    }

    /** Whether the password has that hash; never, but no sooner, if there is none. */
    public CompletionStage<Boolean> verify(String password, Optional<String> hash) {
        String known = hash.orElseGet(hasher::decoy);
        String fingerprint = fingerprinter.of(known, password);
        return verdicts.get(fingerprint)
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> compare(fingerprint, password, known));
    }

    private CompletableFuture<Boolean> compare(String fingerprint, String password, String hash) {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> earlier = waiting.putIfAbsent(fingerprint, mine);
        if (earlier != null) {
            return earlier;
        }
        mine.whenComplete((verdict, failure) -> waiting.remove(fingerprint));
        if (waiting.size() > maxWaiting) {
            mine.completeExceptionally(new AuthenticationBusyException(maxWaiting));
        } else {
            begin(fingerprint, password, hash, mine);
        }
        return mine;
    }

    private void begin(String fingerprint, String password, String hash, CompletableFuture<Boolean> answer) {
        try {
            answer.completeAsync(() -> judge(fingerprint, password, hash), executor);
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new AuthenticationBusyException(waiting.size()));
        }
    }

    private boolean judge(String fingerprint, String password, String hash) {
        boolean verdict = hasher.matches(password, hash);
        verdicts.put(fingerprint, verdict);
        return verdict;
    }
}
