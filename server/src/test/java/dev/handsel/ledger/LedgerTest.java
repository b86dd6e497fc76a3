package dev.handsel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.ledger.Transaction.TransactionKind;
import dev.handsel.ledger.Transaction.TransactionSource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final Currency USD = Currency.of("USD");
    private static final Books books = new Books();

    private final ProgramId program = books.program();
    private final AffiliateId nora = AffiliateId.fresh();

    @Test
    void money_moves_between_two_accounts_and_is_positive() {
        var money = new Money(1, USD);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Posting(Account.pending(nora), Account.pending(nora), money));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Posting(Account.pending(nora), Account.payable(nora), new Money(0, USD)));
    }

    @Test
    void a_key_stands_for_its_content_whenever_it_is_posted() {
        var first = entry(
                TransactionKind.ADJUST, "k" + nora, Account.Platform.ADJUSTMENT_EXPENSE, Account.payable(nora), 5);
        var later = Transaction.of(
                first.kind(), first.key(), Instant.EPOCH.plusSeconds(1), first.source(), first.posting());
        books.post(program, List.of(first, later));
        books.post(program, List.of(later));
        assertThat(payable()).isEqualTo(5);

        var other = entry(
                TransactionKind.ADJUST, "k" + nora, Account.Platform.ADJUSTMENT_EXPENSE, Account.payable(nora), 6);
        assertThatThrownBy(() -> books.post(program, List.of(other)))
                .rootCause()
                .hasMessageContaining("reused with another request");
    }

    @Test
    void nothing_is_written_where_nothing_is_posted() {
        books.post(program, List.of());
        assertThat(books.transactions(program)).isZero();
    }

    @Test
    void what_is_payable_is_negative_only_after_something_was_taken_back() {
        books.post(program, List.of(entry(TransactionKind.CLAWBACK, "c" + nora, Account.payable(nora), expense(), 30)));
        assertThat(payable()).isEqualTo(-30);
        books.post(
                program, List.of(entry(TransactionKind.REINSTATE, "r" + nora, expense(), Account.payable(nora), 10)));
        assertThat(payable()).isEqualTo(-20);
    }

    @Test
    void a_debt_is_not_paid_out_even_where_new_money_comes_in_with_the_request() {
        books.post(
                program, List.of(entry(TransactionKind.CLAWBACK, "c" + nora, Account.payable(nora), expense(), 200)));
        var income = entry(TransactionKind.REINSTATE, "r" + nora, expense(), Account.payable(nora), 100);
        var request =
                entry(TransactionKind.PAYOUT_RESERVE, "p" + nora, Account.payable(nora), Account.inFlight(nora), 50);
        assertThatThrownBy(() -> books.post(program, List.of(income, request)))
                .rootCause()
                .hasMessageContaining("would be overdrawn by 150 USD");
        assertThat(payable()).isEqualTo(-200);
    }

    private long payable() {
        return books.balances(nora).getFirst().payable();
    }

    private static Account expense() {
        return Account.Platform.COMMISSION_EXPENSE;
    }

    private static Transaction entry(TransactionKind kind, String key, Account debit, Account credit, long amount) {
        return Transaction.of(
                kind,
                key,
                Instant.EPOCH,
                new TransactionSource("test", "1"),
                new Posting(debit, credit, new Money(amount, USD)));
    }
}
