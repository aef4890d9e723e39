package org.icefloe.format.icy;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.regex.Pattern;

/** Makes any text fit to stand between the quotes of a metadata block. */
final class IcyText {
    /** Line ends, NUL and whatever else is no character to look at. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

    private IcyText() {}

    /** The text with a blank for each control character, and without blanks around it. */
    static String clean(String text) {
        return INVISIBLE.matcher(text).replaceAll(" ").strip();
    }

    /**
     * Puts as many whole characters as fit.
     *
     * @param reserved how many bytes to leave free
     * @return whether all of them did
     */
    static boolean put(String text, Charset charset, ByteBuffer target, int reserved) {
        CharsetEncoder encoder = charset.newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        ByteBuffer room = target.slice(target.position(), target.remaining() - reserved);
        CoderResult result = encoder.encode(CharBuffer.wrap(unterminated(clean(text))), room, true);
        if (result.isUnderflow()) {
            result = encoder.flush(room);
        }
        target.position(target.position() + room.position());
        return result.isUnderflow();
    }

    /** Without the sequence that would end it. */
    private static String unterminated(String text) {
        return text.replace("';", "' ;");
    }
}
