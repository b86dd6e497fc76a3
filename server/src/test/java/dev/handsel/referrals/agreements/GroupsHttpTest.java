package dev.handsel.referrals.agreements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Groups of affiliates over HTTP. */
class GroupsHttpTest extends AgreementScene {

    private Optional<String> groupOf(String affiliate, String at) {
        return programs.terms(ProgramId.parse(shop.id()))
                .agreements()
                .groupOf(AffiliateId.parse(affiliate), Instant.parse(at));
    }

    private List<String> members(String group) {
        return get(shop.key(), path("/groups/" + group + "/members"))
                .json()
                .get("data")
                .valueStream()
                .map(member -> member.get("affiliate").asString() + " "
                        + member.get("from").asString() + " "
                        + member.path("until").asString("-"))
                .toList();
    }

    @Test
    void groups_are_made_once_and_listed_by_their_slugs() {
        assertThat(group("silver").status()).isEqualTo(201);
        var made = group("gold");
        assertThat(made.json().get("name").asString()).isEqualTo("The gold");
        isRefused(group("gold"), 409, "group_exists");

        assertThat(get(shop.key(), path("/groups")).json().get("data").findValuesAsString("slug"))
                .containsExactly("gold", "silver");
        assertThat(deeds(shop.id())).endsWith("group.created", "group.created");
        var faulty = post(manager.bearer(), path("/groups"), "{\"slug\": \"No\", \"name\": \"\\u0007\"}");
        assertThat(faulty.faults()).containsExactlyInAnyOrder("/slug malformed", "/name malformed");
    }

    @Test
    void an_affiliate_is_in_one_group_at_a_time_from_an_instant_on() {
        group("gold");
        group("silver");
        assertThat(enter("gold", nora, "2030-01-01T00:00:00Z", true).status()).isEqualTo(201);
        assertThat(enter("silver", nora, "2031-01-01T00:00:00Z", true).status()).isEqualTo(201);
        assertThat(enter("silver", nora, "2032-01-01T00:00:00Z", false).status())
                .isEqualTo(201);
        assertThat(enter("gold", nora, "2033-01-01T00:00:00Z", true).status()).isEqualTo(201);

        assertThat(groupOf(nora, "2029-12-31T23:59:59Z")).isEmpty();
        assertThat(groupOf(nora, "2030-01-01T00:00:00Z")).contains("gold");
        assertThat(groupOf(nora, "2031-01-01T00:00:00Z")).contains("silver");
        assertThat(groupOf(nora, "2032-01-01T00:00:00Z")).isEmpty();
        assertThat(members("gold"))
                .containsExactly(nora + " 2030-01-01T00:00:00Z 2031-01-01T00:00:00Z", nora + " 2033-01-01T00:00:00Z -");
        assertThat(members("silver")).containsExactly(nora + " 2031-01-01T00:00:00Z 2032-01-01T00:00:00Z");
        assertThat(deeds(nora)).endsWith("group.joined", "group.joined", "group.left", "group.joined");
        assertThatThrownBy(() ->
                        jdbc.sql("update agreement_member set joins = false").update())
                .hasMessageContaining("append-only");
    }

    @Test
    void entries_that_cannot_be_true_are_refused() {
        group("gold");
        group("silver");
        isRefused(enter("gold", nora, NEXT, false), 409, "not_a_member");
        enter("gold", nora, NEXT, true);
        isRefused(enter("gold", nora, "2031-01-01T00:00:00Z", true), 409, "membership_exists");
        isRefused(enter("silver", nora, NEXT, true), 409, "membership_exists");
        isRefused(enter("silver", nora, "2031-01-01T00:00:00Z", false), 409, "not_a_member");
        isRefused(enter("bronze", nora, NEXT, true), 404, "not_found");
        var other = nora;
        open();
        group("gold");
        isRefused(enter("gold", other, NEXT, true), 404, "not_found");
        isRefused(get(shop.key(), path("/groups/silver/members")), 404, "not_found");
    }

    @Test
    void what_an_affiliate_earned_is_not_judged_again() {
        group("gold");
        earned("nora", "2026-02-01T00:00:00Z");

        isRefused(enter("gold", nora, "2026-02-01T00:00:00Z", true), 409, "terms_in_use");
        assertThat(enter("gold", nora, "2026-02-01T00:00:00.000001Z", true).status())
                .isEqualTo(201);
    }

    @Test
    void only_owners_and_managers_make_groups_and_say_who_is_in_them() {
        group("gold");
        var entry = "{\"affiliate\": \"" + nora + "\", \"from\": \"" + NEXT + "\"}";
        for (var stranger : List.of(shop.key(), person("finance").bearer(), person().bearer())) {
            isRefused(post(stranger, path("/groups"), "{\"slug\": \"x\", \"name\": \"X\"}"), 403, "forbidden");
            isRefused(post(stranger, path("/groups/gold/members"), entry), 403, "forbidden");
        }
        assertThat(post(manager.bearer(), path("/groups/gold/members"), entry)
                        .json()
                        .get("joins")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void who_approves_approves_the_entry_that_they_have_read() {
        shop = shop(wish -> wish.put("two_person_payouts", true));
        nora = affiliate("nora");
        group("gold");
        enter("gold", nora, NEXT, true);
        var read = proposedAt("gold", nora);
        var otto = person("owner");
        var path = path("/groups/gold/members/" + nora);
        send("DELETE", manager.bearer(), path, null);
        enter("gold", nora, "2029-01-01T00:00:00Z", true);

        var stale = "{\"proposed_at\": \"" + read + "\"}";
        isRefused(post(otto.bearer(), path + "/approve", stale), 409, "membership_changed");
        assertThat(groupOf(nora, NEXT)).isEmpty();
        assertThat(post(otto.bearer(), path + "/approve", "{}").faults()).containsExactly("/proposed_at required");
        assertThat(approve(otto.bearer(), "gold", nora).status()).isEqualTo(200);
        assertThat(groupOf(nora, "2029-01-01T00:00:00Z")).contains("gold");
    }

    @Test
    void where_two_people_are_needed_nobody_gets_the_terms_of_a_group_by_one() {
        shop = shop(wish -> wish.put("two_person_payouts", true));
        var otto = person("owner");
        var joined = post(otto.bearer(), "/v1/affiliates", "{\"program\": \"" + shop.id() + "\"}");
        nora = joined.json().get("id").asString();
        group("gold");
        var waiting = path("/groups/gold/members/" + nora);

        var proposed = enter("gold", nora, NEXT, true);
        assertThat(proposed.status()).isEqualTo(202);
        assertThat(proposed.json().get("state").asString()).isEqualTo("waiting");
        assertThat(members("gold")).containsExactly(nora + " " + NEXT + " -");
        assertThat(groupOf(nora, NEXT)).isEmpty();
        isRefused(enter("gold", nora, "2031-01-01T00:00:00Z", true), 409, "membership_exists");
        isRefused(approve(manager.bearer(), "gold", nora), 403, "second_person_required");
        isRefused(approve(otto.bearer(), "gold", nora), 403, "second_person_required");
        isRefused(approve(shop.key(), "gold", nora), 403, "forbidden");
        isRefused(send("DELETE", person("finance").bearer(), waiting, null), 403, "forbidden");

        assertThat(send("DELETE", otto.bearer(), waiting, null).status()).isEqualTo(204);
        isRefused(send("DELETE", otto.bearer(), waiting, null), 404, "not_found");
        enter("gold", nora, NEXT, true);
        var approved = approve(person("manager").bearer(), "gold", nora);
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        assertThat(approved.json().get("state").asString()).isEqualTo("added");
        assertThat(groupOf(nora, NEXT)).contains("gold");
        isRefused(approve(otto.bearer(), "gold", nora), 404, "not_found");
        assertThat(deeds(nora))
                .endsWith(
                        "group.membership_proposed",
                        "group.membership_withdrawn",
                        "group.membership_proposed",
                        "group.joined");
    }

    @Test
    void an_entry_that_waits_is_judged_again() {
        shop = shop(wish -> wish.put("two_person_payouts", true));
        nora = affiliate("nora");
        group("gold");
        enter("gold", nora, "2026-02-01T00:00:00Z", true);
        earned("nora", "2026-02-01T00:00:00Z");

        isRefused(approve(person("owner").bearer(), "gold", nora), 409, "terms_in_use");
        assertThat(groupOf(nora, NEXT)).isEmpty();
    }
}
