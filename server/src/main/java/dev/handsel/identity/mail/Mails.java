package dev.handsel.identity.mail;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.Ids;
import dev.handsel.base.words.PlainText;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where mails are handed in. A mail goes out if and only if the transaction in which it was written is committed. */
@Service
public class Mails {

    /** A mail waits to be sent. */
    record Written(UUID mail) {}

    private final MailStore store;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;

    Mails(MailStore store, InstantSource clock, ApplicationEventPublisher events) {
        this.store = store;
        this.clock = clock;
        this.events = events;
    }

    /** Writes a mail of plain text to the person behind an account; with the account it vanishes. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(AccountId account, String to, String subject, String text) {
        var mail = new Mail(Ids.fresh(), account, to, PlainText.of(subject), text, clock.instant());
        store.add(mail);
        events.publishEvent(new Written(mail.id()));
    }
}
