package org.icefloe.format;

/**
 * A title as the stream itself carries it. Unknown parts are empty strings.
 *
 * @param artist who performs
 * @param title what is performed, or the whole line where the stream does not tell the two apart
 */
public record StreamTags(String artist, String title) {
    /** Both parts in one line, {@code artist - title}, or the one that is known. */
    public String display() {
        if (artist.isEmpty()) {
            return title;
        }
        return title.isEmpty() ? artist : artist + " - " + title;
    }
}
