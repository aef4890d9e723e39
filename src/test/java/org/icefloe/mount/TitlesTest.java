package org.icefloe.mount;

import static org.assertj.core.api.Assertions.assertThat;

import org.icefloe.config.BufferSize;
import org.icefloe.format.Frame;
import org.junit.jupiter.api.Test;

class TitlesTest {
    private final StreamBuffer buffer =
            new StreamBuffer(BufferSize.ofBytes(10_000), BufferSize.ofBytes(10_000), () -> 0);
    private final Titles titles = new Titles(buffer);

    @Test
    void streamBeginsWithoutATitle() {
        assertThat(titles.current().text()).isEmpty();
        assertThat(titles.at(0).text()).isEmpty();
    }

    @Test
    void titleHoldsFromWhereItWasAnnounced() {
        titles.announce("first");
        play(100);
        titles.announce("second");
        play(100);

        assertThat(titles.at(0).text()).isEqualTo("first");
        assertThat(titles.at(99).text()).isEqualTo("first");
        assertThat(titles.at(100).text()).isEqualTo("second");
        assertThat(titles.current().text()).isEqualTo("second");
    }

    @Test
    void sameTitleAgainIsNoNewOne() {
        titles.announce("one");
        play(100);
        Titles.Title before = titles.current();

        titles.announce("one");

        assertThat(titles.current()).isSameAs(before);
    }

    @Test
    void lastOfSeveralTitlesAtOnePlaceCounts() {
        play(100);
        titles.announce("wrong");
        titles.announce("right");

        assertThat(titles.at(100).text()).isEqualTo("right");
        assertThat(titles.at(99).text()).isEmpty();
    }

    @Test
    void titleOfTheOldestByteInTheQueueIsKept() {
        for (int i = 0; i < 50; i++) {
            titles.announce("title " + i);
            play(20_000);
        }

        long oldest = buffer.tail();
        assertThat(oldest).isPositive();
        assertThat(titles.at(oldest).text()).isEqualTo("title " + oldest / 20_000);
        assertThat(titles.at(0).text()).isEqualTo("title " + (oldest / 20_000 - 1));
    }

    @Test
    void titlesWithoutEndAreForgottenInTheEnd() {
        for (int i = 0; i < 5000; i++) {
            titles.announce("title " + i);
            play(1);
        }

        assertThat(titles.at(0).text()).isEqualTo("title " + (5000 - 256));
    }

    @Test
    void titleIsOneLine() {
        titles.announce(" a\r\nb\0c\u2028d ");

        assertThat(titles.current().text()).isEqualTo("a  b c d");
    }

    private void play(int length) {
        Frames.append(buffer, Frame.Kind.ENTRY, length);
    }
}
