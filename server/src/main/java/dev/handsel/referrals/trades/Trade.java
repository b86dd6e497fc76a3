package dev.handsel.referrals.trades;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.ids.CustomerId;
import org.jspecify.annotations.Nullable;

/** A trade of a customer, open or closed. */
record Trade(String ref, CustomerId customer, Fact.TradeOpened opened, Fact.@Nullable TradeClosed closed) {

    Trade closed(Fact.TradeClosed fact) {
        return new Trade(ref, customer, opened, fact);
    }
}
