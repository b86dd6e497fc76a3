package dev.handsel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.ledger.Account.Bucket;
import dev.handsel.ledger.Account.Owed;
import dev.handsel.ledger.Account.Platform;
import dev.handsel.ledger.Transaction.TransactionKind;
import dev.handsel.ledger.Transaction.TransactionSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Random books beside a model of them in memory: what the one refuses the other does, and the rest adds up. */
class LedgerPropertiesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Set<TransactionKind> MAY_OVERDRAW =
            EnumSet.of(TransactionKind.CLAWBACK, TransactionKind.PAYOUT_RECOVER, TransactionKind.ADJUST);
    private static final List<Bucket> BUCKETS = List.copyOf(EnumSet.allOf(Bucket.class));
    private static final List<Platform> PLATFORM = List.copyOf(EnumSet.allOf(Platform.class));
    private static final Books books = new Books();

    /** An entry to come; places are 0 to 2 of the first affiliate, 3 to 5 of the second, then the platform's. */
    record Step(TransactionKind kind, int key, int debit, int credit, long amount, boolean euros) {}

    @Provide
    Arbitrary<List<List<Step>>> batches() {
        var places = Arbitraries.integers().between(0, 9);
        var steps = Combinators.combine(
                        Arbitraries.of(TransactionKind.class),
                        Arbitraries.integers().between(0, 40),
                        places,
                        places,
                        Arbitraries.longs().between(1, 100),
                        Arbitraries.of(true, false))
                .as(Step::new)
                .filter(step -> step.debit() != step.credit());
        return steps.list().ofMinSize(1).ofMaxSize(4).list().ofMinSize(5).ofMaxSize(40);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void the_books_hold_what_was_posted_and_refuse_whole_what_breaks_a_rule(
            @ForAll("batches") List<List<Step>> batches) {
        var model = new Model();
        for (var batch : batches) {
            var entries = batch.stream().map(model::entry).toList();
            if (model.accepts(entries)) {
                books.post(model.program, entries);
                model.apply(entries);
            } else {
                assertThatThrownBy(() -> books.post(model.program, entries))
                        .rootCause()
                        .hasMessageMatching("(?s).*(reused with another request|would be overdrawn).*");
            }
            assertThat(books.sums(model.program)).isEqualTo(model.sums);
        }
        assertThat(books.transactions(model.program)).isEqualTo(model.written.size());
        assertThat(books.violations()).isEmpty();
        model.affiliates.forEach(affiliate -> assertThat(books.balances(affiliate))
                .allSatisfy(balance -> {
                    var end = " " + balance.currency() + " " + affiliate.value();
                    assertThat(balance.pending())
                            .isEqualTo(-model.sum("pending" + end))
                            .isNotNegative();
                    assertThat(balance.inFlight())
                            .isEqualTo(-model.sum("in_flight" + end))
                            .isNotNegative();
                    assertThat(balance.payable()).isEqualTo(-model.sum("payable" + end));
                }));
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void posting_everything_again_changes_nothing(@ForAll("batches") List<List<Step>> batches) {
        var model = new Model();
        var posted = new ArrayList<List<Transaction>>();
        for (var batch : batches) {
            var entries = batch.stream().map(model::entry).toList();
            if (model.accepts(entries)) {
                books.post(model.program, entries);
                model.apply(entries);
                posted.add(entries);
            }
        }
        var before = books.sums(model.program);
        posted.reversed().forEach(entries -> books.post(model.program, entries));
        assertThat(books.sums(model.program)).isEqualTo(before);
        assertThat(books.transactions(model.program)).isEqualTo(model.written.size());
        assertThat(books.violations()).isEmpty();
    }

    /** What the books should hold. */
    private static final class Model {

        private final ProgramId program = books.program();
        private final List<AffiliateId> affiliates = List.of(AffiliateId.fresh(), AffiliateId.fresh());
        private final Map<String, Posting> written = new HashMap<>();
        private final Map<String, Long> sums = new TreeMap<>();

        Transaction entry(Step step) {
            var currency = Currency.of(step.euros() ? "EUR" : "USD");
            var posting = new Posting(place(step.debit()), place(step.credit()), new Money(step.amount(), currency));
            return Transaction.of(
                    step.kind(), program + ":" + step.key(), NOON, new TransactionSource("test", "1"), posting);
        }

        private Account place(int number) {
            return number < 6
                    ? new Owed(affiliates.get(number / 3), BUCKETS.get(number % 3))
                    : PLATFORM.get(number - 6);
        }

        boolean accepts(List<Transaction> entries) {
            var known = new HashMap<>(written);
            for (var entry : entries) {
                var first = known.putIfAbsent(name(entry), entry.posting());
                if (first != null && !first.equals(entry.posting())) {
                    return false;
                }
            }
            var after = new TreeMap<>(sums);
            var fresh = fresh(entries);
            fresh.forEach(entry -> move(after, entry));
            return fresh.stream().noneMatch(entry -> breaksGuard(entry, after));
        }

        private static boolean breaksGuard(Transaction entry, Map<String, Long> after) {
            return switch (entry.posting().debit()) {
                case Platform _ -> false;
                case Owed owed ->
                    Objects.requireNonNull(after.get(account(owed, entry))) > 0
                            && (owed.bucket() != Bucket.PAYABLE || !MAY_OVERDRAW.contains(entry.kind()));
            };
        }

        void apply(List<Transaction> entries) {
            fresh(entries).forEach(entry -> {
                written.put(name(entry), entry.posting());
                move(sums, entry);
            });
        }

        private List<Transaction> fresh(List<Transaction> entries) {
            return entries.stream()
                    .filter(entry -> !written.containsKey(name(entry)))
                    .collect(Collectors.toMap(Model::name, entry -> entry, (first, _) -> first, TreeMap::new))
                    .values()
                    .stream()
                    .toList();
        }

        private static void move(Map<String, Long> sums, Transaction entry) {
            long amount = entry.posting().amount().minor();
            sums.merge(account(entry.posting().debit(), entry), amount, Long::sum);
            sums.merge(account(entry.posting().credit(), entry), -amount, Long::sum);
        }

        long sum(String account) {
            return sums.getOrDefault(account, 0L);
        }

        private static String account(Account account, Transaction entry) {
            var name = account.book() + " " + entry.posting().amount().currency();
            return switch (account) {
                case Owed owed -> name + " " + owed.affiliate().value();
                case Platform _ -> name;
            };
        }

        private static String name(Transaction entry) {
            return entry.kind() + " " + entry.key();
        }
    }
}
