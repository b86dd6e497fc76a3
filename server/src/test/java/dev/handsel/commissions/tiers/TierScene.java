package dev.handsel.commissions.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.programs.agreements.Agreement;
import dev.handsel.programs.agreements.Choice.Claim;
import dev.handsel.programs.agreements.ReachedTier;
import dev.handsel.programs.agreements.Subject;
import dev.handsel.programs.terms.Programs;
import dev.handsel.testing.HandselTest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A programme whose terms have tiers, two affiliates, and customers who pay. */
@HandselTest
abstract class TierScene {

    static final String FEBRUARY = "2026-02-01T00:00:00Z";
    static final String MARCH = "2026-03-01T00:00:00Z";

    @Autowired
    EventScene scene;

    @Autowired
    Programs programs;

    @Autowired
    JdbcClient jdbc;

    Shop shop;
    Shop.Affiliate nora;
    Shop.Affiliate otto;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
        otto = shop.affiliate("otto");
    }

    static Map<String, Object> tiers(int days, Object... steps) {
        return Map.of("tiers", Map.of("by", "customers", "days", days, "steps", List.of(steps)));
    }

    static Map<String, Object> step(long from, int first) {
        return Map.of("from", from, "first_rate_bp", first);
    }

    String terms(String level, @Nullable String subject, Map<String, Object> conditions) {
        return terms(level, subject, "2025-12-01T00:00:00Z", conditions);
    }

    String terms(String level, @Nullable String subject, String from, Map<String, Object> conditions) {
        var body =
                new HashMap<String, Object>(Map.of("level", level, "effective_from", from, "conditions", conditions));
        if (subject != null) {
            body.put("subject", subject);
        }
        var added = shop.asManager("/v1/programs/" + shop.id() + "/terms", body);
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        return added.json().get("id").asString();
    }

    /** A customer of this affiliate's who pays for the first time at this instant. */
    void pays(Shop.Affiliate affiliate, String customer, String at) {
        assertThat(shop.tellAll(
                        Event.signup(customer)
                                .with("coupon", affiliate.coupon())
                                .at(at),
                        Event.invoice("in-" + customer, customer, 3000).at(at)))
                .containsOnly("recorded");
    }

    /** What was fixed, as {@code 2026-02 nora 3 from 2}, the newest month first. */
    List<String> fixed(String terms) {
        var names = Map.of(nora.id(), "nora", otto.id(), "otto");
        return shop.all("/v1/programs/" + shop.id() + "/terms/" + terms + "/tiers").stream()
                .map(tier -> "%s %s %d from %d"
                        .formatted(
                                tier.get("month").asString().substring(0, 7),
                                names.get(tier.get("affiliate").asString()),
                                tier.get("figure").asLong(),
                                tier.get("from").asLong()))
                .toList();
    }

    /** The months that are done, with or without anybody who reached a step. */
    List<String> months() {
        return jdbc.sql("""
                select to_char(month at time zone 'UTC', 'YYYY-MM') from agreement_tier_month where program_id = :program
                order by seq
                """)
                .param("program", ProgramId.parse(shop.id()).value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    Agreement agreement(Shop.Affiliate affiliate, String at) {
        return programs.terms(ProgramId.parse(shop.id()))
                .agreement(
                        Instant.parse(at),
                        Subject.coupon(affiliate.coupon()),
                        AffiliateId.parse(affiliate.id()),
                        "pro");
    }

    static String told(Claim<?> claim) {
        ReachedTier tier = claim.tier();
        return claim.level() + " " + claim.value()
                + (tier == null
                        ? ""
                        : " as " + tier.fixed().figure() + " reach "
                                + tier.fixed().from());
    }
}
