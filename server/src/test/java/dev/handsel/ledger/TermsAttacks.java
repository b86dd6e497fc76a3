package dev.handsel.ledger;

import java.util.ArrayList;
import java.util.List;

/** Attacks on terms of levels and their tiers, on groups and on months with a cap: what was agreed stays. */
final class TermsAttacks {

    /** What there is to attack, beside {@link Attacks#BOOKS}. */
    static final String BOOKS = """
            insert into agreement_terms (id, program_id, level, subject, effective_from, conditions, created_at)
                values (%1$s, %1$s, 'product', 'pro', now(), '{}', now());
            insert into agreement_tier_month (program_id, terms_id, month, fixed_at) values (%1$s, %1$s, '2026-03-01Z', now());
            insert into agreement_tier values (%1$s, '2026-03-01Z', %2$s, 63, 50);
            insert into agreement_group values (%1$s, 'gold', 'Gold', now());
            insert into agreement_member (program_id, affiliate_id, group_slug, joins, effective_from, created_at)
                values (%1$s, %2$s, 'gold', true, now(), now());
            insert into capped_month values (%2$s, 'USD', '2026-01-01', %1$s);
            """.formatted(Attacks.PROGRAM, Attacks.AFFILIATE);

    private static final String[] MEMBERS = {
        "agreement_member.agreement_member_program_id_group_slug_fkey",
        "agreement_member_proposal.agreement_member_proposal_program_id_group_slug_fkey"
    };

    private static final String CAPPED = "capped_invoice.capped_invoice_affiliate_id_currency_month_fkey";
    private static final String TERMS = "agreement_tier_month.agreement_tier_month_program_id_terms_id_fkey";
    private static final String MONTH = "agreement_tier.agreement_tier_terms_id_month_fkey";

    /** Somebody else in a month that was fixed before. */
    private static final String JOINS = """
            insert into affiliate (id, program_id, code, created_at) values (%1$s, %2$s, 'otto', now());
            insert into agreement_tier values (%2$s, '2026-03-01Z', %1$s, 63, 50)
            """.formatted(Attacks.FRESH, Attacks.PROGRAM);

    private TermsAttacks() {}

    static List<Attack> all() {
        var attacks = new ArrayList<Attack>();
        Attacks.noChange(attacks, "agreement_terms", "conditions = '{\"first_rate_bp\": 1}'", "subject = 'pro'", TERMS);
        Attacks.noChange(attacks, "agreement_tier_month", "fixed_at = 'epoch'", "seq > 0", MONTH);
        Attacks.noChange(attacks, "agreement_tier", "reached = 60", "figure = 63");
        Attacks.noChange(attacks, "agreement_group", "name = 'Lead'", "slug = 'gold'", MEMBERS);
        Attacks.noChange(attacks, "agreement_member", "joins = false", "group_slug = 'gold'");
        Attacks.noChange(attacks, "capped_month", "currency = 'EUR'", "currency = 'USD'", CAPPED);
        for (var table : List.of("agreement_tier", "agreement_member")) {
            attacks.add(Attack.on(table + "." + table + "_no_truncate", "truncate " + table));
        }
        attacks.add(Attack.on("capped_month.capped_month_no_truncate", "truncate capped_month")
                .without(CAPPED));
        attacks.add(Attack.on("agreement_group.agreement_group_no_truncate", "truncate agreement_group")
                .without(MEMBERS));
        attacks.add(Attack.on("agreement_terms.agreement_terms_no_truncate", "truncate agreement_terms")
                .without(TERMS));
        attacks.add(Attack.on("agreement_tier_month.agreement_tier_month_no_truncate", "truncate agreement_tier_month")
                .without(MONTH));
        attacks.add(Attack.on("agreement_tier.agreement_tier_joins", JOINS));
        return attacks;
    }
}
