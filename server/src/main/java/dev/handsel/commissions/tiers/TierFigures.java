package dev.handsel.commissions.tiers;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.LinkId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.programs.agreements.DueTier;
import dev.handsel.programs.agreements.FixedTier;
import dev.handsel.programs.agreements.Level;
import dev.handsel.programs.agreements.Subject;
import dev.handsel.programs.agreements.Tiers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What affiliates brought in the days before a month, as it is stored now: one statement that reads what was paid in these days
 * and nothing else.
 */
@Repository
class TierFigures {

    private static final String CUSTOMERS = """
            select c.affiliate_id, count(*) as figure from customer c
            where c.program_id = :program and c.affiliate_id is not null
                and c.first_paid_at >= :since and c.first_paid_at < :until and %s
            group by c.affiliate_id having count(*) >= :lowest
            """;

    /** Whether an invoice has cash as {@code Charge} says, in the words of the index {@code invoice_with_cash}. */
    private static final String REVENUE = """
            select c.affiliate_id, least(sum(i.paid), 9223372036854775807)::bigint as figure
            from invoice i join customer c on c.id = i.customer_id
            where i.program_id = :program and i.paid_at >= :since and i.paid_at < :until and i.currency = :currency
                and i.paid > 0 and i.gross > 0 and i.gross > substring(i.body from '"tax":(-?[0-9]+)')::bigint
                and c.affiliate_id is not null and %s
            group by c.affiliate_id having sum(i.paid) >= :lowest
            """;

    private final JdbcClient jdbc;

    TierFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who reaches a step in this month; of terms that one affiliate earns by, nobody else. */
    List<FixedTier> reached(ProgramId program, DueTier due) {
        var tiers = due.tiers();
        var counting = counting(tiers).formatted(owned(due.terms().subject().level()));
        return jdbc.sql(counting)
                .param("program", program.value())
                .param("since", utc(due.since()))
                .param("until", utc(due.month()))
                .param("lowest", tiers.steps().getFirst().from())
                .param(
                        "currency",
                        tiers.currency() == null ? null : tiers.currency().code())
                .param("subject", subject(due.terms().subject()))
                .query((row, _) -> tier(row, due))
                .list();
    }

    private static String counting(Tiers tiers) {
        return switch (tiers.by()) {
            case CUSTOMERS -> CUSTOMERS;
            case REVENUE -> REVENUE;
        };
    }

    private static String owned(Level level) {
        return switch (level) {
            case LINK -> "c.affiliate_id = (select l.affiliate_id from affiliate_link l where l.id = :subject)";
            case COUPON -> """
                c.affiliate_id = (select o.affiliate_id from affiliate_coupon o
                    where o.program_id = :program and o.coupon = :subject)""";
            case AFFILIATE -> "c.affiliate_id = :subject";
            case GROUP, PRODUCT, PROGRAM -> "true";
        };
    }

    private static @Nullable Object subject(Subject subject) {
        return switch (subject.level()) {
            case LINK -> LinkId.parse(Objects.requireNonNull(subject.name())).value();
            case AFFILIATE ->
                AffiliateId.parse(Objects.requireNonNull(subject.name())).value();
            case COUPON, GROUP, PRODUCT, PROGRAM -> subject.name();
        };
    }

    private static FixedTier tier(ResultSet row, DueTier due) throws SQLException {
        var figure = row.getLong("figure");
        var step = due.tiers().reached(figure).orElseThrow();
        return new FixedTier(
                due.month(), new AffiliateId(row.getObject("affiliate_id", UUID.class)), figure, step.from());
    }
}
