package org.icefloe.format.ebml;

/** The elements that matter here, with the marker bits of their length (RFC 8794 §11.2, RFC 9559 §5). */
final class ElementId {
    static final int EBML = 0x1a45dfa3;
    static final int DOC_TYPE = 0x4282;

    static final int SEGMENT = 0x18538067;

    static final int INFO = 0x1549a966;
    static final int TIMESTAMP_SCALE = 0x2ad7b1;
    static final int TITLE = 0x7ba9;

    static final int TRACKS = 0x1654ae6b;
    static final int TRACK_ENTRY = 0xae;
    static final int TRACK_NUMBER = 0xd7;
    static final int TRACK_TYPE = 0x83;
    static final int CODEC_ID = 0x86;
    static final int AUDIO = 0xe1;
    static final int SAMPLING_FREQUENCY = 0xb5;
    static final int CHANNELS = 0x9f;

    static final int TAGS = 0x1254c367;
    static final int TAG = 0x7373;
    static final int TARGETS = 0x63c0;
    static final int SIMPLE_TAG = 0x67c8;
    static final int TAG_NAME = 0x45a3;
    static final int TAG_STRING = 0x4487;

    static final int CLUSTER = 0x1f43b675;
    static final int TIMESTAMP = 0xe7;
    static final int SIMPLE_BLOCK = 0xa3;
    static final int BLOCK_GROUP = 0xa0;
    static final int BLOCK = 0xa1;
    static final int REFERENCE_BLOCK = 0xfb;

    private ElementId() {}
}
