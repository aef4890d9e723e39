package org.icefloe.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** A response that knows how many bytes of its body have gone out. Written to by one thread at a time. */
final class CountedResponse extends HttpServletResponseWrapper {
    private final LongAdder bytes = new LongAdder();
    private Optional<ServletOutputStream> output = Optional.empty();

    CountedResponse(HttpServletResponse response) {
        super(response);
    }

    /** The container's own, which costs a stream nothing. */
    static HttpServletResponse bare(HttpServletResponse response) {
        return response instanceof CountedResponse counted ? (HttpServletResponse) counted.getResponse() : response;
    }

    /** So far; any thread. */
    long bytes() {
        return bytes.sum();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (output.isEmpty()) {
            output = Optional.of(new Counting(super.getOutputStream()));
        }
        return output.get();
    }

    private final class Counting extends ServletOutputStream {
        private final ServletOutputStream sent;

        Counting(ServletOutputStream sent) {
            this.sent = sent;
        }

        @Override
        public void write(int octet) throws IOException {
            sent.write(octet);
            bytes.increment();
        }

        @Override
        public void write(byte[] array, int offset, int length) throws IOException {
            sent.write(array, offset, length);
            bytes.add(length);
        }

        @Override
        public void flush() throws IOException {
            sent.flush();
        }

        @Override
        public void close() throws IOException {
            sent.close();
        }

        @Override
        public boolean isReady() {
            return sent.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            sent.setWriteListener(listener);
        }
    }
}
