package org.icefloe.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.icefloe.rest.LargeBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a file as fast as the client takes it; the container calls when it does, so that no thread waits for one. */
final class FileOutput implements WriteListener {
    private static final Logger log = LoggerFactory.getLogger(FileOutput.class);

    private final InputStream file;
    private final ServletOutputStream output;
    private final Exchange exchange;

    /** What the output was given last; it may still look there until it is ready for more. */
    private final byte[] portion = new byte[32 * 1024];

    private FileOutput(InputStream file, ServletOutputStream output, Exchange exchange) {
        this.file = file;
        this.output = output;
        this.exchange = exchange;
    }

    /** Sends the body of a response whose head is set. */
    static void begin(LargeBody body, HttpServletRequest request, HttpServletResponse response) throws IOException {
        InputStream file = body.open();
        Exchange exchange = new Exchange();
        exchange.atEnd(() -> close(file));
        try {
            exchange.begin(request);
            ServletOutputStream output = response.getOutputStream();
            output.setWriteListener(new FileOutput(file, output, exchange));
        } catch (Throwable fault) {
            close(file);
            exchange.abort();
            throw fault;
        }
    }

    @Override
    public void onWritePossible() throws IOException {
        while (output.isReady()) {
            int length = file.read(portion);
            if (length < 0) {
                exchange.complete();
                return;
            }
            output.write(portion, 0, length);
        }
    }

    /** The client is gone, or the file has become shorter than was promised. */
    @Override
    public void onError(Throwable fault) {
        log.debug("A file was not sent to its end", fault);
        exchange.abort();
    }

    private static void close(InputStream file) {
        try {
            file.close();
        } catch (IOException e) {
            log.debug("A file did not close", e);
        }
    }
}
