package dev.handsel.inbox.waiting;

import dev.handsel.platform.database.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Service;

/**
 * Tells owners what was given up: one mail a programme, at most once in seven days of the system's clock, and none where nothing
 * new was. That it was told is written with the mails, so that neither a crash nor another process tells it twice.
 */
@Service
class GivenUpMails {

    private static final Duration WEEK = Duration.ofDays(7);

    private static final int CHUNK = 50;

    private final GivenUpStore store;
    private final GivenUpLetter letter;
    private final Transactions transactions;
    private final InstantSource clock;

    GivenUpMails(GivenUpStore store, GivenUpLetter letter, Transactions transactions, InstantSource clock) {
        this.store = store;
        this.letter = letter;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Writes the mails that are due. */
    void run() {
        var more = true;
        while (more) {
            more = transactions.required(this::chunk);
        }
    }

    private boolean chunk() {
        var now = clock.instant();
        var untold = store.tell(now.minus(WEEK), now, CHUNK);
        untold.forEach(letter::write);
        return untold.size() == CHUNK;
    }
}
