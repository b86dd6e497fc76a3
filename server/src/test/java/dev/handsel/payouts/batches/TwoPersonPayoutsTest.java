package dev.handsel.payouts.batches;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.payouts.lifecycle.PayoutScene;
import dev.handsel.testing.Client.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That two people are needed is a fact of the payout, whichever button somebody presses. */
class TwoPersonPayoutsTest extends PayoutScene {

    @Test
    void who_is_paid_runs_the_batch_and_somebody_else_has_to_approve() {
        var shop = shop("simulated", true);
        var runner = somebody("owner", "finance");
        var payee = paid(shop, runner);

        var payout = run(shop, runner.token()).json().at("/payouts/0");

        assertThat(payout.get("state").asString()).isEqualTo("requested");
        assertThat(payout.get("origin").asString()).isEqualTo("batch");
        assertThat(balance(payee).inFlight()).isEqualTo(6_000);
        var id = payout.get("id").asString();
        isRefused(approve(runner.token(), id), 403, "second_person_required");
        isRefused(simulate(shop.key(), id, "transfer_created"), 409, "approval_required");
        assertThat(state(approve(somebody("finance").token(), id))).isEqualTo("reserved");
        assertThat(violations()).isEmpty();
    }

    @Test
    void who_runs_the_batch_for_others_does_not_approve_it_either() {
        var shop = shop("simulated", true);
        var runner = somebody("finance");
        paid(shop, somebody());

        var id = run(shop, runner.token()).json().at("/payouts/0/id").asString();

        isRefused(approve(runner.token(), id), 403, "second_person_required");
    }

    @Test
    void an_api_key_runs_the_batch_and_approves_nothing() {
        var shop = shop("simulated", true);
        paid(shop, somebody());

        var payout = run(shop, shop.key()).json().at("/payouts/0");

        assertThat(payout.get("state").asString()).isEqualTo("requested");
        assertThat(approve(shop.key(), payout.get("id").asString()).status()).isEqualTo(403);
    }

    @Test
    void a_whole_batch_is_approved_at_once_or_not_at_all() {
        var shop = shop("simulated", true);
        var approver = somebody("finance");
        paid(shop, somebody());
        var own = paid(shop, approver);
        paid(shop, somebody());
        var made = run(shop, somebody("owner").token()).json().get("payouts");
        var ids = made.valueStream().map(payout -> payout.get("id").asString()).toList();

        var refused = approveAll(
                approver.token(),
                Stream.concat(ids.stream(), Stream.of(PayoutId.fresh().toString()))
                        .toList());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.faults())
                .containsExactlyInAnyOrder("/payouts/1 second_person_required", "/payouts/3 not_found");
        assertThat(balance(own).inFlight()).isEqualTo(6_000);
        assertThat(states(shop)).containsOnly("requested");

        var others = List.of(ids.get(2), ids.get(0));
        var approved = approveAll(approver.token(), others);

        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        assertThat(approved.json().get("data").valueStream())
                .extracting(payout ->
                        payout.get("id").asString() + " " + payout.get("state").asString())
                .containsExactly(others.get(0) + " reserved", others.get(1) + " reserved");
        assertThat(approveAll(shop.key(), others).status()).isEqualTo(403);
        assertThat(violations()).isEmpty();
    }

    private Reply approveAll(String token, List<String> payouts) {
        var quoted = payouts.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(", "));
        return post(token, "/v1/payouts/approvals", "{\"payouts\": [" + quoted + "]}");
    }

    private List<String> states(Shop shop) {
        return jdbc.sql("select state from payout where program_id = :id")
                .param("id", shop.id().value())
                .query((row, _) -> row.getString("state"))
                .list();
    }

    @Test
    void one_person_does_not_switch_the_rule_off() {
        var shop = shop("simulated", true);
        var owner = somebody("owner");
        paid(shop, owner);

        var patch = client().send(
                        "PATCH",
                        "/v1/programs/" + shop.id(),
                        BodyPublishers.ofString("{\"two_person_payouts\": false}"),
                        "Authorization",
                        "Bearer " + owner.token(),
                        "If-Match",
                        "*");

        isRefused(patch, 409, "second_person_needed");
        assertThat(release(shop, owner).json().get("two_person_payouts").asBoolean())
                .isTrue();
        assertThat(release(shop, owner).json().get("two_person_payouts").asBoolean())
                .isTrue();
        assertThat(state(run(shop, owner.token()))).isEqualTo("requested");
    }

    @Test
    void two_people_switch_it_off_for_what_is_made_afterwards() {
        var shop = shop("simulated", true);
        var owner = somebody("owner");
        var manager = somebody("manager");
        paid(shop, somebody());
        var before = run(shop, owner.token()).json().at("/payouts/0/id").asString();

        var asked = release(shop, owner).json();
        var granted = release(shop, manager).json();

        assertThat(asked.get("asked_by").asString()).isEqualTo("account:" + owner.id());
        assertThat(granted.get("two_person_payouts").asBoolean()).isFalse();
        assertThat(granted.get("asked_by").isNull()).isTrue();
        isRefused(approve(owner.token(), before), 403, "second_person_required");
        paid(shop, somebody());
        assertThat(state(run(shop, owner.token()))).isEqualTo("reserved");
        assertThat(deeds(shop)).containsExactly("program.two_person_release_asked", "program.two_person_released");
    }

    @Test
    void a_wish_that_was_withdrawn_or_grew_old_is_not_granted() {
        var shop = shop("simulated", true);
        release(shop, somebody("owner"));
        client().send(
                        "DELETE",
                        releasePath(shop),
                        BodyPublishers.noBody(),
                        "Authorization",
                        "Bearer " + somebody("manager").token());
        assertThat(release(shop, somebody("owner"))
                        .json()
                        .get("two_person_payouts")
                        .asBoolean())
                .isTrue();

        jdbc.sql("""
                update program_two_person_release set asked_at = asked_at - :age::interval where program_id = :program
                """)
                .param("age", Duration.ofDays(7).toString())
                .param("program", shop.id().value())
                .update();

        assertThat(release(shop, somebody("owner"))
                        .json()
                        .get("two_person_payouts")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void people_without_a_say_neither_ask_nor_grant() {
        var shop = shop("simulated", true);
        assertThat(release(shop, somebody("finance")).status()).isEqualTo(403);
        assertThat(post(shop.key(), releasePath(shop), "{}").status()).isEqualTo(403);
    }

    private Payee paid(Shop shop, Somebody person) {
        var payee = affiliate(shop, person);
        enable(shop, payee.id(), true);
        earned(shop, payee, 6_000);
        return payee;
    }

    private Reply run(Shop shop, String token) {
        return post(token, "/v1/programs/" + shop.id() + "/payouts/run", "{}");
    }

    private Reply approve(String token, String payout) {
        return post(token, "/v1/payouts/" + payout + "/approve", "{}");
    }

    private Reply release(Shop shop, Somebody person) {
        return post(person.token(), releasePath(shop), "{}");
    }

    private static String releasePath(Shop shop) {
        return "/v1/programs/" + shop.id() + "/two_person_release";
    }

    private static String state(Reply reply) {
        var payout = reply.json().has("payouts") ? reply.json().at("/payouts/0") : reply.json();
        return payout.path("state").asString("");
    }

    private static void isRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }

    private List<String> deeds(Shop shop) {
        return jdbc.sql("select action from audit_entry where object = :id order by id")
                .param("id", shop.id().toString())
                .query((row, _) -> row.getString("action"))
                .list();
    }
}
