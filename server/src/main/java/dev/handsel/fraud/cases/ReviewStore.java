package dev.handsel.fraud.cases;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.ids.ReviewId;
import dev.handsel.platform.paging.PageRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code fraud_review}. */
@Repository
class ReviewStore {

    private final JdbcClient jdbc;

    ReviewStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An affiliate asks for something to be looked at again.
     *
     * @param customer the merchant's id, as the affiliate wrote it: there may be nobody of that name
     * @param askedAt by the clock of the programme
     */
    record Review(
            ReviewId id,
            ProgramId program,
            AffiliateId affiliate,
            @Nullable CommissionId commission,
            @Nullable String customer,
            String text,
            Instant askedAt) {}

    void add(Review review) {
        jdbc.sql("""
                insert into fraud_review (id, program_id, affiliate_id, commission_id, customer, message, asked_at)
                values (:id, :program, :affiliate, :commission, :customer, :text, :at)
                """)
                .param("id", review.id().value())
                .param("program", review.program().value())
                .param("affiliate", review.affiliate().value())
                .param(
                        "commission",
                        review.commission() == null ? null : review.commission().value())
                .param("customer", review.customer())
                .param("text", review.text())
                .param("at", utc(review.askedAt()))
                .update();
    }

    /** What was asked in a programme, or in all, the newest first. */
    List<Review> list(@Nullable ProgramId program, PageRequest page) {
        var query = page.newestFirst("id");
        return jdbc.sql("select * from fraud_review where (:program::uuid is null or program_id = :program::uuid)"
                        + query.sql())
                .param("program", program == null ? null : program.value().toString())
                .params(query.params())
                .query((row, _) -> {
                    var commission = row.getObject("commission_id", UUID.class);
                    return new Review(
                            new ReviewId(row.getObject("id", UUID.class)),
                            new ProgramId(row.getObject("program_id", UUID.class)),
                            new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                            commission == null ? null : new CommissionId(commission),
                            row.getString("customer"),
                            row.getString("message"),
                            row.getObject("asked_at", OffsetDateTime.class).toInstant());
                })
                .list();
    }
}
