package dev.handsel.identity.linking;

import dev.handsel.base.digest.RandomText;
import dev.handsel.base.digest.Sha256;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Accounts;
import dev.handsel.identity.access.IdentityUnlinked;
import dev.handsel.identity.mail.Mails;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.platform.database.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Asks an account whether a sign-in elsewhere is its own: at most once a day each, by a link that works once. Without its yes
 * nobody acts for it, whatever an issuer says about an e-mail.
 */
@Service
class Linking {

    private static final Duration LIFETIME = Duration.ofHours(24);

    private final LinkRequestStore store;
    private final Accounts accounts;
    private final Mails mails;
    private final Transactions transactions;
    private final PublicUrl server;
    private final InstantSource clock;

    Linking(
            LinkRequestStore store,
            Accounts accounts,
            Mails mails,
            Transactions transactions,
            PublicUrl server,
            InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.mails = mails;
        this.transactions = transactions;
        this.server = server;
        this.clock = clock;
    }

    @EventListener
    void ask(IdentityUnlinked unknown) {
        var key = RandomText.secret();
        var now = clock.instant();
        var request = new LinkRequest(unknown.account(), unknown.issuer(), unknown.subject());
        if (store.add(request, Sha256.of(key), now, now.plus(LIFETIME))) {
            mails.send(unknown.account(), unknown.email().text(), "Is this sign-in yours?", """
                    Somebody signed in at %s and wants to act for your account.

                    If that is you, allow it here; the link works once, for 24 hours:

                    %s

                    If it is not, do nothing: without your word nobody gets in.
                    """.formatted(
                            unknown.issuer(), server.at("/identities/link?key=" + key)));
        }
    }

    /** The request that the link is about; unknown, used and expired ones are refused alike (404). */
    LinkRequest open(String key) {
        return store.find(Sha256.of(key), clock.instant()).orElseThrow(Linking::gone);
    }

    /** The account said yes. */
    LinkRequest confirm(String key) {
        return transactions.required(() -> {
            var request = store.take(Sha256.of(key), clock.instant()).orElseThrow(Linking::gone);
            accounts.link(request.account(), request.issuer(), request.subject());
            return request;
        });
    }

    private static Refused gone() {
        return Refused.notFound("request");
    }
}
