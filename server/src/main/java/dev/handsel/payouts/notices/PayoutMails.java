package dev.handsel.payouts.notices;

import dev.handsel.base.words.PlainText;
import dev.handsel.identity.access.Accounts;
import dev.handsel.identity.mail.Mails;
import dev.handsel.payouts.lifecycle.PayoutsChanged;
import dev.handsel.payouts.lifecycle.PayoutsChanged.PayoutChange;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.affiliates.Affiliates;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** One mail for each step that concerns the affiliate, written in the transaction of the step. */
@Component
class PayoutMails {

    private final Affiliates affiliates;
    private final Accounts accounts;
    private final Programs programs;
    private final Mails mails;

    PayoutMails(Affiliates affiliates, Accounts accounts, Programs programs, Mails mails) {
        this.affiliates = affiliates;
        this.accounts = accounts;
        this.programs = programs;
        this.mails = mails;
    }

    @EventListener
    void changed(PayoutsChanged steps) {
        for (var change : steps.changes()) {
            PayoutNotice.of(change).ifPresent(notice -> send(change, notice));
        }
    }

    private void send(PayoutChange change, PayoutNotice notice) {
        var terms = change.payout().terms();
        affiliates
                .find(terms.affiliate())
                .map(affiliate -> affiliate.account())
                .flatMap(accounts::person)
                .filter(person -> !person.email().isEmpty())
                .ifPresent(person -> mails.send(
                        person.account(),
                        person.email(),
                        notice.subject(),
                        notice.text(PlainText.of(programs.get(terms.program()).name()))));
    }
}
