package dev.handsel.referrals.affiliates;

import dev.handsel.base.ids.AffiliateId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Who of many may be paid. */
@Service
public class ActiveAffiliates {

    private final JdbcClient jdbc;

    ActiveAffiliates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these affiliates that are active. */
    public Set<AffiliateId> among(Collection<AffiliateId> affiliates) {
        return new HashSet<>(jdbc.sql("select id from affiliate where id = any(:ids) and state = 'active'")
                .param("ids", affiliates.stream().map(AffiliateId::value).toArray(UUID[]::new))
                .query((row, _) -> new AffiliateId(row.getObject("id", UUID.class)))
                .list());
    }
}
