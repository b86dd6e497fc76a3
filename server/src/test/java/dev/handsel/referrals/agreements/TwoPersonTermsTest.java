package dev.handsel.referrals.agreements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.Client.Reply;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Terms of a programme that asks for two people: what waits, and who may approve it. */
class TwoPersonTermsTest extends AgreementScene {

    private Reply approve(Someone who, Reply proposed) {
        return send(
                "POST", who.bearer(), path("/terms/" + proposed.json().get("id").asString() + "/approve"), null);
    }

    private Reply withdraw(Someone who, Reply proposed) {
        return send(
                "DELETE",
                who.bearer(),
                path("/terms/" + proposed.json().get("id").asString()),
                null);
    }

    @BeforeEach
    void two_people_are_needed() {
        shop = shop(wish -> wish.put("two_person_payouts", true));
        nora = affiliate("nora");
    }

    @Test
    void where_two_people_are_needed_terms_wait_for_the_second_one() {
        var otto = person("owner");
        var proposed = setting("affiliate", nora, NEXT, FIRST.formatted(5000));

        assertThat(proposed.status()).isEqualTo(202);
        assertThat(listed("")).containsExactly("affiliate " + nora + " waiting");
        isRefused(setting("affiliate", nora, NEXT, FIRST.formatted(1)), 409, "terms_exist");
        assertThat(agreement(nora, NEXT).first().winner().source()).isEqualTo("default");
        isRefused(approve(manager, proposed), 403, "second_person_required");
        isRefused(approve(person("finance"), proposed), 403, "forbidden");

        var approved = approve(otto, proposed);
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        assertThat(approved.json().get("approved_by").asString()).isEqualTo("account:" + otto.account());
        assertThat(agreement(nora, NEXT).first().value().value()).isEqualTo(5000);
        assertThat(approve(otto, proposed).status()).isEqualTo(200);
        isRefused(withdraw(otto, proposed), 409, "terms_added");
        assertThat(deeds(shop.id())).containsExactly("program.created", "terms.proposed", "terms.added");
    }

    @Test
    void tiers_count_from_the_month_after_the_second_word() {
        var proposed = setting("affiliate", nora, NEXT, """
                {"tiers": {"by": "customers", "days": 30, "steps": [{"from": 1, "first_rate_bp": 4000}]}}""");
        assertThat(proposed.json().has("tiers_from")).isFalse();
        moveTo("2027-01-01T00:00:00Z");

        assertThat(approve(person("owner"), proposed).json().get("tiers_from").asString())
                .isEqualTo("2027-02-01T00:00:00Z");
        assertThat(get(shop.key(), path("/terms"))
                        .json()
                        .at("/data/0/tiers_from")
                        .asString())
                .isEqualTo("2027-02-01T00:00:00Z");
    }

    private void moveTo(String now) {
        var moved = post(manager.bearer(), path("/clock"), "{\"now\": \"" + now + "\"}");
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
    }

    @Test
    void who_earns_by_terms_does_not_approve_them() {
        var owner = person("owner");
        var joined = post(owner.bearer(), "/v1/affiliates", "{\"program\": \"" + shop.id() + "\"}");
        var proposed = setting("affiliate", joined.json().get("id").asString(), NEXT, FIRST.formatted(5000));

        isRefused(approve(owner, proposed), 403, "second_person_required");
        assertThat(approve(person("owner"), proposed).status()).isEqualTo(200);
    }

    @Test
    void who_earns_by_the_terms_of_many_approves_none_of_them() {
        var member = person("owner");
        var hers = post(member.bearer(), "/v1/affiliates", "{\"program\": \"" + shop.id() + "\"}");
        var other = person("owner");
        post(other.bearer(), "/v1/affiliates", "{\"program\": \"" + shop.id() + "\"}");
        group("gold");
        enter("gold", hers.json().get("id").asString(), "2031-01-01T00:00:00Z", true);
        assertThat(approve(other.bearer(), "gold", hers.json().get("id").asString())
                        .status())
                .isEqualTo(200);
        var ofGroup = setting("group", "gold", NEXT, FIRST.formatted(5000));
        var ofProduct = setting("product", "pro", NEXT, FIRST.formatted(5000));
        var ofAll = post(manager.bearer(), path("/terms"), """
                {"level": "program", "effective_from": "%s", "conditions": {"max_months": 24}}""".formatted(NEXT));

        isRefused(approve(member, ofGroup), 403, "second_person_required");
        for (var terms : List.of(ofProduct, ofAll)) {
            isRefused(approve(other, terms), 403, "second_person_required");
            assertThat(approve(person("owner"), terms).status()).isEqualTo(200);
        }
        assertThat(approve(other, ofGroup).status()).isEqualTo(200);
    }

    @Test
    void who_is_an_affiliate_by_their_e_mail_alone_earns_as_well() {
        var owner = person("owner");
        var known = post(shop.key(), "/v1/affiliates", """
                {"external_id": "own", "code": "own-code", "email": "%s"}""".formatted(owner.email()));
        assertThat(known.status()).as(known.text()).isEqualTo(201);
        var proposed = setting("affiliate", known.json().get("id").asString(), NEXT, FIRST.formatted(5000));

        isRefused(approve(owner, proposed), 403, "second_person_required");
    }

    @Test
    void what_waits_is_withdrawn_or_judged_again() {
        var otto = person("owner");
        var first = setting("affiliate", nora, "2026-02-01T00:00:00Z", FIRST.formatted(5000));
        var second = setting("product", "pro", NEXT, FIRST.formatted(5000));
        earned("nora", "2026-02-01T00:00:00Z");

        isRefused(approve(otto, first), 409, "terms_in_use");
        assertThat(withdraw(otto, second).status()).isEqualTo(204);
        isRefused(withdraw(otto, second), 404, "not_found");
        isRefused(approve(otto, second), 404, "not_found");
        assertThat(listed("")).containsExactly("affiliate " + nora + " waiting");
        assertThat(deeds(shop.id())).endsWith("terms.withdrawn");
    }
}
