package dev.handsel.commissions.restrictions;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.restrictions.Restriction.Clearing;
import dev.handsel.commissions.restrictions.Restriction.RestrictionReason;
import dev.handsel.commissions.restrictions.Restriction.Strength;
import dev.handsel.inbox.events.Shop;
import dev.handsel.platform.database.Transactions;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Raises restrictions in programmes and clears them, each in a transaction of its own. */
@Component
public class Doubts {

    private final Restrictions restrictions;
    private final Transactions transactions;
    private final JdbcClient jdbc;

    Doubts(Restrictions restrictions, Transactions transactions, JdbcClient jdbc) {
        this.restrictions = restrictions;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    static ProgramId program(Shop shop) {
        return ProgramId.parse(shop.id());
    }

    static Restricted affiliate(Shop.Affiliate affiliate) {
        return new Restricted.OfAffiliate(AffiliateId.parse(affiliate.id()));
    }

    /** Whether anything is known of this customer. */
    public boolean knows(Shop shop, String ref) {
        return jdbc.sql("select exists (select from customer where program_id = :program and ref = :ref)")
                .param("program", program(shop).value())
                .param("ref", ref)
                .query(Boolean.class)
                .single();
    }

    Restricted customer(Shop shop, String ref) {
        var id = jdbc.sql("select id from customer where program_id = :program and ref = :ref")
                .param("program", program(shop).value())
                .param("ref", ref)
                .query(UUID.class)
                .single();
        return new Restricted.OfCustomer(new CustomerId(id));
    }

    static Restriction restriction(Shop shop, String key, Restricted whom, Strength strength) {
        return new Restriction(key, whom, strength, RestrictionReason.WASH_TRADE, shop.now(), "system");
    }

    public RestrictionChanges hold(Shop shop, String key, String customer) {
        return raise(shop, restriction(shop, key, customer(shop, customer), Strength.HOLD));
    }

    public RestrictionChanges hold(Shop shop, String key, Shop.Affiliate affiliate) {
        return raise(shop, restriction(shop, key, affiliate(affiliate), Strength.HOLD));
    }

    public RestrictionChanges block(Shop shop, String key, String customer) {
        return raise(shop, restriction(shop, key, customer(shop, customer), Strength.BLOCK));
    }

    RestrictionChanges raise(Shop shop, Restriction restriction) {
        return transactions.required(() -> restrictions.raise(program(shop), restriction));
    }

    public RestrictionChanges clear(Shop shop, String key) {
        return transactions.required(
                () -> restrictions.clear(program(shop), new Clearing(key, shop.now(), "account:nobody")));
    }
}
