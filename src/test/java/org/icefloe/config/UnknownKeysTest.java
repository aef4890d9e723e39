package org.icefloe.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class UnknownKeysTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(UnknownKeys.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void unknownKeyIsNamedWithTheNearestOne() {
        UnknownKeys.warn("f.properties", List.of("icefloe.stream.prot"), SettingKey.all());

        assertThat(messages())
                .containsExactly("f.properties has the key icefloe.stream.prot, which is no setting."
                        + " Was icefloe.stream.port meant?");
    }

    @Test
    void knownKeysAndThoseOfOthersPassInSilence() {
        UnknownKeys.warn("f.properties", List.of("icefloe.stream.port", "java.home"), SettingKey.all());

        assertThat(messages()).isEmpty();
    }

    @Test
    void distanceCountsLettersToChange() {
        assertThat(UnknownKeys.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(UnknownKeys.distance("", "abc")).isEqualTo(3);
        assertThat(UnknownKeys.distance("same", "same")).isZero();
    }

    private List<String> messages() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
