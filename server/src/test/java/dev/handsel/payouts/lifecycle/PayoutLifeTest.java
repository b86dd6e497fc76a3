package dev.handsel.payouts.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.Client.Reply;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PayoutLifeTest extends PayoutScene {

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }

    private static String state(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().get("state").asString();
    }

    private static List<String> history(Reply reply) {
        return reply.json()
                .get("history")
                .valueStream()
                .map(event -> event.get("to").asString())
                .toList();
    }

    private Reply approve(Somebody person, String payout) {
        return post(person.token(), "/v1/payouts/" + payout + "/approve", "");
    }

    private Reply cancel(Somebody person, String payout) {
        return post(person.token(), "/v1/payouts/" + payout + "/cancel", "");
    }

    @Test
    void an_approved_payout_is_reserved_and_the_provider_settles_it_once() {
        var shop = shop();
        var payee = payee(shop);
        earned(shop, payee, 6_000);
        var payout = requested(shop, payee);
        var finance = somebody("finance");

        assertThat(state(approve(finance, payout))).isEqualTo("reserved");
        assertThat(state(approve(finance, payout))).isEqualTo("reserved");
        assertThat(state(simulate(shop.key(), payout, "transfer_created"))).isEqualTo("transferred");
        var last = simulate(shop.key(), payout, "transfer_created");

        assertThat(history(last)).containsExactly("requested", "approved", "reserved", "transferred");
        assertThat(last.header("ETag")).isEqualTo("\"v4\"");
        assertThat(balance(payee).inFlight()).isZero();
        assertThat(balance(payee).paid()).isEqualTo(6_000);
        assertThat(violations()).isEmpty();
    }

    @Test
    void the_command_stands_for_approval_and_sending() {
        var shop = shop();
        var payee = payee(shop);
        earned(shop, payee, 6_000);
        var reply = simulate(shop.key(), requested(shop, payee), "transfer_failed");
        assertThat(history(reply)).containsExactly("requested", "approved", "reserved", "failed");
        assertThat(balance(payee).payable()).isEqualTo(6_000);
        assertThat(balance(payee).inFlight()).isZero();
        assertThat(state(simulate(shop.key(), reply.json().get("id").asString(), "transfer_failed")))
                .isEqualTo("failed");
        assertRefused(simulate(shop.key(), reply.json().get("id").asString(), "transfer_created"), 409, "payout_state");
        assertThat(violations()).isEmpty();
    }

    @Test
    void money_that_comes_back_is_payable_again_as_far_as_it_came_back() {
        var shop = shop();
        var payee = payee(shop);
        earned(shop, payee, 6_000);
        var payout = requested(shop, payee);
        assertRefused(reverse(shop.key(), payout, 1), 409, "payout_state");
        simulate(shop.key(), payout, "transfer_created");

        assertThat(state(reverse(shop.key(), payout, 0))).isEqualTo("transferred");
        assertThat(state(reverse(shop.key(), payout, 2_000))).isEqualTo("partly_reversed");
        assertThat(state(reverse(shop.key(), payout, 1_500))).isEqualTo("partly_reversed");
        assertThat(state(reverse(shop.key(), payout, 2_000))).isEqualTo("partly_reversed");
        assertThat(balance(payee).payable()).isEqualTo(2_000);
        assertThat(balance(payee).paid()).isEqualTo(4_000);
        assertRefused(reverse(shop.key(), payout, 6_001), 422, "above_amount");
        assertThat(state(reverse(shop.key(), payout, 6_000))).isEqualTo("reversed");
        assertThat(state(reverse(shop.key(), payout, 5_000))).isEqualTo("reversed");
        assertThat(balance(payee).payable()).isEqualTo(6_000);
        assertThat(history(get(shop.key(), "/v1/payouts/" + payout))).hasSize(6);
        assertThat(violations()).isEmpty();
    }

    @Test
    void a_bank_that_refuses_is_information_and_moves_no_money() {
        var shop = shop();
        var payee = payee(shop);
        earned(shop, payee, 6_000);
        var payout = requested(shop, payee);
        assertRefused(simulate(shop.key(), payout, "bank_failed"), 409, "payout_state");
        simulate(shop.key(), payout, "transfer_created");

        var told = simulate(shop.key(), payout, "bank_failed");
        assertThat(state(told)).isEqualTo("transferred");
        assertThat(told.json().get("bank_state").asString()).isEqualTo("failed");
        assertThat(history(simulate(shop.key(), payout, "bank_failed"))).hasSize(5);
        assertThat(balance(payee).paid()).isEqualTo(6_000);
        assertThat(violations()).isEmpty();
    }

    @Test
    void a_canceled_payout_gives_the_money_back() {
        var shop = shop();
        var payee = payee(shop);
        earned(shop, payee, 6_000);
        var payout = requested(shop, payee);
        var manager = somebody("manager");
        assertThat(state(cancel(manager, payout))).isEqualTo("canceled");
        assertThat(state(cancel(manager, payout))).isEqualTo("canceled");
        assertThat(balance(payee).payable()).isEqualTo(6_000);
        assertRefused(approve(manager, payout), 409, "payout_state");
        assertRefused(simulate(manager.token(), payout, "transfer_created"), 409, "payout_state");

        var second = requested(shop, payee);
        simulate(shop.key(), second, "transfer_created");
        assertRefused(cancel(manager, second), 409, "payout_state");
        assertThat(violations()).isEmpty();
    }

    @Test
    void where_two_people_are_asked_for_nobody_approves_their_own() {
        var shop = shop("simulated", true);
        var owner = somebody("owner");
        var payee = affiliate(shop, owner);
        enable(shop, payee.id(), true);
        earned(shop, payee, 6_000);
        var payout = requested(shop, payee);

        assertRefused(simulate(shop.key(), payout, "transfer_created"), 409, "approval_required");
        assertRefused(approve(owner, payout), 403, "second_person_required");
        assertThat(state(approve(somebody("finance"), payout))).isEqualTo("reserved");
        assertThat(state(simulate(shop.key(), payout, "transfer_created"))).isEqualTo("transferred");
    }

    @Test
    void a_real_provider_takes_no_commands() {
        var shop = shop("stripe", false);
        var payee = stranger(shop);
        jdbc.sql("""
                insert into payout_account (affiliate_id, program_id, provider, payouts_enabled, state, reference, created_at,
                    changed_at) values (:id, :program, 'stripe', true, 'enabled', :reference, now(), now())
                """)
                .param("reference", "acct_" + payee.id())
                .param("id", payee.id().value())
                .param("program", shop.id().value())
                .update();
        earned(shop, payee, 6_000);
        var payout = requested(shop, payee);
        assertRefused(simulate(shop.key(), payout, "transfer_created"), 409, "not_simulated");
        assertThat(state(approve(somebody("manager"), payout))).isEqualTo("reserved");
        assertThat(state(cancel(somebody("manager"), payout))).isEqualTo("canceled");
    }

    @Test
    void a_command_is_checked_as_a_whole() {
        var shop = shop();
        var payee = payee(shop);
        earned(shop, payee, 6_000);
        var path = "/v1/payouts/" + requested(shop, payee) + "/simulate";
        assertThat(post(shop.key(), path, "{\"outcome\": \"transfer_reversed\"}")
                        .faults())
                .containsExactly("/amount_reversed required");
        assertThat(post(shop.key(), path, "{\"outcome\": \"bank_failed\", \"amount_reversed\": 1}")
                        .faults())
                .containsExactly("/amount_reversed conflict");
        assertThat(post(shop.key(), path, "{\"outcome\": \"lost\"}").faults())
                .containsExactly("/outcome unknown_value");
    }

    @Test
    void payouts_are_seen_by_those_whom_they_concern() {
        var shop = shop();
        var payee = payee(shop);
        earned(shop, payee, 6_000);
        var payout = requested(shop, payee);
        var path = "/v1/payouts/" + payout;

        assertThat(get(payee.person().token(), path).status()).isEqualTo(200);
        assertThat(get(shop.key(), path).status()).isEqualTo(200);
        assertThat(get(somebody("analyst").token(), path).status()).isEqualTo(200);
        assertThat(get(payee(shop).person().token(), path).status()).isEqualTo(404);
        assertThat(get(shop().key(), path).status()).isEqualTo(404);
        assertThat(get(shop.key(), "/v1/payouts/pay_nonsense").status()).isEqualTo(404);

        assertThat(approve(payee.person(), payout).status()).isEqualTo(403);
        assertThat(approve(somebody("analyst"), payout).status()).isEqualTo(403);
        assertThat(cancel(somebody(), payout).status()).isEqualTo(404);
        assertThat(post(shop.key(), path + "/approve", "").status()).isEqualTo(403);
        assertThat(simulate(payee.person().token(), payout, "transfer_created").status())
                .isEqualTo(403);
        assertThat(simulate(shop().key(), payout, "transfer_created").status()).isEqualTo(404);
    }

    @Test
    void payouts_are_listed_newest_first() {
        var shop = shop();
        var payee = payee(shop);
        var other = payee(shop);
        earned(shop, payee, 6_000);
        earned(shop, other, 6_000);
        var first = requested(shop, payee);
        simulate(shop.key(), first, "transfer_failed");
        var second = requested(shop, payee);
        var third = requested(shop, other);

        assertThat(ids(get(shop.key(), "/v1/payouts"))).containsExactly(third, second, first);
        assertThat(ids(get(shop.key(), "/v1/payouts?state=failed"))).containsExactly(first);
        assertThat(ids(get(shop.key(), "/v1/payouts?affiliate=" + payee.id()))).containsExactly(second, first);
        var page = get(shop.key(), "/v1/payouts?limit=2");
        assertThat(ids(get(
                        shop.key(),
                        "/v1/payouts?after=" + page.json().get("next_cursor").asString())))
                .containsExactly(first);
        var manager = somebody("manager");
        assertThat(ids(get(manager.token(), "/v1/payouts?state=requested&program=" + shop.id())))
                .containsExactly(third, second);
        assertThat(ids(get(payee.person().token(), "/v1/affiliates/me/payouts?program=" + shop.id())))
                .containsExactly(second, first);
        assertThat(get(payee.person().token(), "/v1/payouts").status()).isEqualTo(403);
        assertThat(get(shop.key(), "/v1/payouts?affiliate=" + payee(shop()).id())
                        .status())
                .isEqualTo(404);
        assertThat(get(shop.key(), "/v1/payouts?state=lost").status()).isEqualTo(400);
    }

    private static List<String> ids(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return Objects.requireNonNull(reply.json().get("data"))
                .valueStream()
                .map(payout -> payout.get("id").asString())
                .toList();
    }

    @Test
    void every_step_is_in_the_audit_log() {
        var shop = shop();
        var payee = payee(shop);
        earned(shop, payee, 6_000);
        var payout = requested(shop, payee);
        simulate(shop.key(), payout, "transfer_created");
        assertThat(jdbc.sql("select action from audit_entry where object = :id order by id")
                        .param("id", payout)
                        .query(String.class)
                        .list())
                .containsExactly("payout.requested", "payout.approved", "payout.reserved", "payout.transferred");
    }
}
