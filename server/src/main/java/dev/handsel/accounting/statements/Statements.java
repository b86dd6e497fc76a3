package dev.handsel.accounting.statements;

import dev.handsel.accounting.statements.Statement.Amounts;
import dev.handsel.accounting.statements.Statement.StatementLine;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.refusal.Refused;
import dev.handsel.commissions.accruals.CommissionQueries;
import dev.handsel.commissions.accruals.CommissionQueries.Caption;
import dev.handsel.ledger.LedgerHistory;
import dev.handsel.ledger.LedgerHistory.Entry;
import dev.handsel.ledger.LedgerHistory.PostedTransaction;
import dev.handsel.platform.database.Transactions;
import dev.handsel.referrals.affiliates.Affiliate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Writes statements from the books as they are at one moment. Three statements, whatever the history. */
@Service
class Statements {

    private static final int MOST = 10_000;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final LedgerHistory history;
    private final CommissionQueries commissions;
    private final Transactions transactions;

    Statements(LedgerHistory history, CommissionQueries commissions, Transactions transactions) {
        this.history = history;
        this.commissions = commissions;
        this.transactions = transactions;
    }

    Statement of(Affiliate affiliate, Currency currency, Period period) {
        return transactions.snapshot(() -> written(affiliate, currency, period));
    }

    private Statement written(Affiliate affiliate, Currency currency, Period period) {
        var from = Objects.requireNonNullElse(period.from(), FIRST);
        var to = Objects.requireNonNullElse(period.to(), LAST);
        var opening = Amounts.of(history.before(affiliate.id(), currency, from));
        var transactions = history.between(affiliate.id(), currency, from, to, MOST + 1);
        if (transactions.size() > MOST) {
            throw tooLong(transactions.getLast().effectiveAt());
        }
        var lines = lines(transactions);
        var closing = lines.stream().map(StatementLine::change).reduce(opening, Amounts::plus);
        return new Statement(
                affiliate.id(),
                affiliate.program(),
                currency.code(),
                period.from(),
                period.to(),
                opening,
                lines,
                closing);
    }

    private static Refused tooLong(Instant fits) {
        return Refused.unacceptable(
                "statement_too_long",
                "The period holds more than " + MOST + " transactions; it holds fewer up to " + fits + ".");
    }

    private List<StatementLine> lines(List<PostedTransaction> transactions) {
        var captions = captions(transactions);
        return transactions.stream()
                .map(transaction -> line(transaction, captions))
                .toList();
    }

    private Map<UUID, Caption> captions(List<PostedTransaction> transactions) {
        var ids = transactions.stream()
                .flatMap(transaction -> commission(transaction).stream())
                .distinct()
                .map(CommissionId::new)
                .toList();
        return ids.isEmpty() ? Map.of() : commissions.captions(ids);
    }

    private static StatementLine line(PostedTransaction transaction, Map<UUID, Caption> captions) {
        var source = SourceView.of(transaction);
        var caption = commission(transaction).map(captions::get);
        return new StatementLine(
                transaction.id(),
                transaction.kind(),
                source,
                transaction.effectiveAt(),
                transaction.recordedAt(),
                new Amounts(
                        change(transaction, "pending"),
                        change(transaction, "payable"),
                        change(transaction, "in_flight")),
                StatementWords.of(transaction, source, caption));
    }

    private static Optional<UUID> commission(PostedTransaction transaction) {
        return transaction.sourceType().equals("commission")
                ? Optional.of(CommissionId.parse(transaction.sourceId()).value())
                : Optional.empty();
    }

    /** What is owed is a credit, which the books write as negative. */
    private static long change(PostedTransaction transaction, String account) {
        return transaction.postings().stream()
                .filter(leg -> leg.account().equals(account))
                .mapToLong(Entry::amount)
                .reduce(0, Math::subtractExact);
    }
}
