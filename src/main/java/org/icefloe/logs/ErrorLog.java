package org.icefloe.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.icefloe.config.LogLevel;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;

/**
 * What the program says to SLF4J, in a file beside the other logs; standard error has it as before. If it is not
 * Logback that SLF4J speaks to, for the container has another, the file stays empty and its log has everything.
 */
public final class ErrorLog {
    /** Who is heard at the level that is set: all of this server. */
    private static final String SPEAKER = "org.icefloe";

    /** The same as on standard error. */
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}: %msg%n";

    private final Optional<LoggerContext> logback;
    private final PatternLayout layout = new PatternLayout();
    private final LineWriter<ILoggingEvent> writer;
    private final Appender appender = new Appender();
    private final GoneClients goneClients = new GoneClients();

    ErrorLog(ILoggerFactory loggers, LogDisk disk, Clock clock) {
        this.logback = loggers instanceof LoggerContext context ? Optional.of(context) : Optional.empty();
        this.writer = new LineWriter<>("error log", 8192, this::line, disk, clock);
    }

    LineWriter<?> writer() {
        return writer;
    }

    void begin() {
        logback.ifPresent(context -> {
            layout.setContext(context);
            layout.setPattern(PATTERN);
            layout.start();
            appender.setContext(context);
            appender.setName("icefloe error log");
            appender.start();
            context.addTurboFilter(goneClients);
            context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        });
    }

    /** Says so much from now on, on standard error too. What libraries say is not affected. */
    void level(LogLevel level) {
        // At the usual level the configuration of Logback decides, which may be an operator's own.
        Level chosen = level == LogLevel.INFO ? null : Level.toLevel(level.name());
        logback.ifPresent(context -> context.getLogger(SPEAKER).setLevel(chosen));
    }

    private byte[] line(ILoggingEvent event) {
        return layout.doLayout(event).getBytes(StandardCharsets.UTF_8);
    }

    void end() {
        logback.ifPresent(context -> {
            context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(appender);
            context.getLogger(SPEAKER).setLevel(null);
            appender.stop();
            context.getTurboFilterList().remove(goneClients);
        });
    }

    /** Called by whoever has something to say. */
    private final class Appender extends UnsynchronizedAppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            writer.add(event);
        }
    }
}
