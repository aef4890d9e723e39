package org.icefloe.auth;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.icefloe.mount.RefusedException;

/**
 * Compares passwords with hashes on an executor, each pair once: what is known is answered at once, and who asks for a
 * pair that is being compared waits for that comparison. Addresses from where too many logins have failed are answered
 * what is known, and nothing else.
 */
public final class PasswordVerifier {
    private final PasswordScheme hasher;
    private final Executor executor;
    private final int maxWaiting;
    private final LoginThrottle throttle;
    private final Fingerprinter fingerprinter = new Fingerprinter();
    private final VerdictCache verdicts = new VerdictCache();

    /** The comparisons that were begun and have not ended, by fingerprint. */
    private final Map<String, Comparison> waiting = new ConcurrentHashMap<>();

    /**
     * Compares in that way.
     *
     * @param maxWaiting how many passwords may wait to be compared at a time
     * @param throttle which addresses are heard
     */
    public PasswordVerifier(PasswordScheme hasher, Executor executor, int maxWaiting, LoginThrottle throttle) {
        this.hasher = hasher;
        this.executor = executor;
        this.maxWaiting = maxWaiting;
        this.throttle = throttle;
    }

    /**
     * A pair of hash and password.
     *
     * @param hash what the password is compared with
     * @param real whether it is the user's own; else the verdict is no, whatever comes of it
     * @param fingerprint names the pair
     */
    private record Pair(String password, String hash, boolean real, String fingerprint) {}

    /**
     * A comparison that was begun.
     *
     * @param address from where it was asked for first
     */
    private record Comparison(String address, CompletableFuture<Boolean> answer) {}

    /**
     * Whether the password has that hash; never, but no sooner, if there is none. Fails with a {@link RefusedException}
     * if that is unknown and too many logins from this address have failed.
     *
     * @param user whose hash it would be: a stranger's password is compared once, as an account's is
     */
    public CompletionStage<Boolean> verify(String user, String password, Optional<String> hash, String address) {
        return verify(user, password, hash, hasher.decoy(), address);
    }

    /**
     * The same, where hashes differ in the time they take.
     *
     * @param standIn what to compare with if there is no hash
     */
    public CompletionStage<Boolean> verify(
            String user, String password, Optional<String> hash, String standIn, String address) {
        return verify(pair(user, password, hash, standIn), address);
    }

    /** What has been found out before. */
    Optional<Boolean> known(String user, String password, Optional<String> hash) {
        return verdicts.get(pair(user, password, hash, hasher.decoy()).fingerprint);
    }

    /** Without the user, what stands in would be known to go with a password that somebody else has tried. */
    private Pair pair(String user, String password, Optional<String> hash, String standIn) {
        return hash.map(known -> new Pair(password, known, true, fingerprinter.of(known, password)))
                .orElseGet(() -> new Pair(password, standIn, false, fingerprinter.of(standIn + '\0' + user, password)));
    }

    private CompletableFuture<Boolean> verify(Pair pair, String address) {
        return verdicts.get(pair.fingerprint)
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> throttle.refusal(address)
                        .map(refusal -> CompletableFuture.<Boolean>failedFuture(new RefusedException(refusal)))
                        .orElseGet(() -> compare(pair, address)));
    }

    private CompletableFuture<Boolean> compare(Pair pair, String address) {
        Comparison mine = new Comparison(address, new CompletableFuture<>());
        Comparison earlier = waiting.putIfAbsent(pair.fingerprint, mine);
        if (earlier != null) {
            return earlier.address.equals(address) ? earlier.answer : join(earlier, pair, address);
        }
        if (waiting.size() > maxWaiting) {
            fail(pair, mine, new AuthenticationBusyException(maxWaiting));
        } else {
            begin(pair, mine);
        }
        return mine.answer;
    }

    /** If the other address is refused the comparison meanwhile, this one need not be. */
    private CompletableFuture<Boolean> join(Comparison earlier, Pair pair, String address) {
        return earlier.answer
                .handle((verdict, failure) ->
                        failure instanceof RefusedException ? verify(pair, address) : earlier.answer)
                .thenCompose(Function.identity());
    }

    private void begin(Pair pair, Comparison comparison) {
        try {
            executor.execute(() -> judge(pair, comparison));
        } catch (RejectedExecutionException e) {
            fail(pair, comparison, new AuthenticationBusyException(waiting.size()));
        }
    }

    /** Asks again whether the address may: others of its logins, which waited before this one, may have failed. */
    private void judge(Pair pair, Comparison comparison) {
        try {
            throttle.refusal(comparison.address).ifPresent(refusal -> {
                throw new RefusedException(refusal);
            });
            boolean verdict = hasher.matches(pair.password, pair.hash) && pair.real;
            verdicts.put(pair.fingerprint, verdict);
            waiting.remove(pair.fingerprint, comparison);
            comparison.answer.complete(verdict);
        } catch (RuntimeException | Error failure) {
            fail(pair, comparison, failure);
        }
    }

    /** It waits no longer when others hear of it, for they may ask for another. */
    private void fail(Pair pair, Comparison comparison, Throwable failure) {
        waiting.remove(pair.fingerprint, comparison);
        comparison.answer.completeExceptionally(failure);
    }
}
