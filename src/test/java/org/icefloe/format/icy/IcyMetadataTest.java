package org.icefloe.format.icy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class IcyMetadataTest {
    @Test
    void aBlockIsItsLengthInUnitsOf16AndATextPaddedWithNul() {
        assertThat(block("Floe - Tide", "")).isEqualTo("\u0002StreamTitle='Floe - Tide';" + "\0".repeat(6));
    }

    @Test
    void noTitleIsAnEmptyOne() {
        assertThat(block("", "")).isEqualTo("\u0001StreamTitle='';\0");
    }

    @Test
    void anUrlStandsBehindTheTitle() {
        assertThat(block("Tide", "http://floe/")).startsWith("\u0003StreamTitle='Tide';StreamUrl='http://floe/';");
    }

    @Test
    void controlCharactersBecomeBlanks() {
        assertThat(block("a\r\nb\0c\td\u0085e\u2028f", "")).contains("'a  b c d e f';");
    }

    @Test
    void quotesStayUnlessTheyWouldEndTheTitle() {
        assertThat(block("Rock 'n' Roll", "")).contains("StreamTitle='Rock 'n' Roll';");
        assertThat(block("a';StreamUrl='evil", "")).contains("StreamTitle='a' ;StreamUrl='evil';");
    }

    @Test
    void aTitleTooLongIsCutBetweenTwoCharacters() {
        ByteBuffer block = new IcyMetadata("x" + "ü".repeat(4000), "").toBlock(UTF_8);
        assertThat(block.remaining()).isEqualTo(4081);
        assertThat(text(block.position(1), UTF_8)).isEqualTo("StreamTitle='x" + "ü".repeat(2032) + "';");
    }

    @Test
    void anUrlThatDoesNotFitIsLeftOutWhole() {
        String block = block("Tide", "http://" + "x".repeat(4060));
        assertThat(block).startsWith("\u0002StreamTitle='Tide';\0").hasSize(33);
    }

    @Test
    void textGoesOutInTheCharsetOfTheWire() {
        ByteBuffer block = IcyMetadata.ofTitle("é♫").toBlock(ISO_8859_1);
        assertThat(text(block, ISO_8859_1)).contains("StreamTitle='é?';");
    }

    @Test
    void aReceivedBlockIsRead() {
        assertThat(parse("StreamTitle='Floe - Tide';StreamUrl='http://floe/';\0\0", UTF_8))
                .isEqualTo(new IcyMetadata("Floe - Tide", "http://floe/"));
    }

    @Test
    void aReceivedTitleMayHoldWhatEndsOne() {
        assertThat(parse("StreamTitle='it';s 'n' \\';';StreamUrl='';", UTF_8).title())
                .isEqualTo("it';s 'n' \\';");
    }

    @Test
    void unknownNamesArePassedOver() {
        assertThat(parse("StreamTitle='Tide';adw_ad='true';StreamUrl='u';", UTF_8))
                .isEqualTo(new IcyMetadata("Tide", "u"));
    }

    @Test
    void aTitleWithoutItsEndIsTakenToTheEndOfTheBlock() {
        assertThat(parse("StreamTitle='Ti", UTF_8).title()).isEqualTo("Ti");
    }

    @Test
    void textThatIsNoUtf8IsTakenForTheOtherCharset() {
        assertThat(parse("StreamTitle='Käse';", ISO_8859_1, ISO_8859_1).title()).isEqualTo("Käse");
        assertThat(parse("StreamTitle='Käse';", UTF_8, ISO_8859_1).title()).isEqualTo("Käse");
    }

    @Test
    void aBlockWithoutATitleIsNone() {
        assertThat(IcyMetadata.parse(ByteBuffer.wrap("Hello".getBytes(UTF_8)), UTF_8))
                .isEmpty();
    }

    @Property
    void whateverTheTextABlockStaysOneBlock(@ForAll String title, @ForAll @StringLength(max = 5000) String url) {
        byte[] block = bytes(new IcyMetadata(title, url).toBlock(UTF_8));
        assertThat(block).hasSize(1 + 16 * (block[0] & 0xff)).hasSizeLessThanOrEqualTo(4081);
        String content = new String(block, 1, block.length - 1, UTF_8).replaceFirst("\0{0,15}$", "");
        assertThat(content).doesNotContain("\0", "\r", "\n");
        String behindTitle = behind("StreamTitle='", content);
        assertThat(behindTitle.isEmpty() ? "" : behind("StreamUrl='", behindTitle))
                .isEmpty();
    }

    /** What a reader that looks for the first end of a text finds behind it. */
    private static String behind(String begins, String content) {
        assertThat(content).startsWith(begins);
        int end = content.indexOf("';", begins.length());
        assertThat(end).isPositive();
        return content.substring(end + 2);
    }

    @Property
    void aBlockIsReadAsItWasWritten(@ForAll @StringLength(max = 900) String text) {
        String title = IcyText.clean(text.replace("'", "").replaceAll("\\p{Cs}", ""));
        ByteBuffer block = IcyMetadata.ofTitle(title).toBlock(UTF_8);
        assertThat(IcyMetadata.parse(block.position(1).slice(), UTF_8)).contains(IcyMetadata.ofTitle(title));
    }

    @Property
    void anyBytesCanBeParsed(@ForAll byte[] payload) {
        assertThat(IcyMetadata.parse(ByteBuffer.wrap(payload), ISO_8859_1)).isNotNull();
    }

    private static IcyMetadata parse(String payload, Charset wire) {
        return parse(payload, wire, UTF_8);
    }

    private static IcyMetadata parse(String payload, Charset wire, Charset otherwise) {
        return IcyMetadata.parse(ByteBuffer.wrap(payload.getBytes(wire)), otherwise)
                .orElseThrow();
    }

    private static String block(String title, String url) {
        return text(new IcyMetadata(title, url).toBlock(UTF_8), UTF_8);
    }

    private static String text(ByteBuffer block, Charset charset) {
        return new String(bytes(block), charset);
    }

    private static byte[] bytes(ByteBuffer block) {
        byte[] bytes = new byte[block.remaining()];
        block.get(bytes);
        return bytes;
    }
}
