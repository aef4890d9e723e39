package org.icefloe.relay;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.icefloe.bytes.Printable;
import org.icefloe.net.BadChunkException;
import org.icefloe.net.Chunks;

/**
 * Where the content of a response ends (RFC 9112, 6.3): with its last chunk, after so many bytes, or with the
 * connection. Servers send chunks even to those who ask by HTTP/1.0.
 */
final class ResponseBody {
    private static final long ENDLESS = Long.MAX_VALUE;

    private final Optional<Chunks> chunks;

    /** What is left of a body that has a length, in bytes. */
    private long left;

    private ResponseBody(Optional<Chunks> chunks, long length) {
        this.chunks = chunks;
        this.left = length;
    }

    /**
     * The body of an answer; of one that is no stream nobody reads it.
     *
     * @throws NoAnswerException if it is encoded in a way that nobody here reads
     */
    static ResponseBody of(ResponseHead head) {
        if (head.status() != ResponseHead.OK) {
            return new ResponseBody(Optional.empty(), ENDLESS);
        }
        refuse(head, "content-encoding", "identity");
        String transfer = refuse(head, "transfer-encoding", "chunked");
        return transfer.equals("chunked")
                ? new ResponseBody(Optional.of(new Chunks()), ENDLESS)
                : new ResponseBody(Optional.empty(), length(head));
    }

    private static String refuse(ResponseHead head, String header, String known) {
        String coding = head.header(header).orElse("").toLowerCase(Locale.ROOT);
        if (!coding.isEmpty() && !coding.equals(known) && !coding.equals("identity")) {
            throw new NoAnswerException("answered in an encoding that is not read here: " + Printable.quote(coding));
        }
        return coding;
    }

    /**
     * What is no length, such as the -1 of a server that does not know, says that the body ends with its connection.
     */
    private static long length(ResponseHead head) {
        return head.header("content-length")
                .filter(length -> length.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(ENDLESS);
    }

    /**
     * Takes the bytes between position and limit; what follows the content is left alone.
     *
     * @param content called with bytes of the content, valid during the call
     * @throws NoAnswerException if chunks were announced and it is none
     */
    void read(ByteBuffer bytes, Consumer<ByteBuffer> content) {
        if (chunks.isPresent()) {
            readChunks(chunks.get(), bytes, content);
            return;
        }
        int length = (int) Math.min(left, bytes.remaining());
        left -= isBounded() ? length : 0;
        content.accept(bytes.slice(bytes.position(), length));
        bytes.position(bytes.position() + length);
    }

    private static void readChunks(Chunks chunks, ByteBuffer bytes, Consumer<ByteBuffer> content) {
        try {
            chunks.read(bytes, content);
        } catch (BadChunkException bad) {
            throw new NoAnswerException("sends chunks that are none: " + bad.getMessage());
        }
    }

    private boolean isBounded() {
        return left != ENDLESS;
    }

    /** Whether all of it has come. */
    boolean isComplete() {
        return chunks.map(Chunks::isComplete).orElse(left == 0);
    }

    /** Whether nothing but the end of the connection says that all of it has come. */
    boolean endsWithConnection() {
        return chunks.isEmpty() && !isBounded();
    }
}
