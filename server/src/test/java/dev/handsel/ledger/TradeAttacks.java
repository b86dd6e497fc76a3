package dev.handsel.ledger;

import java.util.ArrayList;
import java.util.List;

/** Attacks on parts of trades: what was told stays. */
final class TradeAttacks {

    /** What there is to attack, beside {@link Attacks#BOOKS}. */
    static final String BOOKS = """
            insert into trade (program_id, ref, customer_id, symbol, side, volume, open_price, opened_event_id, opened_at)
                values (%1$s, 't1', %2$s, 'EURUSD', 'buy', 1, 1, 'e1', now());
            insert into trade_part values (%1$s, 'e2', 't1', now(), 0.5, 1, 1, null, 'USD');
            """.formatted(Attacks.PROGRAM, Attacks.CUSTOMER);

    private TradeAttacks() {}

    static List<Attack> all() {
        var attacks = new ArrayList<Attack>();
        Attacks.noChange(attacks, "trade_part", "pnl = 2", "event_id = 'e2'");
        attacks.add(Attack.on("trade_part.trade_part_no_truncate", "truncate trade_part"));
        return attacks;
    }
}
