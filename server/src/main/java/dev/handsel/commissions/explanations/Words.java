package dev.handsel.commissions.explanations;

import dev.handsel.base.money.BasisPoints;
import dev.handsel.base.money.Currencies;
import dev.handsel.base.money.Money;
import dev.handsel.commissions.accruals.CommissionView;
import dev.handsel.commissions.explanations.Explanation.ChangeView;
import dev.handsel.commissions.explanations.Explanation.Replacement;
import dev.handsel.commissions.rules.Earning.CommissionKind;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.Slice;
import dev.handsel.ledger.LedgerHistory.PostedTransaction;
import dev.handsel.ledger.Transaction.TransactionKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Puts an explanation into sentences. */
final class Words {

    private final Explanation explained;
    private final CommissionView line;
    private final Inputs inputs;

    private Words(Explanation explained) {
        this.explained = explained;
        this.line = explained.commission();
        this.inputs = explained.inputs();
    }

    static Explanation with(Explanation explained) {
        return new Explanation(
                explained.commission(),
                new Words(explained).sentences(),
                explained.attribution(),
                explained.events(),
                explained.inputs(),
                explained.slices(),
                explained.covered(),
                explained.leftOut(),
                explained.trades(),
                explained.rounding(),
                explained.reversal(),
                explained.held(),
                explained.changes(),
                explained.replacements(),
                explained.ledger(),
                explained.recomputed());
    }

    private List<String> sentences() {
        var words = new ArrayList<String>();
        words.add(isBounty() ? new BountyWords(explained, this::money).passed() : paid());
        if (explained.attribution() != null) {
            words.add(explained.attribution());
        }
        if (inputs.received() != inputs.paid()) {
            words.add("The same payment settled an older debt, too: %s were received in all."
                    .formatted(money(inputs.received())));
        }
        earned(words);
        words.addAll(new TermsWords(inputs, kind(), this::money).holding());
        words.add("It matures on %s: %d days after %s%s."
                .formatted(
                        line.matureAt(),
                        inputs.holdDays(),
                        isBounty() ? "the last trade" : "the payment",
                        matureNote()));
        if (!line.recomputed() && (line.reversed() > 0 || explained.reversal().target() > 0)) {
            words.add(reversal());
        }
        happened(words);
        words.add(
                explained.recomputed().agrees()
                        ? "Computed once more, it comes to the same."
                        : "Computed once more, it comes to %s."
                                .formatted(money(explained.recomputed().amount())));
        return List.copyOf(words);
    }

    /** For what exactly, and what that comes to. */
    private void earned(List<String> words) {
        if (isBounty()) {
            words.addAll(new BountyWords(explained, this::money).promised());
            words.addAll(new TermsWords(inputs, kind(), this::money).amounts());
        } else {
            words.addAll(new CalendarWords(explained, this::money).sentences());
            amount(words);
        }
    }

    private boolean isBounty() {
        return kind() == CommissionKind.BOUNTY;
    }

    private String paid() {
        return "Customer %s paid invoice %s on %s: %s in all, of which %s in cash."
                .formatted(
                        line.customer(), line.invoice(), inputs.paidAt(), money(inputs.gross()), money(inputs.paid()));
    }

    /** The rates, what they apply to, and what else is added or cut. */
    private void amount(List<String> words) {
        words.addAll(rates());
        words.add(base());
        if (explained.rounding().rounded() != 0 || inputs.flat(kind()) == 0) {
            words.add("%s of that is exactly %s minor units, rounded half to even: %s."
                    .formatted(
                            new BasisPoints(line.rateBp()),
                            exact(),
                            money(explained.rounding().rounded())));
        }
        words.addAll(new TermsWords(inputs, kind(), this::money).amounts());
    }

    /** What has become of it since. */
    private void happened(List<String> words) {
        explained.changes().forEach(change -> words.add(change(change)));
        explained.replacements().forEach(other -> words.add(replacement(other)));
        if (explained.held()) {
            words.add(
                    "It is held for review: earned, and not paid out until the review ends; time alone does not end it.");
        }
        explained.ledger().forEach(transaction -> words.add(booking(transaction)));
    }

    private String change(ChangeView change) {
        return "%s: %s of it taken back instead of %s, because of %s%s."
                .formatted(
                        change.occurredAt(),
                        money(change.after()),
                        money(change.before()),
                        switch (change.cause()) {
                            case "rebooked" -> "a rebooking by the rules of that day";
                            case "refund" -> "a refund";
                            case "refund_failed" -> "a refund that failed";
                            case "dispute" -> "a dispute";
                            case "blocked" ->
                                change.after() < change.before() ? "the end of a review" : "a review of the customer";
                            case String _ -> "facts that were told later";
                        },
                        change.events().isEmpty() ? "" : " (" + String.join(", ", change.events()) + ")");
    }

    private String replacement(Replacement other) {
        if (other.relation().equals("booked_again")) {
            return "It was booked again when a review of the customer ended, after %s (%s, %s) had been reversed in full for it."
                    .formatted(other.commission(), other.kind(), money(other.amount()));
        }
        return other.relation().equals("replaces")
                ? "It takes the place of %s (%s, %s), which was reversed in full."
                        .formatted(other.commission(), other.kind(), money(other.amount()))
                : "It counts no more; in its place stands %s (%s, %s)."
                        .formatted(other.commission(), other.kind(), money(other.amount()));
    }

    /** The rule set alone, or the level that each rate comes from. */
    private List<String> rates() {
        return inputs.special() == null
                ? List.of("Rule set %s, in force when it was paid, pays %s %s."
                        .formatted(inputs.rates().version(), new BasisPoints(line.rateBp()), reason()))
                : new TermsWords(inputs, kind(), this::money).rates(reason());
    }

    private CommissionKind kind() {
        return CommissionKind.valueOf(line.kind());
    }

    private String reason() {
        return switch (kind()) {
            case FIRST -> "for all that begins in a customer's first month";
            case RECURRING -> "for all that begins later";
            case BONUS ->
                "on top from month %d in a row on".formatted(inputs.rates().bonusFromMonth());
            case BOUNTY -> "for a customer who has traded enough";
        };
    }

    private String base() {
        long sold = inputs.sold(kind());
        return "What was sold for these months comes to %s without tax%s%s."
                .formatted(
                        money(sold),
                        credit(sold),
                        inputs.paid() == inputs.gross()
                                ? ""
                                : "; the share that was paid in cash makes it " + money(line.base()));
    }

    /** A credit that is more than its band holds reduces the other one. */
    private String credit(long sold) {
        long sum = explained.slices().stream().mapToLong(Slice::amount).sum();
        return sum == sold ? "" : ", after %s for the other months of the invoice".formatted(money(sold - sum));
    }

    private String exact() {
        var rounding = explained.rounding();
        return new BigDecimal(rounding.exactNumerator())
                .divide(new BigDecimal(rounding.exactDenominator()), MathContext.DECIMAL64)
                .stripTrailingZeros()
                .toPlainString();
    }

    private String matureNote() {
        return line.matureAt().isAfter(inputs.paidAt().plus(Duration.ofDays(inputs.holdDays())))
                ? ", and not before the first slice of the bonus begins"
                : "";
    }

    private String reversal() {
        var reversal = explained.reversal();
        return "Of %s received, %s was refunded and %s is disputed or lost: %s of the commission is taken back."
                .formatted(
                        money(reversal.received()),
                        money(reversal.refunded()),
                        money(reversal.disputed()),
                        money(reversal.reversed()));
    }

    private String booking(PostedTransaction transaction) {
        var legs = transaction.postings().stream()
                .map(leg -> (leg.amount() > 0 ? "debit " : "credit ") + account(leg.account()) + " "
                        + money(Math.abs(leg.amount())))
                .collect(Collectors.joining(", "));
        return "%s: %s (%s).".formatted(transaction.effectiveAt(), deed(transaction.kind()), legs);
    }

    private static String deed(TransactionKind kind) {
        return switch (kind) {
            case ACCRUAL -> "earned";
            case MATURE -> "became payable";
            case CLAWBACK -> "taken back";
            case REINSTATE -> "given again";
            case PAYOUT_RESERVE, PAYOUT_SETTLE, PAYOUT_VOID, PAYOUT_RECOVER, TRANSFER_REVERSED -> "moved by a payout";
            case ADJUST -> "corrected";
            case WRITE_OFF -> "written off";
        };
    }

    /** The books' names of accounts, as people say them. */
    private static String account(String book) {
        return switch (book) {
            case "in_flight" -> "in flight";
            case "expense.commission" -> "commission expense";
            case "expense.adjustment" -> "adjustment expense";
            case "expense.bad_debt" -> "bad debt";
            case "platform.stripe_balance" -> "balance at Stripe";
            case String other -> other;
        };
    }

    private String money(long minor) {
        return new Money(minor, Currencies.find(line.currency()).orElseThrow()).toString();
    }
}
