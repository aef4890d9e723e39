package org.icefloe.format.ogg;

/**
 * How a page is made (RFC 3533 §6). Numbers are little-endian.
 *
 * <pre>
 *      0   1   2   3   4         5       6         14       18         22    26         27
 *     +---+---+---+---+---------+-------+---------+--------+----------+-----+----------+--------- - -+------ - -
 *     |"O"|"g"|"g"|"S"| version | flags | granule | serial | sequence | CRC | segments | lacing ...  | body ...
 *     +---+---+---+---+---------+-------+---------+--------+----------+-----+----------+--------- - -+------ - -
 *     flags     0x01 continued: the body begins inside a packet
 *               0x02 the first page of its logical stream (BOS)
 *               0x04 the last page of its logical stream (EOS)
 *     granule   where the last packet that ends here ends, in units of the codec; -1 if none ends here
 *     lacing    one length for each segment; a packet goes on while they are 255 and ends with the first that is not
 * </pre>
 */
final class OggProtocol {
    /** {@code OggS} as a number. */
    static final int CAPTURE = 0x5367674f;

    static final int CAPTURE_BYTES = 4;
    static final int VERSION_AT = 4;
    static final int FLAGS_AT = 5;
    static final int GRANULE_AT = 6;
    static final int SERIAL_AT = 14;
    static final int SEQUENCE_AT = 18;
    static final int CRC_AT = 22;
    static final int SEGMENTS_AT = 26;
    static final int LACING_AT = 27;

    static final int CONTINUED = 0x01;
    static final int BOS = 0x02;
    static final int EOS = 0x04;

    /** A segment of this length, in bytes, says that its packet goes on in the next. */
    static final int LACING_GOES_ON = 255;

    private OggProtocol() {}
}
