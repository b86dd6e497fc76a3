package dev.handsel.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What is logged, from now until it is closed. */
public final class Logged implements AutoCloseable {

    /** One entry, with the stack trace that it carries. */
    public record Entry(Level level, String logger, String text) {}

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            var failure = event.getThrowableProxy();
            entries.add(new Entry(
                    event.getLevel(),
                    event.getLoggerName(),
                    event.getFormattedMessage()
                            + (failure == null ? "" : "\n" + ThrowableProxyUtil.asString(failure))));
        }
    };

    public Logged() {
        appender.start();
        root.addAppender(appender);
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        appender.stop();
    }
}
