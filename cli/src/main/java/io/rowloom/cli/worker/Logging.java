package io.rowloom.cli.worker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.rowloom.cli.config.LogSettings;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets up the logs, all of them on standard error: for verbs only what went wrong in libraries, for workers what the settings say. Found by logback
 * as a service; no configuration file is read.
 */
public final class Logging extends ContextAwareBase implements Configurator {
    private static final String TEXT = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{24}  %msg %kvp%n";
    /** What a lock service says is told once, by the gate before the claims; these would tell it again with each attempt to connect. */
    private static final List<String> SILENT = List.of("io.lettuce", "io.netty", "org.apache.zookeeper", "org.apache.curator", "org.mariadb", "reactor");
    /** Libraries whose chatter is of no use below WARN. */
    private static final List<String> QUIET = List.of("com.zaxxer", "org.jooq", "org.flywaydb", "org.postgresql", "io.zonky");

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern("%logger{0}: %msg%n%nopex");
        install(context, encoder, Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    public static void forWorker(LogSettings settings) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Level level = Level.valueOf(settings.level().name());
        install(context, encoder(settings.format()), level);
        if (level.isGreaterOrEqual(Level.DEBUG)) {
            QUIET.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
            SILENT.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
        }
    }

    /** For what runs many engines on purpose badly: what they complain of is no news. */
    public static void off() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    }

    private static Encoder<ILoggingEvent> encoder(LogSettings.Format format) {
        return switch (format) {
            case TEXT -> {
                PatternLayoutEncoder encoder = new PatternLayoutEncoder();
                encoder.setPattern(TEXT);
                yield encoder;
            }
            case JSON -> {
                JsonEncoder encoder = new JsonEncoder();
                encoder.setWithSequenceNumber(false);
                encoder.setWithNanoseconds(false);
                encoder.setWithContext(false);
                encoder.setWithFormattedMessage(true);
                encoder.setWithMessage(false);
                yield encoder;
            }
        };
    }

    private static void install(LoggerContext context, Encoder<ILoggingEvent> encoder, Level level) {
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("standard error");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(appender);
    }
}
