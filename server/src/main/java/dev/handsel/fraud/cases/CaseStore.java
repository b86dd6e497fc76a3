package dev.handsel.fraud.cases;

import static dev.handsel.platform.database.Timestamps.utc;
import static java.util.stream.Collectors.toMap;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CaseId;
import dev.handsel.base.ids.Id;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.words.Word;
import dev.handsel.fraud.cases.FraudCase.CaseState;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.FraudType;
import dev.handsel.platform.database.Columns;
import dev.handsel.platform.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code fraud_case}. */
@Repository
class CaseStore {

    private final JdbcClient jdbc;

    CaseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By what a case is found: there is one of each. */
    record CaseKey(Whose whose, FraudType type) {}

    /**
     * Which cases are wanted; what is null does not matter.
     *
     * @param rule the id of one of its rules
     */
    record Wanted(
            @Nullable ProgramId program,
            @Nullable CaseState state,
            @Nullable FraudType type,
            @Nullable String rule,
            @Nullable AffiliateId affiliate) {}

    Optional<FraudCase> find(CaseId id) {
        return jdbc.sql("select * from fraud_case where id = :id")
                .param("id", id.value())
                .query(CaseStore::read)
                .optional();
    }

    /** Cases of which something is said or was decided, the newest first. */
    List<FraudCase> list(Wanted wanted, PageRequest page) {
        var query = page.newestFirst("id");
        return jdbc.sql("""
                select * from fraud_case where (waiting > 0 or state <> 'open')
                    and (:program::uuid is null or program_id = :program::uuid)
                    and (:state::text is null or state = :state) and (:type::text is null or type = :type)
                    and (:rule::text is null or :rule = any(rules))
                    and (:affiliate::uuid is null or affiliate_id = :affiliate::uuid)
                """ + query.sql())
                .param("program", text(wanted.program()))
                .param("state", word(wanted.state()))
                .param("type", word(wanted.type()))
                .param("rule", wanted.rule())
                .param("affiliate", text(wanted.affiliate()))
                .params(query.params())
                .query(CaseStore::read)
                .list();
    }

    private static @Nullable UUID value(@Nullable Id id) {
        return id == null ? null : id.value();
    }

    private static @Nullable String text(@Nullable Id id) {
        return id == null ? null : id.value().toString();
    }

    private static @Nullable String word(@Nullable Word word) {
        return word == null ? null : word.word();
    }

    /** The cases of these keys; those that are missing are opened. */
    Map<CaseKey, FraudCase> take(ProgramId program, List<FraudCase> wanted) {
        var columns = Columns.of(wanted)
                .with("ids", one -> one.id().value())
                .with("affiliates", one -> value(one.whose().affiliate()))
                .with("accounts", one -> one.whose().account())
                .with("types", one -> one.type().word())
                .with("opened", one -> utc(one.openedAt()));
        jdbc.sql("""
                insert into fraud_case (id, program_id, affiliate_id, account, type, state, action, rules, waiting, opened_at)
                select n.id, :program, n.affiliate, n.account, n.type, 'open', 'clear', '{}', 0, n.opened
                from unnest(:ids::uuid[], :affiliates::uuid[], :accounts::text[], :types::text[], :opened::timestamptz[])
                    as n(id, affiliate, account, type, opened)
                on conflict do nothing
                """).param("program", program.value()).params(columns.params()).update();
        return jdbc
                .sql("""
                select c.* from fraud_case c join unnest(:affiliates::uuid[], :accounts::text[], :types::text[])
                    as n(affiliate, account, type) on c.type = n.type
                    and (c.affiliate_id = n.affiliate or c.account = n.account)
                where c.program_id = :program
                """)
                .param("program", program.value())
                .params(columns.params())
                .query(CaseStore::read)
                .list()
                .stream()
                .collect(toMap(found -> new CaseKey(found.whose(), found.type()), found -> found));
    }

    /** A case whose subjects changed: its state before, and what it is now. */
    record Summed(CaseState before, FraudCase now) {}

    /**
     * Sums up what is said of the subjects of these cases; one that was decided is open again while something waits.
     *
     * @param effective whether verdicts of the programme hold anybody
     */
    List<Summed> sum(Collection<CaseId> cases, boolean effective, Instant now) {
        return jdbc.sql("""
                with sums as (
                    select c.id, c.state,
                        (select count(*) from fraud_case_subject s where s.case_id = c.id and s.waits) as waiting,
                        :effective and exists (select from fraud_case_subject s
                            where s.case_id = c.id and s.waits and s.holds) as holds,
                        coalesce((select s.action from fraud_case_subject s where s.case_id = c.id
                            order by array_position(array['clear', 'flag', 'hold', 'block'], s.action) desc limit 1), 'clear')
                            as action,
                        array(select distinct r.rule from fraud_case_subject s, unnest(s.rules) as r(rule)
                            where s.case_id = c.id order by r.rule) as rules
                    from fraud_case c where c.id = any(:cases))
                update fraud_case c set waiting = sums.waiting, action = sums.action, rules = sums.rules,
                    version = c.version + 1,
                    state = case when sums.waiting > 0 then 'open' else coalesce(c.decided, 'open') end,
                    holds_since = case when sums.holds then coalesce(c.holds_since, :now) end,
                    reminded_at = case when sums.holds then c.reminded_at end,
                    escalated_at = case when sums.holds then c.escalated_at end
                from sums where c.id = sums.id returning c.*, sums.state as before
                """)
                .param("cases", cases.stream().map(CaseId::value).toArray(UUID[]::new))
                .param("effective", effective)
                .param("now", utc(now))
                .query((row, number) ->
                        new Summed(Word.read(CaseState.class, row.getString("before")), read(row, number)))
                .list();
    }

    void decided(CaseId id, CaseState state) {
        jdbc.sql("update fraud_case set state = :state, decided = :state, version = version + 1 where id = :id")
                .param("id", id.value())
                .param("state", state.word())
                .update();
    }

    /** A programme, and how many cases that hold or block somebody wait in it. */
    record Late(ProgramId program, long cases) {}

    /** From now on all cases of a programme in which somebody waits whom verdicts hold do hold them. */
    void effective(ProgramId program, Instant now) {
        jdbc.sql("""
                update fraud_case c set holds_since = :now where program_id = :program and holds_since is null
                    and exists (select from fraud_case_subject s where s.case_id = c.id and s.waits and s.holds)
                """).param("program", program.value()).param("now", utc(now)).update();
    }

    /** From now on no case of a programme holds anybody. */
    void released(ProgramId program) {
        jdbc.sql("""
                update fraud_case set holds_since = null, reminded_at = null, escalated_at = null
                where program_id = :program and holds_since is not null
                """).param("program", program.value()).update();
    }

    /** Marks what holds somebody who waits since {@code before} and was not told of yet in this column; how many of each programme. */
    List<Late> late(String column, Instant before, Instant now) {
        return jdbc.sql("""
                with due as materialized (
                    select id from fraud_case where holds_since <= :before and escalated_at is null
                        and {column} is null
                    order by id for update skip locked),
                told as (
                    update fraud_case c set {column} = :now from due where c.id = due.id returning c.program_id)
                select program_id, count(*) as cases from told group by program_id order by program_id
                """.replace("{column}", column))
                .param("before", utc(before))
                .param("now", utc(now))
                .query((row, _) ->
                        new Late(new ProgramId(row.getObject("program_id", UUID.class)), row.getLong("cases")))
                .list();
    }

    private static FraudCase read(ResultSet row, int number) throws SQLException {
        var affiliate = row.getObject("affiliate_id", UUID.class);
        return new FraudCase(
                new CaseId(row.getObject("id", UUID.class)),
                new ProgramId(row.getObject("program_id", UUID.class)),
                affiliate == null
                        ? new Whose.OfAccount(row.getString("account"))
                        : new Whose.OfAffiliate(new AffiliateId(affiliate)),
                Word.read(FraudType.class, row.getString("type")),
                Word.read(CaseState.class, row.getString("state")),
                Word.read(Action.class, row.getString("action")),
                List.of((String[]) row.getArray("rules").getArray()),
                row.getInt("waiting"),
                row.getLong("version"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant());
    }
}
