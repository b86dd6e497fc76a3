package dev.handsel.accounting.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.payouts.lifecycle.PayoutScene;
import dev.handsel.testing.Client.Reply;
import org.junit.jupiter.api.Test;

class CorrectionTest extends PayoutScene {

    private Reply adjust(Somebody person, Payee payee, long amount) {
        return post(person.token(), "/v1/ledger/adjustments", """
                {"affiliate": "%s", "currency": "USD", "amount": %d, "reason": "goodwill"}
                """.formatted(payee.id(), amount));
    }

    private Reply writeOff(Somebody person, Payee payee) {
        return post(person.token(), "/v1/ledger/write_offs", """
                {"affiliate": "%s", "currency": "USD", "reason": "left the programme"}
                """.formatted(payee.id()));
    }

    private Reply approve(Somebody person, Reply proposed) {
        var id = proposed.json().get("id").asString();
        return post(person.token(), "/v1/ledger/proposals/" + id + "/approve", "");
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }

    @Test
    void an_adjustment_counts_at_once_and_may_overdraw() {
        var shop = shop();
        var payee = payee(shop);
        var finance = somebody("finance");

        var given = adjust(finance, payee, 500);
        assertThat(given.status()).as(given.text()).isEqualTo(201);
        assertThat(given.json().get("state").asString()).isEqualTo("applied");
        assertThat(balance(payee).payable()).isEqualTo(500);
        adjust(finance, payee, -800);
        assertThat(balance(payee).payable()).isEqualTo(-300);
        assertThat(violations()).isEmpty();
    }

    @Test
    void a_write_off_is_of_all_that_is_negative() {
        var shop = shop();
        var payee = payee(shop);
        var owner = somebody("owner");
        assertRefused(writeOff(owner, payee), 422, "nothing_to_write_off");
        earned(shop, payee, -700);

        var done = writeOff(owner, payee);

        assertThat(done.json().get("amount").asLong()).isEqualTo(700);
        assertThat(balance(payee).payable()).isZero();
        assertRefused(writeOff(owner, payee), 422, "nothing_to_write_off");
        assertThat(violations()).isEmpty();
    }

    @Test
    void where_two_people_are_asked_for_the_second_one_makes_it_count() {
        var shop = shop("simulated", true);
        var payee = payee(shop);
        var first = somebody("manager");
        var second = somebody("finance");

        var proposed = adjust(first, payee, -900);
        assertThat(proposed.json().get("state").asString()).isEqualTo("proposed");
        assertThat(ledger.balances(payee.id())).isEmpty();
        assertRefused(approve(first, proposed), 403, "second_person_required");
        assertThat(approve(second, proposed).json().get("state").asString()).isEqualTo("applied");
        assertThat(approve(second, proposed).json().get("state").asString()).isEqualTo("applied");
        assertThat(balance(payee).payable()).isEqualTo(-900);

        var written = writeOff(first, payee);
        assertThat(written.json().get("amount").isNull()).isTrue();
        earned(shop, payee, -100);
        var applied = approve(second, written);
        assertThat(applied.json().get("amount").asLong()).isEqualTo(1_000);
        assertThat(applied.header("ETag")).isEqualTo("\"v2\"");
        assertThat(balance(payee).payable()).isZero();

        var late = writeOff(first, payee);
        assertRefused(late, 422, "nothing_to_write_off");
        var id = written.json().get("id").asString();
        assertThat(get(first.token(), "/v1/ledger/proposals/" + id)
                        .json()
                        .get("kind")
                        .asString())
                .isEqualTo("write_off");
        assertThat(violations()).isEmpty();
    }

    @Test
    void only_those_in_charge_correct_the_books() {
        var shop = shop();
        var payee = payee(shop);
        assertThat(adjust(payee.person(), payee, 1).status()).isEqualTo(403);
        assertThat(adjust(somebody("analyst"), payee, 1).status()).isEqualTo(403);
        assertThat(post(shop.key(), "/v1/ledger/adjustments", "{}").status()).isEqualTo(403);
    }

    @Test
    void every_fault_of_a_correction_is_named() {
        var shop = shop();
        var payee = payee(shop);
        var reply = post(somebody("owner").token(), "/v1/ledger/adjustments", """
                {"affiliate": "%s", "currency": "XXX", "amount": 0, "reason": "goodwill"}
                """.formatted(payee.id()));
        assertThat(reply.faults()).containsExactly("/currency unknown_currency", "/amount out_of_range");
        var more = post(
                somebody("owner").token(), "/v1/ledger/write_offs", "{\"affiliate\": \"aff_x\", \"reason\": \" \"}");
        assertThat(more.faults()).contains("/currency required").hasSize(3);
    }
}
