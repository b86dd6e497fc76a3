package dev.handsel.identity.mail;

import dev.handsel.base.failpoints.FailPoints;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration GIVEN_UP_AFTER = Duration.ofHours(24);
    private static final Duration KEPT = Duration.ofDays(7);

    private final MailStore store;
    private final SmtpSettings settings;
    private final SmtpServer server;
    private final InstantSource clock;
    private final Counter sent;
    private final Counter failed;
    private final Counter givenUp;
    private final ExecutorService soon =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("mail").factory());

    MailDelivery(MailStore store, SmtpSettings settings, SmtpServer server, InstantSource clock, MeterRegistry meters) {
        this.store = store;
        this.settings = settings;
        this.server = server;
        this.clock = clock;
        this.sent = Counter.builder("handsel.mails.sent").register(meters);
        this.failed = Counter.builder("handsel.mails.failed")
                .description("Attempts that failed.")
                .register(meters);
        this.givenUp = Counter.builder("handsel.mails.given_up")
                .description("Mails that could not be sent for a day.")
                .register(meters);
    }

    @TransactionalEventListener
    void written(Mails.Written mail) {
        if (settings.configured()) {
            try {
                soon.execute(this::deliverSoon);
            } catch (RejectedExecutionException stopping) {
                log.debug("mail {} waits for the next start", mail.mail(), stopping);
            }
        }
    }

    private void deliverSoon() {
        try {
            deliver();
        } catch (RuntimeException failure) {
            log.warn("mails wait for the timer", failure);
        }
    }

    /** Sends every mail that is due; says how many were sent. */
    public int deliver() {
        int count = 0;
        while (settings.configured()) {
            var now = clock.instant();
            var mail = store.claim(now, now.plus(LEASE));
            if (mail.isEmpty()) {
                break;
            }
            count += attempt(mail.get()) ? 1 : 0;
        }
        return count;
    }

    private boolean attempt(Mail mail) {
        var now = clock.instant();
        if (Duration.between(mail.createdAt(), now).compareTo(GIVEN_UP_AFTER) >= 0) {
            log.error("mail {} could not be sent for a day and is given up", mail.id());
            givenUp.increment();
            store.end(mail, "given_up", now);
            return false;
        }
        FailPoints.reach("mail-is-claimed");
        try {
            server.send(mail);
            FailPoints.reach("mail-is-sent");
        } catch (MailException failure) {
            failed.increment();
            log.warn("mail {} could not be sent, attempt {}: {}", mail.id(), mail.attempts(), failure.getMessage());
            store.again(mail, now.plus(pause(mail.attempts())));
            return false;
        }
        sent.increment();
        store.end(mail, "sent", clock.instant());
        return true;
    }

    /** Half a minute, then twice as long each time. */
    static Duration pause(int attempts) {
        var pause = Duration.ofSeconds(30).multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** Forgets mails after seven days. */
    public int forget() {
        return store.purge(clock.instant().minus(KEPT));
    }

    @PreDestroy
    void stop() throws InterruptedException {
        soon.shutdown();
        soon.awaitTermination(10, TimeUnit.SECONDS);
    }
}
