package dev.handsel.programs.agreements;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.ids.TermsId;
import dev.handsel.base.words.Word;
import dev.handsel.platform.database.Timestamps;
import dev.handsel.platform.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The only one that names the tables {@code agreement_terms} and {@code agreement_terms_proposal}. */
@Repository
public class SpecialTermsStore {

    /** All terms of a programme, those that wait too. */
    private static final String ALL = """
            (select id, level, subject, effective_from, conditions, tiers_from, 'added' as state, proposed_by,
                null::timestamptz as proposed_at, approved_by
            from agreement_terms where program_id = :program
            union all
            select id, level, subject, effective_from, conditions, null as tiers_from, 'waiting' as state, proposed_by,
                proposed_at, null as approved_by
            from agreement_terms_proposal where program_id = :program) t
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SpecialTermsStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The terms of a programme that were added after one of these numbers, and up to the other. */
    List<SpecialTerms> between(ProgramId program, long after, long upTo) {
        return after >= upTo
                ? List.of()
                : jdbc.sql(
                                "select * from agreement_terms where program_id = :program and seq > :after and seq <= :upTo")
                        .param("program", program.value())
                        .param("after", after)
                        .param("upTo", upTo)
                        .query((row, _) -> terms(row))
                        .list();
    }

    /** Adds terms; nobody else may be adding any to the programme. */
    public void add(ProgramId program, Standing<SpecialTerms> standing, Instant at) {
        jdbc.sql("""
                insert into agreement_terms (id, program_id, level, subject, effective_from, conditions, tiers_from, proposed_by,
                    approved_by, created_at)
                values (:id, :program, :level, :subject, :from, :conditions::jsonb, :tiersFrom::timestamptz, :proposedBy,
                    :approvedBy, :at)
                """)
                .params(members(program, standing.terms()))
                .param("tiersFrom", optional(standing.terms().tiersFrom()))
                .param("proposedBy", standing.proposedBy())
                .param("approvedBy", standing.approvedBy())
                .param("at", utc(at))
                .update();
    }

    /** Writes down terms that wait. */
    public void propose(ProgramId program, Standing<SpecialTerms> standing) {
        jdbc.sql("""
                insert into agreement_terms_proposal (id, program_id, level, subject, effective_from, conditions, proposed_by,
                    proposed_at)
                values (:id, :program, :level, :subject, :from, :conditions::jsonb, :proposedBy, :at)
                """)
                .params(members(program, standing.terms()))
                .param("proposedBy", standing.proposedBy())
                .param("at", utc(Objects.requireNonNull(standing.proposedAt())))
                .update();
    }

    private Map<String, @Nullable Object> members(ProgramId program, SpecialTerms terms) {
        var members = new HashMap<String, @Nullable Object>();
        members.put("id", terms.id().value());
        members.put("program", program.value());
        members.put("level", terms.subject().level().word());
        members.put("subject", terms.subject().name());
        members.put("from", utc(terms.effectiveFrom()));
        members.put("conditions", json.writeValueAsString(ConditionsForm.of(terms.conditions())));
        return members;
    }

    /** Forgets terms that wait. */
    public void forget(TermsId id) {
        jdbc.sql("delete from agreement_terms_proposal where id = :id")
                .param("id", id.value())
                .update();
    }

    /** The terms of this id in this programme, that wait or were added. */
    public Optional<Standing<SpecialTerms>> find(ProgramId program, TermsId id) {
        return jdbc.sql("select * from " + ALL + " where t.id = :id")
                .param("program", program.value())
                .param("id", id.value())
                .query((row, _) -> Standing.read(terms(row), row))
                .optional();
    }

    /** Whether terms of the same subject begin at the same instant, those that wait included. */
    public boolean taken(ProgramId program, SpecialTerms terms) {
        return jdbc.sql("select exists (select from " + ALL + """
                        where t.level = :level and t.subject is not distinct from :subject::text
                            and t.effective_from = :from)
                        """)
                .params(members(program, terms))
                .query(Boolean.class)
                .single();
    }

    /** Terms, the newest first; of one level or one subject where they are named. */
    public List<Standing<SpecialTerms>> list(
            ProgramId program, Optional<Level> level, Optional<String> subject, PageRequest page) {
        var keyset = page.newestFirst("t.id");
        return jdbc.sql("select * from " + ALL + """
                        where (:level::text is null or t.level = :level) and (:subject::text is null or t.subject = :subject)
                        """ + keyset.sql())
                .param("program", program.value())
                .param("level", level.map(Level::word).orElse(null))
                .param("subject", subject.orElse(null))
                .params(keyset.params())
                .query((row, _) -> Standing.read(terms(row), row))
                .list();
    }

    private static @Nullable OffsetDateTime optional(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }

    private SpecialTerms terms(ResultSet row) throws SQLException {
        return new SpecialTerms(
                new TermsId(row.getObject("id", UUID.class)),
                new Subject(Word.read(Level.class, row.getString("level")), row.getString("subject")),
                row.getObject("effective_from", OffsetDateTime.class).toInstant(),
                json.readValue(row.getString("conditions"), ConditionsForm.class)
                        .conditions(),
                Timestamps.instant(row, "tiers_from"));
    }
}
