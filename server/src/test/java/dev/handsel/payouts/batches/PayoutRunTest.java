package dev.handsel.payouts.batches;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.commissions.restrictions.Restricted;
import dev.handsel.commissions.restrictions.Restriction;
import dev.handsel.commissions.restrictions.Restriction.RestrictionReason;
import dev.handsel.commissions.restrictions.Restriction.Strength;
import dev.handsel.commissions.restrictions.Restrictions;
import dev.handsel.ledger.Account;
import dev.handsel.ledger.Account.Platform;
import dev.handsel.ledger.Posting;
import dev.handsel.ledger.Transaction;
import dev.handsel.ledger.Transaction.TransactionKind;
import dev.handsel.ledger.Transaction.TransactionSource;
import dev.handsel.payouts.lifecycle.PayoutScene;
import dev.handsel.testing.Client.Reply;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class PayoutRunTest extends PayoutScene {

    @Autowired
    Restrictions restrictions;

    private Reply run(Shop shop, String token) {
        return post(token, "/v1/programs/" + shop.id() + "/payouts/run", "{}");
    }

    @Test
    void everything_that_can_be_paid_out_is_reserved_and_the_rest_is_told() {
        var shop = shop();
        var paid = payee(shop);
        var small = payee(shop);
        var closed = stranger(shop);
        var busy = payee(shop);
        var owing = payee(shop);
        earned(shop, paid, 7_000);
        earned(shop, paid, new Money(15_009, Currency.of("KWD")));
        earned(shop, small, 4_999);
        earned(shop, closed, 7_000);
        earned(shop, busy, 20_000);
        earned(shop, owing, -100);
        ask(shop, busy, 5_000L);

        var reply = run(shop, somebody("finance").token());

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        var answer = reply.json();
        assertThat(answer.get("matured").asInt()).isZero();
        assertThat(answer.get("payouts").valueStream())
                .extracting(payout -> payout.get("amount").asLong() + " "
                        + payout.get("state").asString() + " "
                        + payout.get("origin").asString())
                .containsExactly("7000 reserved batch", "15000 reserved batch");
        assertThat(answer.get("skipped").valueStream())
                .extracting(skipped -> skipped.get("affiliate").asString() + " "
                        + skipped.get("payable").asLong() + " "
                        + skipped.get("reason").asString())
                .containsExactly(
                        small.id() + " 4999 below_minimum",
                        closed.id() + " 7000 payouts_disabled",
                        busy.id() + " 15000 payout_in_progress");
        assertThat(violations()).isEmpty();
        assertThat(run(shop, shop.key()).json().get("payouts")).isEmpty();
    }

    @Test
    void what_is_due_matures_first_and_what_is_held_stays() {
        var shop = shop();
        var part = payee(shop);
        var all = payee(shop);
        sold(shop, part, 20_000);
        sold(shop, all, 20_000);
        earned(shop, part, 6_000);
        earned(shop, all, 1_000);
        jdbc.sql("update program set test_now = test_now + interval '30 days' where id = :id")
                .param("id", shop.id().value())
                .update();

        var first = run(shop, shop.key()).json();

        assertThat(first.get("matured").asInt()).isEqualTo(2);
        assertThat(amounts(first)).containsExactlyInAnyOrder(12_000L, 7_000L);

        first.get("payouts")
                .forEach(payout -> simulate(shop.key(), payout.get("id").asString(), "transfer_failed"));
        transactions.run(
                () -> restrictions.change(shop.id(), List.of(doubted("part", part), doubted("all", all)), List.of()));
        var second = run(shop, shop.key()).json();

        assertThat(amounts(second)).containsExactly(6_000L);
        assertThat(second.get("skipped").get(0).get("reason").asString()).isEqualTo("on_hold");
        assertThat(ask(shop, all, 5_000L).code()).isEqualTo("on_hold");
        assertThat(ask(shop, all, null).code()).isEqualTo("on_hold");
        assertThat(violations()).isEmpty();
    }

    private static Restriction doubted(String key, Payee payee) {
        return new Restriction(
                key, new Restricted.OfAffiliate(payee.id()), Strength.HOLD, RestrictionReason.OTHER, NOW, "test");
    }

    private static List<Long> amounts(JsonNode run) {
        return run.get("payouts")
                .valueStream()
                .map(payout -> payout.get("amount").asLong())
                .toList();
    }

    /** An invoice of a customer of the affiliate, whose commission of 30 % is due in 30 days. */
    private void sold(Shop shop, Payee payee, long amount) {
        var customer = UUID.randomUUID().toString();
        var code = jdbc.sql("select code from affiliate where id = :id")
                .param("id", payee.id().value())
                .query(String.class)
                .single();
        var reply = post(shop.key(), "/v1/events", """
                {"events": [
                  {"id": "s-%1$s", "type": "signup", "occurred_at": "2026-03-01T09:00:00Z", "customer": "%1$s", "code": "%2$s"},
                  {"id": "i-%1$s", "type": "invoice_paid", "occurred_at": "2026-03-01T09:00:00Z", "customer": "%1$s",
                   "invoice": "in-%1$s", "currency": "USD", "reason": "create", "tax": 0,
                   "lines": [{"amount": %3$d, "period_start": "2026-03-01T09:00:00Z", "months": 1}]}]}
                """.formatted(customer, code, amount));
        assertThat(reply.text()).contains("recorded").doesNotContain("invalid");
    }

    @Test
    void only_those_in_charge_run_the_batch() {
        var shop = shop();
        assertThat(run(shop, somebody("analyst").token()).status()).isEqualTo(403);
        assertThat(run(shop, payee(shop).person().token()).status()).isEqualTo(403);
        assertThat(run(shop, shop().key()).status()).isEqualTo(404);
    }

    @Test
    void runs_at_once_pay_everybody_once() throws Exception {
        var shop = shop();
        var payees = IntStream.range(0, 30).mapToObj(_ -> payee(shop)).toList();
        payees.forEach(payee -> earned(shop, payee, 6_000));
        try (var threads = Executors.newFixedThreadPool(4)) {
            var tasks = IntStream.range(0, 4)
                    .<Callable<Reply>>mapToObj(_ -> () -> run(shop, shop.key()))
                    .toList();
            List<Integer> made = threads.invokeAll(tasks).stream()
                    .map(Future::resultNow)
                    .map(reply -> reply.json().get("created").asInt())
                    .toList();
            assertThat(made.stream().mapToInt(Integer::intValue).sum()).isEqualTo(30);
        }
        assertThat(violations()).isEmpty();
    }

    @Test
    void a_batch_is_worked_off_in_chunks() {
        var shop = shop();
        jdbc.sql("""
                with new_one as (
                    insert into affiliate (id, program_id, code, created_at)
                    select gen_random_uuid(), :program, 'bulk' || n, now() from generate_series(1, 1201) n returning id)
                insert into payout_account
                select id, :program, 'simulated', true, 'enabled', 1, now(), now() from new_one
                """).param("program", shop.id().value()).update();
        var entries = jdbc
                .sql("select id from affiliate where program_id = :program")
                .param("program", shop.id().value())
                .query((row, _) -> new AffiliateId(row.getObject("id", UUID.class)))
                .list()
                .stream()
                .map(PayoutRunTest::gift)
                .toList();
        transactions.run(() -> ledger.post(shop.id(), "test", entries));

        var answer = run(shop, shop.key()).json();

        assertThat(answer.get("created").asInt()).isEqualTo(1_201);
        assertThat(answer.get("payouts")).hasSize(1_000);
        assertThat(violations()).isEmpty();
    }

    private static Transaction gift(AffiliateId affiliate) {
        var key = "gift-" + affiliate.value();
        var posting = new Posting(Platform.ADJUSTMENT_EXPENSE, Account.payable(affiliate), new Money(6_000, USD));
        return Transaction.of(TransactionKind.ADJUST, key, NOW, new TransactionSource("test", key), posting);
    }
}
