package dev.handsel.referrals.affiliates;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.referrals.affiliates.Affiliate.AffiliateState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Affiliates for rules that decide in memory: nothing is read from a database or written to one. */
public final class Directories {

    private static final JdbcClient NOWHERE = JdbcClient.create(new PGSimpleDataSource());

    private final AffiliateDirectory directory =
            new AffiliateDirectory(new AffiliateStore(NOWHERE), new CodeShapeStore(NOWHERE), ProgramId.fresh(), "shop");

    /** Adds an active affiliate of this code, with these coupons. */
    public AffiliateId add(String code, String... coupons) {
        return add(code, AffiliateState.ACTIVE, null, coupons);
    }

    /** Adds an affiliate in this state, whom the merchant knows by the code too. */
    public AffiliateId add(String code, AffiliateState state, @Nullable String email, String... coupons) {
        var id = AffiliateId.fresh();
        directory.know(
                new Affiliate(id, ProgramId.fresh(), null, code, email, email, code, null, state, 1, Instant.EPOCH),
                List.of(coupons));
        return id;
    }

    public AffiliateDirectory directory() {
        return directory;
    }
}
