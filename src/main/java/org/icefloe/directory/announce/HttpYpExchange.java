package org.icefloe.directory.announce;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.icefloe.bytes.Faults;
import org.icefloe.bytes.Printable;
import org.icefloe.config.HttpUrl;
import org.icefloe.config.Spans;
import org.icefloe.net.http.HttpAnswer;
import org.icefloe.net.http.HttpCalls;
import org.icefloe.net.http.HttpFaults;
import org.icefloe.net.http.HttpForm;
import org.icefloe.time.Ticker;

/**
 * Posts forms over HTTP. Where a directory has moved, the form is posted again: it is the form that the directory
 * wants, and a GET would carry none; but never in clear where it was sent by https, for a SID is whose it is that knows
 * it.
 */
public final class HttpYpExchange implements YpExchange {
    private static final int MOST_REDIRECTS = 3;

    /** Of RFC 9110, 15.4, those that do not say that the answer to the form is elsewhere. */
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);

    private final HttpCalls calls;
    private final Ticker ticker;

    public HttpYpExchange(HttpCalls calls, Ticker ticker) {
        this.calls = calls;
        this.ticker = ticker;
    }

    @Override
    public CompletionStage<Reply> post(URI directory, String form, boolean mayRepeat, Duration patience) {
        return new Trip(form, mayRepeat, patience, ticker.nanos()).post(directory, 0);
    }

    /** One form on its way. */
    private final class Trip {
        private final String form;
        private final boolean mayRepeat;
        private final Duration patience;
        private final long began;

        Trip(String form, boolean mayRepeat, Duration patience, long began) {
            this.form = form;
            this.mayRepeat = mayRepeat;
            this.patience = patience;
            this.began = began;
        }

        CompletionStage<Reply> post(URI url, int redirects) {
            Duration left = patience.minusNanos(ticker.nanos() - began);
            if (left.toMillis() <= 0) {
                return CompletableFuture.failedStage(tooLate());
            }
            return calls.post(new HttpForm(url, form, Optional.empty(), left, mayRepeat))
                    .handle((answer, fault) -> {
                        if (fault != null) {
                            throw silence(fault);
                        }
                        return answer;
                    })
                    .thenCompose(answer -> read(answer, url, redirects));
        }

        private CompletionStage<Reply> read(HttpAnswer answer, URI url, int redirects) {
            if (!REDIRECTS.contains(answer.status())) {
                return CompletableFuture.completedStage(new Reply(answer.status(), headers(answer)));
            }
            if (redirects == MOST_REDIRECTS) {
                throw new BadAnswerException("sends on more than " + MOST_REDIRECTS + " times");
            }
            return post(target(answer, url), redirects + 1);
        }

        private NoAnswerException tooLate() {
            return new NoAnswerException("did not answer within " + Spans.format(patience));
        }

        private RuntimeException silence(Throwable fault) {
            Throwable cause = Faults.cause(fault);
            if (cause instanceof TimeoutException) {
                return tooLate();
            }
            String words = HttpFaults.words(cause);
            return HttpFaults.isBroken(cause) ? new BadAnswerException(words) : new NoAnswerException(words);
        }
    }

    private static URI target(HttpAnswer answer, URI from) {
        String location = answer.header("location").orElse("");
        try {
            URI wanted = from.resolve(URI.create(location.replace(" ", "%20").replaceFirst("#.*", "")));
            URI target = new HttpUrl(wanted).address();
            if (isSecure(from) && !isSecure(target)) {
                throw new BadAnswerException("sends on from https to http, which is not followed");
            }
            return target;
        } catch (IllegalArgumentException noAddress) {
            throw new BadAnswerException("sends on to " + Printable.quote(location) + ", which is no address");
        }
    }

    private static boolean isSecure(URI url) {
        return url.getScheme().equalsIgnoreCase("https");
    }

    private static Map<String, String> headers(HttpAnswer answer) {
        Map<String, String> headers = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> values.stream()
                .findFirst()
                .ifPresent(value -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value)));
        return headers;
    }
}
