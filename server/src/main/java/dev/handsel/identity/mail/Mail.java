package dev.handsel.identity.mail;

import dev.handsel.base.ids.AccountId;
import java.time.Instant;
import java.util.UUID;

/** A mail in the outbox. Its text may hold a one-time link, so it is in no {@code toString}. */
record Mail(UUID id, AccountId account, String to, String subject, String text, Instant createdAt) {

    @Override
    public String toString() {
        return "Mail[" + id + "]";
    }
}
