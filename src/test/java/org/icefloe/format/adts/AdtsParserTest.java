package org.icefloe.format.adts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.icefloe.format.Frame;
import org.icefloe.format.Portions;
import org.icefloe.format.RecordingSink;
import org.icefloe.format.SampleStream;
import org.icefloe.format.StreamInfo;
import org.junit.jupiter.api.Test;

class AdtsParserTest {
    private final AdtsParser parser = new AdtsParser();

    @Test
    void everyFrameIsAnEntry() {
        RecordingSink sink = Portions.readWhole(parser, SampleStream.AAC.bytes());
        assertThat(sink.kinds()).containsOnly(Frame.Kind.ENTRY).hasSizeGreaterThan(80);
    }

    @Test
    void infoTellsWhatTheHeaderKnows() {
        RecordingSink sink = Portions.readWhole(parser, SampleStream.AAC.bytes());
        assertThat(sink.infos()).containsExactly(new StreamInfo(List.of("AAC"), 44_100, 2, 0));
    }

    @Test
    void aStreamJoinedInTheMiddleOfAFrameBeginsWithTheNext() {
        byte[] stream = SampleStream.AAC.bytes();
        RecordingSink whole = Portions.readWhole(new AdtsParser(), stream);
        ByteArrayOutputStream late = new ByteArrayOutputStream();
        late.write(stream, 11, stream.length - 11);
        RecordingSink joined = Portions.readWhole(parser, late.toByteArray());
        assertThat(joined.frames())
                .isEqualTo(whole.frames().subList(1, whole.frames().size()));
        assertThat(parser.skippedBytes()).isEqualTo(whole.frames().get(0).bytes().length - 11);
    }
}
