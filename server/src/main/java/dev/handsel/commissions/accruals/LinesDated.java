package dev.handsel.commissions.accruals;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.programs.terms.LinesInForce;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LinesDated implements LinesInForce {

    private final JdbcClient jdbc;

    LinesDated(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean existFrom(ProgramId program, Instant instant) {
        return jdbc.sql("""
                select exists (select from commission_line where program_id = :program and paid_at >= :from)
                    or exists (select from invoice i join customer c on c.id = i.customer_id
                        where i.program_id = :program and i.paid_at >= :from and i.paid > 0 and c.affiliate_id is not null)
                """)
                .param("program", program.value())
                .param("from", utc(instant))
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean qualifiedFrom(ProgramId program, Instant instant) {
        return jdbc.sql("""
                select exists (select from customer
                    where program_id = :program and qualified_at >= :from and affiliate_id is not null)
                """)
                .param("program", program.value())
                .param("from", utc(instant))
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean existFrom(Collection<AffiliateId> affiliates, Instant instant) {
        return jdbc.sql("""
                select exists (select from commission_line where affiliate_id = any(:ids) and paid_at >= :from)
                    or exists (select from customer c join invoice i on i.customer_id = c.id
                        where c.affiliate_id = any(:ids) and i.paid_at >= :from and i.paid > 0)
                    or exists (select from customer c where c.affiliate_id = any(:ids) and c.qualified_at >= :from and exists (
                        select from rule_set r where r.program_id = c.program_id and cardinality(r.bounty_amounts) > 0))
                """)
                .param("ids", affiliates.stream().map(AffiliateId::value).toArray(UUID[]::new))
                .param("from", utc(instant))
                .query(Boolean.class)
                .single();
    }
}
