package org.icefloe.relay;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.icefloe.bytes.Printable;
import org.jspecify.annotations.Nullable;

/**
 * A text that another server has sent, whole.
 *
 * @param text UTF-8, or what it can only be if it is not; empty unless the status is 200
 */
record BodyText(ResponseHead head, String text) {
    /** In bytes: the names of ten thousand mounts are shorter. */
    private static final int LONGEST = 1 << 20;

    static CompletionStage<BodyText> of(
            StreamRequests requests, Upstream upstream, Map<String, String> headers, Duration patience) {
        Reading reading = new Reading();
        StreamRequest request = new StreamRequest(requests, upstream, headers, patience, reading);
        reading.request = request;
        ScheduledFuture<?> deadline = requests.timer()
                .schedule(() -> reading.losePatience(patience), patience.toNanos(), TimeUnit.NANOSECONDS);
        reading.text.whenComplete((text, fault) -> deadline.cancel(false));
        request.start();
        return reading.text;
    }

    /** Gathers the text on the connection's thread. */
    private static final class Reading implements StreamRequest.Events {
        private final CompletableFuture<BodyText> text = new CompletableFuture<>();
        private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
        private Optional<ResponseHead> head = Optional.empty();
        private @Nullable StreamRequest request;

        @Override
        public void answered(ResponseHead answer) {
            head = Optional.of(answer);
            if (answer.status() == ResponseHead.OK) {
                request().take(this::gather, () -> false);
            } else {
                text.complete(new BodyText(answer, ""));
                request().close();
            }
        }

        private StreamRequest request() {
            return Objects.requireNonNull(request);
        }

        private void gather(ByteBuffer bytes) {
            if (gathered.size() + bytes.remaining() > LONGEST) {
                fail("sends a text of more than " + LONGEST / (1 << 20) + " MiB");
                return;
            }
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            gathered.writeBytes(copy);
        }

        private void losePatience(Duration patience) {
            fail("did not send all of its text within " + StreamRequest.seconds(patience));
        }

        private void fail(String words) {
            text.completeExceptionally(new NoAnswerException(words));
            request().close();
        }

        @Override
        public void ended(String reason) {
            if (head.isPresent() && request().isWhole()) {
                text.complete(new BodyText(head.get(), Printable.decode(gathered.toByteArray())));
            } else {
                text.completeExceptionally(new NoAnswerException(reason));
            }
        }
    }
}
