package org.icefloe.testkit.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a listener was sent.
 *
 * @param head the head of the response
 * @param audio the body, without ICY metadata
 * @param titles the metadata that came in between, empty blocks left out
 */
public record Recording(ResponseHead head, byte[] audio, List<Title> titles) {
    /**
     * One metadata block.
     *
     * @param offset how many bytes of audio came before it
     * @param text such as {@code StreamTitle='Icefloe - Sweep';}, without the padding
     */
    public record Title(long offset, String text) {}

    /** The audio in a file, cut at whole frames or pages: a listener that hangs up breaks off anywhere. */
    public Path file() throws IOException {
        WholeFrames whole = WholeFrames.of(audio);
        Path file = Workspace.file("recording", ".bin");
        return Files.write(file, Arrays.copyOfRange(audio, whole.begin(), whole.end()));
    }

    @Override
    public String toString() {
        return head.statusLine() + ", " + audio.length + " bytes, " + titles;
    }
}
