package dev.handsel.accounting.corrections;

import dev.handsel.accounting.corrections.Correction.Applied;
import dev.handsel.accounting.corrections.Correction.CorrectionRequest;
import dev.handsel.accounting.corrections.Correction.CorrectionTerms;
import dev.handsel.accounting.corrections.Correction.Proposed;
import dev.handsel.base.ids.CorrectionId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.identity.access.Caller;
import dev.handsel.ledger.Account;
import dev.handsel.ledger.Account.Platform;
import dev.handsel.ledger.Ledger;
import dev.handsel.ledger.Posting;
import dev.handsel.ledger.Transaction;
import dev.handsel.ledger.Transaction.TransactionKind;
import dev.handsel.ledger.Transaction.TransactionSource;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.affiliates.Affiliate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Puts the ledger right, at once or after a second person has agreed, as the programme wants it. */
@Service
class Corrections {

    private final CorrectionStore store;
    private final Ledger ledger;
    private final Programs programs;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final InstantSource clock;

    Corrections(
            CorrectionStore store,
            Ledger ledger,
            Programs programs,
            AuditTrail audit,
            Transactions transactions,
            InstantSource clock) {
        this.store = store;
        this.ledger = ledger;
        this.programs = programs;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    Correction propose(
            Affiliate affiliate, Currency currency, CorrectionRequest request, String reason, Caller.Person person) {
        return transactions.required(() -> {
            var program = programs.get(affiliate.program());
            var now = program.now(clock);
            var proposed = new Proposed(new CorrectionTerms(
                    CorrectionId.fresh(),
                    program.id(),
                    affiliate.id(),
                    currency,
                    request,
                    reason,
                    person.actor(),
                    now));
            var amount = amount(proposed.order());
            if (program.twoPersonPayouts()) {
                store.add(proposed);
                record(person, "ledger.correction_proposed", proposed);
                return proposed;
            }
            var applied = proposed.apply(amount, null);
            store.add(applied);
            return booked(applied, person, now);
        });
    }

    /** Does what somebody else proposed; a proposal that is done is returned as it stands. */
    Applied approve(CorrectionId id, Affiliate affiliate, Caller.Person person) {
        return transactions.required(() -> switch (store.take(id).orElseThrow(() -> Refused.notFound("correction"))) {
            case Applied already -> already;
            case Proposed proposed -> approved(proposed, affiliate, person);
        });
    }

    private Applied approved(Proposed proposed, Affiliate affiliate, Caller.Person person) {
        var receives = person.account().equals(affiliate.account());
        if (receives || person.actor().equals(proposed.order().proposedBy())) {
            throw new Refused(
                    RefusalKind.FORBIDDEN,
                    "second_person_required",
                    "Whoever proposed this or whose balance it is cannot approve it.");
        }
        var applied = proposed.apply(amount(proposed.order()), person.actor());
        store.change(applied);
        return booked(applied, person, programs.get(applied.order().program()).now(clock));
    }

    /** How much this is now; what is payable stays as it is until the transaction ends. */
    private Money amount(CorrectionTerms order) {
        return switch (order.request()) {
            case CorrectionRequest.Adjust adjust -> adjust.amount();
            case CorrectionRequest.WriteOff _ -> {
                var payable = ledger.lockPayable(order.affiliate(), order.currency());
                if (!payable.isNegative()) {
                    throw Refused.unacceptable("nothing_to_write_off", "Nothing is negative in this currency.");
                }
                yield payable.negated();
            }
        };
    }

    private Applied booked(Applied applied, Caller.Person person, Instant now) {
        var order = applied.order();
        var key = order.id().value().toString();
        var entry = Transaction.of(
                kind(order.request()), key, now, new TransactionSource("correction", key), posting(applied));
        ledger.post(order.program(), person.actor(), List.of(entry));
        record(
                person,
                switch (order.request()) {
                    case CorrectionRequest.Adjust _ -> "ledger.adjusted";
                    case CorrectionRequest.WriteOff _ -> "ledger.written_off";
                },
                applied);
        return applied;
    }

    private static TransactionKind kind(CorrectionRequest request) {
        return switch (request) {
            case CorrectionRequest.Adjust _ -> TransactionKind.ADJUST;
            case CorrectionRequest.WriteOff _ -> TransactionKind.WRITE_OFF;
        };
    }

    private static Posting posting(Applied applied) {
        var payable = Account.payable(applied.order().affiliate());
        var expense = switch (applied.order().request()) {
            case CorrectionRequest.Adjust _ -> Platform.ADJUSTMENT_EXPENSE;
            case CorrectionRequest.WriteOff _ -> Platform.BAD_DEBT;
        };
        return applied.amount().isPositive()
                ? new Posting(expense, payable, applied.amount())
                : new Posting(payable, expense, applied.amount().negated());
    }

    private void record(Caller.Person person, String action, Correction correction) {
        var order = correction.order();
        var amount = CorrectionStore.amount(correction);
        audit.record(
                person.actor(),
                action,
                order.id().toString(),
                Map.of(
                        "affiliate", order.affiliate(),
                        "currency", order.currency().code(),
                        "amount", amount == null ? "all that is negative" : amount,
                        "reason", order.reason(),
                        "proposed_by", order.proposedBy()));
    }
}
