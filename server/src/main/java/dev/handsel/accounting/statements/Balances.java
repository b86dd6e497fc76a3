package dev.handsel.accounting.statements;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.commissions.accruals.CommissionQueries;
import dev.handsel.commissions.accruals.CommissionQueries.Held;
import dev.handsel.ledger.Ledger;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** What an affiliate is owed, with what of it is held. Two statements, whatever the history. */
@Service
class Balances {

    private final Ledger ledger;
    private final CommissionQueries commissions;

    Balances(Ledger ledger, CommissionQueries commissions) {
        this.ledger = ledger;
        this.commissions = commissions;
    }

    /** One currency, minor units; {@code held} is a part of pending and payable, not beside them. */
    record BalanceView(
            String currency, long pending, long payable, long inFlight, long paid, long held, long clawedBack) {}

    List<BalanceView> of(AffiliateId affiliate) {
        var held = commissions.held(affiliate).stream().collect(Collectors.toMap(Held::currency, Held::amount));
        return ledger.balances(affiliate).stream()
                .map(balance -> new BalanceView(
                        balance.currency().code(),
                        balance.pending(),
                        balance.payable(),
                        balance.inFlight(),
                        balance.paid(),
                        held.getOrDefault(balance.currency().code(), 0L),
                        balance.clawedBack()))
                .toList();
    }
}
