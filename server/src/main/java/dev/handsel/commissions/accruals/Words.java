package dev.handsel.commissions.accruals;

import dev.handsel.base.money.BasisPoints;
import dev.handsel.base.money.Currencies;
import dev.handsel.base.money.Money;
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
                explained.events(),
                explained.inputs(),
                explained.slices(),
                explained.rounding(),
                explained.reversal(),
                explained.held(),
                explained.ledger(),
                explained.recomputed());
    }

    private List<String> sentences() {
        var words = new ArrayList<String>();
        words.add("Customer %s paid invoice %s on %s: %s in all, of which %s in cash."
                .formatted(
                        line.customer(), line.invoice(), inputs.paidAt(), money(inputs.gross()), money(inputs.paid())));
        words.add(months());
        words.add("Rule set %s, in force on that day, pays %s %s."
                .formatted(inputs.rates().version(), new BasisPoints(line.rateBp()), reason()));
        words.add(base());
        words.add("%s of that is exactly %s minor units, rounded half to even: %s."
                .formatted(new BasisPoints(line.rateBp()), exact(), money(line.amount())));
        words.add("It matures on %s: %d days after the payment%s."
                .formatted(line.matureAt(), inputs.rates().holdDays(), matureNote()));
        if (line.late()) {
            words.add(
                    "The invoice came late: one dated after it had counted before, so it took the next month's number.");
        }
        if (line.reversed() > 0 || explained.reversal().target() > 0) {
            words.add(reversal());
        }
        if (explained.held()) {
            words.add("It is held for review; a hold ends by a person's decision.");
        }
        explained.ledger().forEach(transaction -> words.add(booking(transaction)));
        return List.copyOf(words);
    }

    private String months() {
        var months = explained.slices().stream()
                .map(slice -> "month " + slice.lifetimeMonth() + " (" + slice.continuousMonth() + " in a row)")
                .distinct()
                .toList();
        return months.size() == 1
                ? "It paid for service " + months.getFirst() + "."
                : "It paid for %d service months that count here, from %s to %s."
                        .formatted(months.size(), months.getFirst(), months.getLast());
    }

    private String reason() {
        return switch (CommissionKind.valueOf(line.kind())) {
            case FIRST -> "for the first month of a customer's lifetime";
            case RECURRING -> "for every later month";
            case BONUS ->
                "on top from the %d. month in a row on".formatted(inputs.rates().bonusFromMonth());
        };
    }

    private String base() {
        long sold = explained.slices().stream().mapToLong(Slice::amount).sum();
        return inputs.paid() == inputs.gross()
                ? "The lines for these months come to %s without tax.".formatted(money(sold))
                : "The lines for these months come to %s without tax; the share that was paid in cash makes it %s."
                        .formatted(money(sold), money(line.base()));
    }

    private String exact() {
        var rounding = explained.rounding();
        return new BigDecimal(rounding.exactNumerator())
                .divide(new BigDecimal(rounding.exactDenominator()), MathContext.DECIMAL64)
                .stripTrailingZeros()
                .toPlainString();
    }

    private String matureNote() {
        return line.matureAt()
                        .isAfter(inputs.paidAt()
                                .plus(Duration.ofDays(inputs.rates().holdDays())))
                ? ", and not before the first month of the bonus begins"
                : "";
    }

    private String reversal() {
        var reversal = explained.reversal();
        return "Of %s paid, %s was refunded and %s is disputed or lost: %s of the commission is taken back."
                .formatted(
                        money(reversal.paid()),
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
