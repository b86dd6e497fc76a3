package dev.handsel.accounting.statements;

import dev.handsel.base.money.Money;
import dev.handsel.commissions.accruals.CommissionQueries.Caption;
import dev.handsel.ledger.LedgerHistory.PostedTransaction;
import java.util.Locale;
import java.util.Optional;

/** Says in a sentence what a transaction did for the affiliate. */
final class StatementWords {

    private StatementWords() {}

    static String of(PostedTransaction transaction, SourceView source, Optional<Caption> caption) {
        var money = moved(transaction);
        var commission = caption.map(StatementWords::named).orElse("commission " + source.id());
        return switch (transaction.kind()) {
            case ACCRUAL -> "%s earned: the %s.".formatted(money, commission);
            case MATURE -> "%s became payable: the holding period of the %s is over.".formatted(money, commission);
            case CLAWBACK -> "%s taken back after a refund or a dispute: the %s.".formatted(money, commission);
            case REINSTATE -> "%s given again after a dispute was won: the %s.".formatted(money, commission);
            case PAYOUT_RESERVE -> "%s on its way: payout %s.".formatted(money, source.id());
            case PAYOUT_SETTLE -> "%s transferred: payout %s.".formatted(money, source.id());
            case PAYOUT_RECOVER ->
                "%s had left already: payout %s was found at the provider.".formatted(money, source.id());
            case PAYOUT_VOID -> "%s payable again: payout %s was not made.".formatted(money, source.id());
            case TRANSFER_REVERSED -> "%s payable again: it came back from payout %s.".formatted(money, source.id());
            case ADJUST -> "%s %s: correction %s.".formatted(money, adjusted(transaction), source.id());
            case WRITE_OFF -> "%s of debt written off: correction %s.".formatted(money, source.id());
        };
    }

    private static String named(Caption caption) {
        var commission = switch (caption.kind()) {
            case "FIRST" -> "commission on a first month";
            case "RECURRING" -> "commission on a later month";
            case "BONUS" -> "bonus";
            case "BOUNTY" -> "bounty";
            case String other -> other.toLowerCase(Locale.ROOT);
        };
        return caption.invoice() == null
                ? "%s for the trades of customer %s".formatted(commission, caption.customer())
                : "%s for invoice %s of customer %s".formatted(commission, caption.invoice(), caption.customer());
    }

    private static String adjusted(PostedTransaction transaction) {
        boolean inFavour =
                transaction.postings().stream().anyMatch(leg -> leg.account().equals("payable") && leg.amount() < 0);
        return inFavour ? "added" : "taken off";
    }

    private static Money moved(PostedTransaction transaction) {
        var leg = transaction.postings().getFirst();
        return new Money(Math.abs(leg.amount()), leg.currency());
    }
}
