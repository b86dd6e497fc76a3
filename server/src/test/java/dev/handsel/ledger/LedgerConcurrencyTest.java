package dev.handsel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.ledger.Transaction.TransactionKind;
import dev.handsel.ledger.Transaction.TransactionSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** Several writers at once, none of whom tries again: whoever waits for another gets through. */
class LedgerConcurrencyTest {

    private static final Currency USD = Currency.of("USD");
    private static final int WRITERS = 8;
    private static final Books books = new Books();

    private final ProgramId program = books.program();

    @Test
    void writers_that_meet_at_the_same_affiliates_end_with_exact_balances() throws Exception {
        var affiliates = Stream.generate(AffiliateId::fresh).limit(10).toList();
        long rounds = 25;
        atOnce(writer -> {
            var random = new Random(writer);
            for (int round = 0; round < rounds; round++) {
                var name = writer + ":" + round;
                var entries = new ArrayList<Transaction>();
                affiliates.forEach(affiliate -> entries.add(earned(affiliate, name + affiliate, 3)));
                affiliates.forEach(affiliate -> entries.add(matured(affiliate, name + affiliate, 1)));
                Collections.shuffle(entries, random);
                books.post(program, entries);
            }
            return true;
        });
        for (var affiliate : affiliates) {
            assertThat(books.balances(affiliate))
                    .containsExactly(new Balance(USD, WRITERS * rounds * 2, WRITERS * rounds, 0, 0, 0));
        }
        assertThat(books.violations()).isEmpty();
    }

    @Test
    void of_writers_that_say_the_same_one_is_written_down() throws Exception {
        var affiliate = AffiliateId.fresh();
        var entries = IntStream.range(0, 20)
                .mapToObj(number -> earned(affiliate, affiliate + ":" + number, 5))
                .toList();
        atOnce(_ -> {
            books.post(program, again(entries));
            return true;
        });
        assertThat(books.balances(affiliate)).containsExactly(new Balance(USD, 100, 0, 0, 0, 0));
        assertThat(books.transactions(program)).isEqualTo(20);
    }

    @Test
    void the_same_money_leaves_once_however_many_ask_for_it() throws Exception {
        var affiliate = AffiliateId.fresh();
        books.post(
                program, List.of(earned(affiliate, affiliate + ":e", 100), matured(affiliate, affiliate + ":e", 100)));
        var won = atOnce(writer -> {
            try {
                books.post(program, List.of(reserved(affiliate, affiliate + ":" + writer, 60)));
                return true;
            } catch (DataAccessException e) {
                assertThat(e).rootCause().hasMessageContaining("would be overdrawn");
                return false;
            }
        });
        assertThat(won).containsOnlyOnce(true);
        assertThat(books.balances(affiliate)).containsExactly(new Balance(USD, 0, 40, 60, 0, 0));
    }

    private interface Work {
        boolean by(int writer) throws Exception;
    }

    private static List<Boolean> atOnce(Work work) throws InterruptedException, ExecutionException {
        var ready = new CountDownLatch(WRITERS);
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            var tasks = IntStream.range(0, WRITERS)
                    .<Callable<Boolean>>mapToObj(writer -> () -> {
                        ready.countDown();
                        ready.await();
                        return work.by(writer);
                    })
                    .toList();
            var results = new ArrayList<Boolean>();
            for (var done : writers.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        }
    }

    /** The same content under new transaction ids, as another process would make it. */
    private static List<Transaction> again(List<Transaction> entries) {
        return entries.stream()
                .map(entry ->
                        Transaction.of(entry.kind(), entry.key(), entry.effectiveAt(), entry.source(), entry.posting()))
                .toList();
    }

    private static Transaction earned(AffiliateId affiliate, String key, long amount) {
        return entry(
                TransactionKind.ACCRUAL, key, Account.Platform.COMMISSION_EXPENSE, Account.pending(affiliate), amount);
    }

    private static Transaction matured(AffiliateId affiliate, String key, long amount) {
        return entry(TransactionKind.MATURE, key, Account.pending(affiliate), Account.payable(affiliate), amount);
    }

    private static Transaction reserved(AffiliateId affiliate, String key, long amount) {
        return entry(
                TransactionKind.PAYOUT_RESERVE, key, Account.payable(affiliate), Account.inFlight(affiliate), amount);
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
