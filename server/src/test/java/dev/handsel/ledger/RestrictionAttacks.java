package dev.handsel.ledger;

import java.util.ArrayList;
import java.util.List;

/** Attacks on restrictions, and on what is held because of them. */
final class RestrictionAttacks {

    private static final String SPARED = "restriction_spared.restriction_spared_program_id_key_fkey";
    private static final String END = "restriction_end.restriction_end_program_id_key_fkey";

    /** A hold that stands, with the line that it holds, beside {@link Attacks#BOOKS}. */
    static final String BOOKS = """
            insert into restriction (program_id, key, customer_id, strength, reason, raised_at, actor) values
                (%1$s, 'stands', %2$s, 'hold', 'other', now(), 'a'), (%1$s, 'cleared', %2$s, 'block', 'other', now(), 'a');
            insert into restriction_end (program_id, key, cleared_at, actor) values (%1$s, 'cleared', now(), 'a');
            insert into restriction_spared values (%1$s, 'cleared', 'in1', %3$s, 5, 'USD');
            insert into commission_state (line_id, program_id, affiliate_id, customer_id, currency, amount, mature_at)
                values (%4$s, %1$s, %3$s, %2$s, 'USD', 30, now());
            """.formatted(Attacks.PROGRAM, Attacks.CUSTOMER, Attacks.AFFILIATE, Attacks.LINE);

    private RestrictionAttacks() {}

    static List<Attack> all() {
        var attacks = new ArrayList<Attack>();
        Attacks.noChange(attacks, "restriction", "strength = 'hold'", "key = 'cleared'", SPARED, END);
        Attacks.noChange(attacks, "restriction_end", "actor = 'b'", "key = 'cleared'");
        Attacks.noChange(attacks, "restriction_spared", "amount = 6", "key = 'cleared'");
        attacks.add(Attack.on("restriction.restriction_no_truncate", "truncate restriction")
                .without(SPARED, END));
        attacks.add(Attack.on("restriction_end.restriction_end_no_truncate", "truncate restriction_end"));
        attacks.add(Attack.on("restriction_spared.restriction_spared_no_truncate", "truncate restriction_spared"));
        attacks.add(Attack.on("commission_state.commission_state_held", released("held = false")));
        attacks.add(Attack.on(
                "commission_state.commission_state_held",
                released("held = false, paid_before = 0, place = 1, recomputed = false")));
        attacks.addAll(FraudAttacks.all());
        return attacks;
    }

    /** The trigger says no by writing what is true; the attack is lost where it has no effect. */
    private static String released(String change) {
        return """
                do $$ begin
                    update commission_state set %s where line_id = %s;
                    if (select held from commission_state where line_id = %2$s) then
                        raise exception 'it is held still' using errcode = 'HS999';
                    end if;
                end $$
                """.formatted(change, Attacks.LINE);
    }
}
