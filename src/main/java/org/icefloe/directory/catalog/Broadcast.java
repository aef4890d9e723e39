package org.icefloe.directory.catalog;

import java.util.List;

/**
 * What a server says of a stream when it lists it. All texts are one line each, of bounded length, and may hold markup.
 *
 * @param genres in lower case, each once
 * @param homepage of the station, an http or https address; empty if there is none
 * @param type the media type, in lower case and without parameters
 * @param subtype the codecs, in the server's words; empty if it does not know
 * @param sound how it sounds
 * @param language of what is spoken: a code of ISO 639, or else the server's words, letters alone; empty if it does not
 *     say
 * @param country of the station, two capital letters of ISO 3166; empty if neither server nor addresses tell
 */
public record Broadcast(
        String name,
        List<String> genres,
        String description,
        String homepage,
        String type,
        String subtype,
        Sound sound,
        String language,
        String country) {

    /**
     * How a stream sounds, as far as its server knows.
     *
     * @param bitrate in kbit/s; 0 if unknown
     * @param samplerate in Hz; 0 if unknown
     * @param channels 0 if unknown
     */
    public record Sound(int bitrate, int samplerate, int channels) {}

    public Broadcast {
        genres = List.copyOf(genres);
    }

    /** The codecs, by the names that people know; empty if neither subtype nor type tell. */
    public List<String> codecs() {
        return Codecs.of(type, subtype);
    }

    Broadcast withSubtype(String known) {
        return new Broadcast(name, genres, description, homepage, type, known, sound, language, country);
    }
}
