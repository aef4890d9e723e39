package org.icefloe.format.icy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of ICY metadata, as SHOUTcast 1 and Icecast send it after every {@code icy-metaint} bytes of sound.
 *
 * <pre>
 *      0   1                                                          1 + 16 L
 *     +---+------------------------------------------------+---- - --+
 *     | L | StreamTitle='artist - title';StreamUrl='...';  | NUL ... |
 *     +---+------------------------------------------------+---- - --+
 *     L = 0: nothing has changed since the last block
 * </pre>
 *
 * <p>There is no escaping: a title ends at the first {@code ';} that a reader meets. So both texts are cleaned when the
 * block is made, and whatever they hold, the block stays one block.
 *
 * @param title the whole line, empty if there is none
 * @param url a page or a picture that goes with it, empty if there is none
 */
public record IcyMetadata(String title, String url) {
    /** The most that a block can hold behind its length byte, in bytes. */
    public static final int MAX_PAYLOAD = 255 * 16;

    private static final String TITLE_BEGINS = "StreamTitle='";
    private static final String URL_BEGINS = "StreamUrl='";
    private static final String ENDS = "';";

    /** A text ends where another name follows or the block ends: senders of all kinds put {@code ';} into titles. */
    private static final String UP_TO_THE_NEXT = "='(.*?)(?:';\\w+='|'?;?\\z)";

    private static final Pattern TITLE = Pattern.compile("(?:^|;)StreamTitle" + UP_TO_THE_NEXT, Pattern.DOTALL);
    private static final Pattern URL = Pattern.compile("(?:^|;)StreamUrl" + UP_TO_THE_NEXT, Pattern.DOTALL);

    private static final Pattern ANY_FIELD = Pattern.compile("\\s*\\w+='");
    private static final Pattern PADDING = Pattern.compile("[\\s\\x00]*");

    /** A block of a title alone. */
    public static IcyMetadata ofTitle(String title) {
        return new IcyMetadata(title, "");
    }

    /**
     * The block as it goes to a listener, length byte included: 17 to 4081 bytes. Control characters become blanks, a
     * title too long is cut between two characters, and an URL that does not fit whole behind it is left out.
     *
     * @param charset what the listener will take the bytes for; one that contains ASCII
     */
    public ByteBuffer toBlock(Charset charset) {
        ByteBuffer payload = ByteBuffer.allocate(MAX_PAYLOAD);
        putField(TITLE_BEGINS, title, charset, payload);
        if (!url.isEmpty()) {
            putWhole(URL_BEGINS, url, charset, payload);
        }
        int units = (payload.position() + 15) / 16;
        return ByteBuffer.allocate(1 + 16 * units)
                .put((byte) units)
                .put(payload.flip())
                .rewind()
                .asReadOnlyBuffer();
    }

    /** @return whether the text fitted */
    private static boolean putField(String begins, String text, Charset charset, ByteBuffer payload) {
        payload.put(begins.getBytes(StandardCharsets.US_ASCII));
        boolean fitted = IcyText.put(text, charset, payload, ENDS.length());
        payload.put(ENDS.getBytes(StandardCharsets.US_ASCII));
        return fitted;
    }

    private static void putWhole(String begins, String text, Charset charset, ByteBuffer payload) {
        int before = payload.position();
        boolean hasRoom = payload.remaining() >= begins.length() + ENDS.length();
        if (hasRoom && !putField(begins, text, charset, payload)) {
            payload.put(before, new byte[payload.position() - before]).position(before);
        }
    }

    /**
     * Reads a block that was received; empty if it names no title.
     *
     * @param payload the block without its length byte, padding included
     * @param charset what the text is taken for if it is no valid UTF-8
     */
    public static Optional<IcyMetadata> parse(ByteBuffer payload, Charset charset) {
        String text = decode(payload, charset).replace('\0', ' ').strip();
        return find(TITLE, text)
                .map(title -> new IcyMetadata(title, find(URL, text).orElse("")));
    }

    /**
     * Whether a block that was received looks like metadata of any kind, and not like sound: it begins with a name and
     * a quote, or is nothing but padding.
     *
     * @param payload the block without its length byte, padding included
     */
    static boolean isLikely(ByteBuffer payload) {
        String text = StandardCharsets.ISO_8859_1.decode(payload.duplicate()).toString();
        return ANY_FIELD.matcher(text).lookingAt() || PADDING.matcher(text).matches();
    }

    private static Optional<String> find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(IcyText.clean(matcher.group(1))) : Optional.empty();
    }

    private static String decode(ByteBuffer payload, Charset charset) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(payload.duplicate())
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return charset.decode(payload.duplicate()).toString();
        }
    }
}
