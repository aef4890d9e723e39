package org.icefloe.onair;

/** What sources play here: a container, its codecs, and how ffmpeg is told to make it. */
public enum Format {
    MP3("audio/mpeg", "mp3", "-ac 1 -c:a libmp3lame -b:a 48k -write_xing 0 -id3v2_version 0"),
    /** Told from the other by the bit rate in each of its frames. */
    MP3_FASTER("audio/mpeg", "mp3", "-ac 1 -c:a libmp3lame -b:a 64k -write_xing 0 -id3v2_version 0"),
    AAC("audio/aac", "adts", "-ac 1 -c:a aac -b:a 48k"),
    VORBIS("application/ogg", "ogg", "-ac 1 -c:a libvorbis -q:a 1 -page_duration 200000"),
    OPUS("application/ogg", "ogg", "-ac 1 -c:a libopus -b:a 48k -page_duration 200000"),
    FLAC("application/ogg", "ogg", "-ac 1 -c:a flac -page_duration 200000"),
    SPEEX("application/ogg", "ogg", "-ac 1 -ar 16000 -c:a libspeex -page_duration 200000"),
    THEORA("video/ogg", "ogg", "-ac 1 -c:v libtheora -q:v 3 -g 10 -c:a libvorbis -q:a 1 -page_duration 200000"),
    WEBM_SOUND("audio/webm", "webm", "-ac 1 -c:a libopus -b:a 48k -live 1 -cluster_time_limit 500"),
    WEBM_PICTURES("video/webm", "webm", "-ac 1 -c:v libvpx -b:v 60k -g 10 -c:a libopus -b:a 32k -live 1");

    private final String contentType;
    private final String muxer;
    private final String encoding;

    Format(String contentType, String muxer, String encoding) {
        this.contentType = contentType;
        this.muxer = muxer;
        this.encoding = encoding;
    }

    public String contentType() {
        return contentType;
    }

    /** The name that ffmpeg has for the container. */
    public String muxer() {
        return muxer;
    }

    public String encoding() {
        return encoding;
    }

    public boolean hasPictures() {
        return encoding.contains("-c:v");
    }

    public boolean isOgg() {
        return muxer.equals("ogg");
    }
}
