package dev.handsel.identity.mail;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.platform.work.WorkLoop;
import dev.handsel.platform.work.WorkQueue.Claimed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.mail.MailException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Sends what is in the outbox: soon after it was written, and what failed again and again for a day. A mail is claimed, and
 * only then sent, with no transaction open; when the process ends in between it is sent twice rather than never.
 */
@Service
public class MailDelivery {

    private static final Logger log = LoggerFactory.getLogger(MailDelivery.class);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofDays(7);

    private final MailStore store;
    private final SmtpSettings settings;
    private final SmtpServer server;
    private final InstantSource clock;
    private final Counter sent;
    private final Counter failed;
    private final Counter givenUp;
    private final WorkLoop loop = new WorkLoop("mail", 1, IDLE, this::next);

    MailDelivery(MailStore store, SmtpSettings settings, SmtpServer server, InstantSource clock, MeterRegistry meters) {
        this.store = store;
        this.settings = settings;
        this.server = server;
        this.clock = clock;
        this.sent = Counter.builder("handsel.mails.sent")
                .description("Mails that were sent.")
                .register(meters);
        this.failed = Counter.builder("handsel.mails.failed")
                .description("Attempts that failed.")
                .register(meters);
        this.givenUp = Counter.builder("handsel.mails.given_up")
                .description("Mails that could not be sent for a day.")
                .register(meters);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.configured()) {
            loop.start();
        }
    }

    @TransactionalEventListener
    void written(Mails.Written mail) {
        log.debug("mail {} waits", mail.mail());
        loop.wake();
    }

    /** The next mail that is due, claimed and to be sent; none where there is none, or no server for it. */
    Optional<Runnable> next() {
        return settings.configured() ? store.claim().map(mail -> () -> attempt(mail)) : Optional.empty();
    }

    /** A mail that is too old is not tried again, whatever was done about it: its links have long ended. */
    private void attempt(Claimed<Mail> claimed) {
        var mail = claimed.row();
        if (claimed.lease().last()) {
            log.error("mail {} could not be sent for a day and is given up", mail.id());
            givenUp.increment();
            store.end(mail, "given_up", clock.instant());
        } else {
            send(claimed);
        }
    }

    private void send(Claimed<Mail> claimed) {
        var mail = claimed.row();
        FailPoints.reach("mail-is-claimed");
        try {
            server.send(mail);
            FailPoints.reach("mail-is-sent");
        } catch (MailException failure) {
            failed.increment();
            int tries = claimed.lease().tries();
            log.warn("mail {} could not be sent, attempt {}: {}", mail.id(), tries, failure.getMessage());
            store.again(claimed.lease());
            return;
        }
        sent.increment();
        store.end(mail, "sent", clock.instant());
    }

    /** Forgets mails after seven days. */
    public int forget() {
        return store.purge(clock.instant().minus(KEPT));
    }

    @PreDestroy
    void stop() {
        loop.stop();
    }
}
