package org.icefloe.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntSupplier;
import org.icefloe.mount.Refusal;

/** Answers a request with 413 whose body is larger than forms and settings are. */
@PreMatching
@Priority(0)
public final class BodyLimit implements ContainerRequestFilter {
    private final IntSupplier most;

    /** @param most in bytes; asked at each request */
    public BodyLimit(IntSupplier most) {
        this.most = most;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        int limit = most.getAsInt();
        if (request.getLength() > limit) {
            throw tooLarge(limit);
        }
        request.setEntityStream(new Limited(request.getEntityStream(), limit));
    }

    private static WebApplicationException tooLarge(int limit) {
        Refusal refusal = Refusal.bodyTooLarge(limit);
        return new WebApplicationException(refusal.message(), Replies.refusal(refusal));
    }

    /** For a body whose length is not told. */
    private static final class Limited extends FilterInputStream {
        private final int limit;
        private long taken;

        Limited(InputStream body, int limit) {
            super(body);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            return count(super.read(), 1);
        }

        @Override
        public int read(byte[] array, int offset, int length) throws IOException {
            int read = super.read(array, offset, length);
            return count(read, read);
        }

        private int count(int result, int bytes) {
            taken += result < 0 ? 0 : bytes;
            if (taken > limit) {
                throw tooLarge(limit);
            }
            return result;
        }
    }
}
