package dev.handsel.commissions.reckoner;

import dev.handsel.commissions.reckoner.Writing.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Money that goes back, or is said to: refunds and disputes of some of the invoices, with every end they may take. */
final class Returning {

    private final Dice dice;
    private final Writing writing;
    private final List<Written> invoices;

    Returning(Dice dice, Writing writing, List<Written> invoices) {
        this.dice = dice;
        this.writing = writing;
        this.invoices = invoices;
    }

    void money() {
        for (var invoice : invoices) {
            if (invoice.cash() <= 0 ? dice.chance(3) : dice.chance(18)) {
                refunds(invoice);
            }
            if (invoice.cash() <= 0 ? dice.chance(2) : dice.chance(10)) {
                dispute(invoice);
            }
        }
    }

    private void refunds(Written invoice) {
        long all = Math.max(1, invoice.cash());
        switch (dice.between(1, 6)) {
            case 1, 2 -> refund(invoice, all);
            case 3 -> refund(invoice, 1 + all / dice.between(2, 5));
            case 4 -> {
                long part = 1 + all / 3;
                refund(invoice, part);
                refund(invoice, Math.max(1, all - part));
            }
            case 5 -> {
                refund(invoice, all);
                refund(invoice, Math.max(1, all / 2));
            }
            default -> refund(invoice, all + 1);
        }
    }

    private void refund(Written invoice, long amount) {
        var at = later(invoice);
        boolean fails = dice.chance(25);
        var refund = writing.refund(invoice.id(), at, amount, dice.chance(70));
        if (fails) {
            writing.refundFailed(refund, at.plus(dice.within(Duration.ofDays(40))));
        }
    }

    /** Some time after the payment; often the very instant at which another invoice was paid. */
    private Instant later(Written invoice) {
        return switch (dice.between(1, 10)) {
            case 1, 2, 3 -> dice.one(invoices).paidAt();
            case 4 -> invoice.paidAt();
            case 5, 6 -> invoice.paidAt().plus(dice.within(Duration.ofDays(300)));
            default -> invoice.paidAt().plus(dice.within(Duration.ofDays(45)));
        };
    }

    private void dispute(Written invoice) {
        var dispute = writing.fresh("dp");
        long amount = Math.max(1, dice.chance(60) ? invoice.cash() : invoice.cash() / dice.between(2, 4));
        var at = later(invoice);
        if (dice.chance(45)) {
            writing.disputeOpened(invoice.id(), dispute, at, amount, "inquiry");
            if (dice.chance(40)) {
                at = at.plusSeconds(1).plus(dice.within(Duration.ofDays(20)));
                amount = dice.chance(70) ? amount : Math.max(1, amount / 2);
                writing.disputeOpened(invoice.id(), dispute, at, amount, "chargeback");
            }
        } else {
            writing.disputeOpened(invoice.id(), dispute, at, amount, dice.chance(50) ? "" : "chargeback");
        }
        if (dice.chance(70)) {
            ended(invoice, dispute, at);
        }
    }

    /** It ends after its opening, or at the same instant. */
    private void ended(Written invoice, String dispute, Instant opened) {
        var at = dice.chance(10) ? opened : opened.plus(dice.within(Duration.ofDays(60)));
        writing.disputeEnded(invoice.id(), dispute, at, dice.chance(60));
    }
}
