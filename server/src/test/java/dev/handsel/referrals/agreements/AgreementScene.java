package dev.handsel.referrals.agreements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.programs.agreements.Agreement;
import dev.handsel.programs.terms.ProgramScene;
import dev.handsel.programs.terms.Programs;
import dev.handsel.testing.Client.Reply;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A programme with an affiliate, and somebody who sets terms. */
// Each test makes its own programme first.
@SuppressWarnings("NullAway.Init")
abstract class AgreementScene extends ProgramScene {

    static final String NEXT = "2030-01-01T00:00:00Z";

    static final String FIRST = "{\"first_rate_bp\": %d}";

    @Autowired
    Programs programs;

    Shop shop;
    Someone manager;
    String nora;

    @BeforeEach
    void open() {
        shop = shop();
        manager = person("manager");
        nora = affiliate("nora");
    }

    /** An affiliate of this external id, whose coupon is the same in capital letters. */
    String affiliate(String name) {
        var made =
                post(shop.key(), "/v1/affiliates", """
                {"external_id": "%s", "code": "%s-code", "coupons": ["%s"]}""".formatted(name, name, name.toUpperCase(java.util.Locale.ROOT)));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().get("id").asString();
    }

    String path(String end) {
        return "/v1/programs/" + shop.id() + end;
    }

    Reply setting(String level, String subject, String from, String conditions) {
        return post(manager.bearer(), path("/terms"), """
                {"level": "%s", "subject": "%s", "effective_from": "%s", "conditions": %s}""".formatted(level, subject, from, conditions));
    }

    /** The terms that the list shows, as {@code coupon NORA added}. */
    List<String> listed(String query) {
        return get(shop.key(), path("/terms" + query))
                .json()
                .get("data")
                .valueStream()
                .map(terms -> terms.get("level").asString() + " "
                        + terms.path("subject").asString("") + " "
                        + terms.get("state").asString())
                .toList();
    }

    Reply group(String slug) {
        return post(manager.bearer(), path("/groups"), "{\"slug\": \"" + slug + "\", \"name\": \"The " + slug + "\"}");
    }

    Reply enter(String group, String affiliate, String from, boolean joins) {
        return post(manager.bearer(), path("/groups/" + group + "/members"), """
                {"affiliate": "%s", "from": "%s", "joins": %s}""".formatted(affiliate, from, joins));
    }

    /** When the entry that waits was proposed, as the list shows it; some time where none waits. */
    String proposedAt(String group, String affiliate) {
        return get(shop.key(), path("/groups/" + group + "/members"))
                .json()
                .get("data")
                .valueStream()
                .filter(entry -> entry.get("affiliate").asString().equals(affiliate))
                .map(entry -> entry.path("proposed_at").asString(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("2026-01-01T00:00:00Z");
    }

    Reply approve(String bearer, String group, String affiliate) {
        return post(bearer, path("/groups/" + group + "/members/" + affiliate + "/approve"), """
                {"proposed_at": "%s"}""".formatted(
                        proposedAt(group, affiliate)));
    }

    /** An invoice of a customer of this affiliate's that earns a commission. */
    void earned(String name, String at) {
        var told = post(shop.key(), "/v1/events", """
                {"events": [
                 {"id": "s-%1$s", "type": "signup", "occurred_at": "%2$s", "customer": "c-%1$s", "code": "%1$s-code"},
                 {"id": "i-%1$s", "type": "invoice_paid", "occurred_at": "%2$s", "customer": "c-%1$s", "invoice": "in-%1$s",
                  "currency": "USD", "reason": "create", "tax": 0,
                  "lines": [{"amount": 3000, "period_start": "%2$s", "months": 1}]}]}
                """.formatted(name, at));
        assertThat(told.json().at("/events/1/result").asString())
                .as(told.text())
                .isEqualTo("recorded");
    }

    /** What holds for a sale of this affiliate's of the product {@code pro}, by no link or coupon. */
    Agreement agreement(String affiliate, String at) {
        return programs.terms(ProgramId.parse(shop.id()))
                .agreement(Instant.parse(at), null, AffiliateId.parse(affiliate), "pro");
    }
}
