package org.icefloe.format;

/** The families of formats that differ in how a listener joins and how titles travel. */
public enum StreamFormat {
    /** Ogg pages; titles travel inside the stream. */
    OGG,
    /** MPEG-1/2/2.5 audio frames, layers I to III; titles travel as ICY metadata. */
    MPEG,
    /** AAC in ADTS frames; titles travel as ICY metadata. */
    ADTS,
    /**
     * WebM and Matroska; titles travel as ICY metadata, for players read the tags inside such a stream only when it
     * begins. They are put there nevertheless, for recordings.
     */
    EBML,
    /** Passed through as it comes; titles travel as ICY metadata. */
    OPAQUE;

    /** Whether listeners of this format can be sent ICY metadata between the bytes. */
    public boolean carriesIcyMetadata() {
        return this != OGG;
    }
}
