package org.icefloe.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses what is {@link Compressed}, if it is more than a packet. */
@Compressed
final class CompressedFilter implements ContainerResponseFilter {
    /** In bytes: less would be one packet anyway. */
    private static final int LEAST = 1024;

    private static final int BUFFER = 4 * 1024;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (response.hasEntity() && Compression.acceptsGzip(request)) {
            response.setEntityStream(new Packed(response.getEntityStream(), response.getHeaders()));
        }
    }

    /** Holds the first bytes until it is known whether there are more. */
    private static final class Packed extends OutputStream {
        private final MultivaluedMap<String, Object> headers;
        private final ByteArrayOutputStream first = new ByteArrayOutputStream(0);
        private OutputStream to;
        private boolean begun;

        Packed(OutputStream to, MultivaluedMap<String, Object> headers) {
            this.to = to;
            this.headers = headers;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] array, int offset, int length) throws IOException {
            if (begun) {
                to.write(array, offset, length);
                return;
            }
            first.write(array, offset, length);
            if (first.size() > LEAST) {
                tell();
                to = new GZIPOutputStream(to, BUFFER);
                begin();
            }
        }

        /** Before anything is written, or the head would be on its way. */
        private void tell() {
            headers.putSingle(HttpHeaders.CONTENT_ENCODING, "gzip");
            headers.remove(HttpHeaders.CONTENT_LENGTH);
        }

        private void begin() throws IOException {
            begun = true;
            first.writeTo(to);
            first.reset();
        }

        /** What is held comes out at the end. */
        @Override
        public void flush() throws IOException {
            if (begun) {
                to.flush();
            }
        }

        @Override
        public void close() throws IOException {
            if (!begun) {
                begin();
            }
            to.close();
        }
    }
}
