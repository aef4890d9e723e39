package org.icefloe.playlist;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.icefloe.bytes.Printable;

/**
 * Streams in a row.
 *
 * @param title of the list, one line
 */
public record Playlist(String title, List<Track> tracks) {
    /**
     * A stream. All texts but the annotation are made single lines.
     *
     * @param location its address
     * @param name what it is called
     * @param artist of what plays
     * @param title what plays; or what it is called again, in a list in which it has to be found
     * @param annotation more for people, any number of lines
     * @param page of the station on the web
     */
    public record Track(
            String location,
            String name,
            Optional<String> artist,
            Optional<String> title,
            Optional<String> annotation,
            Optional<String> page) {
        public Track {
            location = Printable.oneLine(location);
            name = Printable.oneLine(name).strip();
            artist = artist.map(Printable::oneLine);
            title = title.map(Printable::oneLine);
            page = page.filter(url -> url.matches("(?i)https?://\\S+"));
        }
    }

    public Playlist {
        title = Printable.oneLine(title).strip();
        tracks = List.copyOf(tracks);
    }

    static Playlist of(Entry entry) {
        return new Playlist(
                entry.name(),
                List.of(new Track(
                        entry.location(),
                        entry.name(),
                        entry.artist(),
                        entry.title(),
                        entry.annotation(),
                        entry.word("icy-url"))));
    }

    /** Fit for the name of a file on any system; without an ending. */
    String fileName() {
        String ascii = Normalizer.normalize(title, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{Mn}+", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return ascii.isEmpty() ? "playlist" : ascii.substring(0, Math.min(ascii.length(), 60));
    }

    /** With names, unlike that of a mount. */
    String m3u() {
        StringBuilder lines = new StringBuilder("#EXTM3U\r\n");
        tracks.forEach(track -> lines.append("#EXTINF:-1,")
                .append(track.name())
                .append("\r\n")
                .append(track.location())
                .append("\r\n"));
        return lines.toString();
    }

    String pls() {
        StringBuilder lines = new StringBuilder("[playlist]\r\nNumberOfEntries=" + tracks.size() + "\r\n");
        for (int number = 1; number <= tracks.size(); number++) {
            Track track = tracks.get(number - 1);
            lines.append("File%d=%s\r\n".formatted(number, track.location()));
            lines.append("Title%d=%s\r\n".formatted(number, track.name()));
            lines.append("Length%d=-1\r\n".formatted(number));
        }
        return lines.append("Version=2\r\n").toString();
    }
}
