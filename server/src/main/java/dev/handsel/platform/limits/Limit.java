package dev.handsel.platform.limits;

import dev.handsel.base.words.Word;
import java.time.Duration;

/**
 * Every limit on how often something may be done: how often, in what time, and what holds where its count is lost. Each says
 * why it is as it is.
 */
public enum Limit implements Word {
    /**
     * Wrong signatures from one network address. Open: a secret of 256 bits is not guessed however often somebody tries; this
     * saves work, and must keep nobody out who signs rightly.
     */
    WRONG_SIGNATURES(30, Duration.ofMinutes(1), WhenLost.OPEN),

    /**
     * Passwords tried for one e-mail from one network address: so many at once, then each after a longer wait ({@link Delays}).
     * Open: other e-mails can push a count out of what is remembered, but guessing stays slow by the wait for a hash.
     */
    SIGN_INS_BY_EMAIL(5, Duration.ofMinutes(15), WhenLost.OPEN),

    /**
     * Wrong passwords from one network address, for whomever. Beyond it nobody is refused, since many may share an address, but
     * each e-mail has one try from there before the waits begin. Open, as those for one e-mail.
     */
    SIGN_INS_BY_ADDRESS(50, Duration.ofMinutes(15), WhenLost.OPEN),

    /** Wrong passwords for one e-mail, from wherever; beyond it as for one address. Open, as those. */
    SIGN_INS_ANYWHERE(50, Duration.ofMinutes(15), WhenLost.OPEN),

    /** Payouts that a person asks for, of one affiliate. Open: the ledger protects the money, this slows people down. */
    PAYOUT_REQUESTS(1, Duration.ofSeconds(10), WhenLost.OPEN),

    /** What an affiliate asks to have looked at again. Open: somebody has to read it, and a few more harm nobody. */
    REVIEWS(10, Duration.ofHours(1), WhenLost.OPEN),

    /** Parameters of rules that are tried in a programme. Open: its history is gone over for each, by one process at a time. */
    TRIED_PARAMETERS(10, Duration.ofHours(1), WhenLost.OPEN),

    /** Signatures that one account has explained. Open: a check costs as much as a request, and stores nothing. */
    SIGNATURE_CHECKS(20, Duration.ofMinutes(1), WhenLost.OPEN),

    /**
     * Requests that one device signs and that prove to be its own, replays among them. A terminal that polls every second
     * needs a thousandth of it; this stops a program that has gone wrong. Open: forgetting lets one device work more.
     */
    SIGNED_REQUESTS(60_000, Duration.ofMinutes(1), WhenLost.OPEN),

    /**
     * Unknown API keys from one network. Open: a key of 256 bits is not guessed; this saves a statement for each. A key that
     * was good within the last hour gets in all the same, so that a stranger or a colleague's old script behind the same
     * address stops nobody.
     */
    WRONG_API_KEYS(60, Duration.ofMinutes(1), WhenLost.OPEN),

    /**
     * Codes that nobody has, posted from one network. Open: codes are public; this keeps strangers from listing them and saves
     * statements. Codes that are in use on this server are taken all the same.
     */
    WRONG_CODES(120, Duration.ofMinutes(1), WhenLost.OPEN),

    /** Secrets of mailed links that are unknown or used up, from one network. Open, as wrong signatures are. */
    WRONG_LINKS(30, Duration.ofMinutes(1), WhenLost.OPEN),

    /**
     * Clicks by redirect for one affiliate from one network. Nobody is refused: what is above counts as filtered. Ten people a
     * second behind one address who all follow one affiliate are a program; a popular link behind the shared address of a
     * mobile network stays below. Open: the count is about figures, and what is filtered can be seen.
     */
    REDIRECTS(600, Duration.ofMinutes(1), WhenLost.OPEN),

    /** Clicks by the snippet for one affiliate from one network. As those by redirect, but refused: no visitor waits for it. */
    POSTED_CLICKS(600, Duration.ofMinutes(1), WhenLost.OPEN),

    /**
     * Clicks on links that lead nowhere, from one network, that are stored. Above it visitors are sent on as before; only the
     * figure grows. Open: what is lost is a row about nothing.
     */
    DEAD_LINKS(60, Duration.ofMinutes(1), WhenLost.OPEN),

    /**
     * Answers that read a whole ledger or all invoices of years, which one caller waits for at the same time: a use is given
     * back once it is done, and the refill frees what never came to its end. Two, so that a dashboard and a script do not meet
     * each other. Open: what is lost lets one caller ask a third time.
     */
    COSTLY_READS(2, Duration.ofMinutes(10), WhenLost.OPEN),

    /**
     * Nonces of one credential, in the time for which they are remembered. Open: forgetting lets the store grow for a while;
     * refusing would stop devices that did nothing wrong.
     */
    NONCES(100_000, Duration.ofMinutes(16), WhenLost.OPEN),

    /**
     * Mails with links to confirm one device. Closed: a restart must not let a stranger's mailbox be filled, so the mails
     * that were written are counted themselves.
     */
    CONFIRMATION_MAILS(1, Duration.ofMinutes(1), WhenLost.CLOSED),

    /**
     * Devices that one account registers, revoked ones too. Closed: each sends a mail and stays for good, so the rows are
     * counted themselves, by all replicas alike.
     */
    DEVICE_REGISTRATIONS(6, Duration.ofMinutes(2), WhenLost.CLOSED);

    /** What holds while nothing is known of earlier uses. */
    public enum WhenLost {
        /**
         * It may be done. Counted in memory by each replica: forgotten when a server starts, or where there are more keys
         * than are remembered.
         */
        OPEN,
        /** It may not. Counted from rows of the database: where it cannot be asked, nothing is done. */
        CLOSED
    }

    private final int size;
    private final Duration refill;
    private final WhenLost whenLost;

    Limit(int size, Duration refill, WhenLost whenLost) {
        this.size = size;
        this.refill = refill;
        this.whenLost = whenLost;
    }

    /** How often it may be done within {@link #refill()}. */
    public int size() {
        return size;
    }

    /** The time after the first use at which all of them are there again. */
    public Duration refill() {
        return refill;
    }

    public WhenLost whenLost() {
        return whenLost;
    }
}
