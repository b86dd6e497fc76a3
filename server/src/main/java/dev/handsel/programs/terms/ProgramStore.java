package dev.handsel.programs.terms;

import static dev.handsel.platform.database.Timestamps.utc;
import static java.util.Map.entry;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.words.Word;
import dev.handsel.platform.database.Locks;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.programs.agreements.AgreementBook;
import dev.handsel.programs.agreements.AgreementVersion;
import dev.handsel.programs.terms.Program.AttributionTerms;
import dev.handsel.programs.terms.Program.Consent;
import dev.handsel.programs.terms.Program.Model;
import dev.handsel.programs.terms.Program.PayoutProvider;
import dev.handsel.programs.terms.Program.PayoutSchedule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The only one that writes the table {@code program}. */
@Repository
class ProgramStore {

    private static final TypeReference<Map<String, Long>> MINIMUMS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Locks locks;
    private final JsonMapper json;
    private final AgreementBook agreements;

    ProgramStore(JdbcClient jdbc, Locks locks, JsonMapper json, AgreementBook agreements) {
        this.agreements = agreements;
        this.jdbc = jdbc;
        this.locks = locks;
        this.json = json;
    }

    /** Adds the programme, unless its slug is taken; says whether it did. */
    boolean add(Program program) {
        return jdbc.sql("""
                insert into program (id, name, slug, mode, landing_url, allowed_landing_hosts, currency, hold_days,
                    payout_minimums, payout_schedule, payout_hour, payout_provider, two_person_payouts, attribution_model,
                    attribution_window_days, match_device, consent, cookie_domain, via_parameter, click_id_parameter,
                    test_now, created_at)
                values (:id, :name, :slug, :mode, :landing, :hosts, :currency, :hold, :minimums::jsonb, :schedule,
                    :hour, :provider, :two, :model, :window, :device, :consent, :domain, :via, :clickId, :testNow, :createdAt)
                on conflict (slug) do nothing
                """)
                        .param("id", program.id().value())
                        .param("slug", program.slug())
                        .param("mode", program.live() ? "live" : "test")
                        .param("currency", program.currency().code())
                        .param("hold", program.holdDays())
                        .param("provider", program.payoutProvider().word())
                        .param("window", program.attribution().windowDays())
                        .param("testNow", testNow(program.clock()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("createdAt", utc(program.createdAt()))
                        .param("domain", program.tracking().cookieDomain())
                        .params(changeable(program))
                        .update()
                == 1;
    }

    /** Writes what may change, if nobody has changed it since; says whether it did. */
    boolean change(Program program) {
        return jdbc.sql("""
                update program set name = :name, landing_url = :landing, allowed_landing_hosts = :hosts,
                    payout_minimums = :minimums::jsonb, payout_schedule = :schedule, payout_hour = :hour, two_person_payouts = :two,
                    attribution_model = :model, match_device = :device, consent = :consent,
                    cookie_domain = :domain, via_parameter = :via, click_id_parameter = :clickId, version = version + 1
                where id = :id and version = :version
                """)
                        .param("id", program.id().value())
                        .param("version", program.version())
                        .param("domain", program.tracking().cookieDomain())
                        .params(changeable(program))
                        .update()
                == 1;
    }

    private Map<String, Object> changeable(Program program) {
        return Map.ofEntries(
                entry("name", program.name()),
                entry("landing", program.landingUrl()),
                entry("hosts", program.allowedLandingHosts().toArray(String[]::new)),
                entry("minimums", json.writeValueAsString(program.payoutMinimums())),
                entry("schedule", program.payoutSchedule().word()),
                entry("hour", program.payoutHour()),
                entry("two", program.twoPersonPayouts()),
                entry("model", program.attribution().model().word()),
                entry("device", program.attribution().matchDevice()),
                entry("consent", program.consent().word()),
                entry("via", program.tracking().viaParameter()),
                entry("clickId", program.tracking().clickIdParameter()));
    }

    private static @org.jspecify.annotations.Nullable OffsetDateTime testNow(ProgramClock clock) {
        return switch (clock) {
            case ProgramClock.Live _ -> null;
            case ProgramClock.Test test -> utc(test.instant());
        };
    }

    Optional<Program> find(ProgramId id) {
        return jdbc.sql("select * from program where id = :id")
                .param("id", id.value())
                .query(this::program)
                .optional();
    }

    /** The programme, locked until the transaction ends: its clock stands still meanwhile. */
    Optional<Program> take(ProgramId id) {
        return jdbc.sql("select * from program where id = :id for no key update")
                .param("id", id.value())
                .query(this::program)
                .optional();
    }

    Optional<Program> findBySlug(String slug) {
        return jdbc.sql("select * from program where slug = :slug")
                .param("slug", slug)
                .query(this::program)
                .optional();
    }

    List<Program> list(PageRequest page) {
        var keyset = page.newestFirst("id");
        return jdbc.sql("select * from program where true" + keyset.sql())
                .params(keyset.params())
                .query(this::program)
                .list();
    }

    /** Whether a programme lists one of these hosts. */
    boolean anyLists(Collection<String> hosts) {
        return jdbc.sql("select exists (select from program where allowed_landing_hosts && :hosts::text[])")
                .param("hosts", hosts.toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    List<ProgramId> live() {
        return jdbc.sql("select id from program where mode = 'live' order by id")
                .query((row, _) -> new ProgramId(row.getObject("id", UUID.class)))
                .list();
    }

    /**
     * Programme, rule sets and the version of the agreements in one statement, for the paths where statements are counted;
     * agreements that are not remembered yet take more.
     */
    Optional<Terms> terms(ProgramId id) {
        var rows = jdbc.sql("""
                select p.*, %s, %s
                from program p join rule_set r on r.program_id = p.id where p.id = :id order by r.effective_from
                """.formatted(RuleSetStore.COLUMNS, AgreementVersion.COLUMNS))
                .param("id", id.value())
                .query((row, number) ->
                        new TermsRow(program(row, number), RuleSetStore.read(row), AgreementVersion.read(row)))
                .list();
        return rows.stream()
                .findFirst()
                .map(first -> new Terms(
                        first.program(),
                        rows.stream().map(TermsRow::rules).toList(),
                        agreements.of(id, first.agreements())));
    }

    private record TermsRow(Program program, RuleSet rules, AgreementVersion agreements) {}

    /** Taken by those who judge facts by the terms: many at once, until their transaction ends. */
    void holdTerms(ProgramId program) {
        locks.take(Locks.termsShared(program));
    }

    /** Taken by who adds a rule set: alone, until the transaction ends. */
    void changeTerms(ProgramId program) {
        locks.take(Locks.termsAlone(program));
    }

    void moveClock(ProgramId id, Instant to) {
        jdbc.sql("update program set test_now = :to where id = :id")
                .param("to", utc(to))
                .param("id", id.value())
                .update();
    }

    private Program program(ResultSet row, int number) throws SQLException {
        var testNow = row.getObject("test_now", OffsetDateTime.class);
        return new Program(
                new ProgramId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("slug"),
                testNow == null ? new ProgramClock.Live() : new ProgramClock.Test(testNow.toInstant()),
                row.getString("landing_url"),
                List.of((String[]) row.getArray("allowed_landing_hosts").getArray()),
                Currency.of(row.getString("currency")),
                row.getInt("hold_days"),
                json.readValue(row.getString("payout_minimums"), MINIMUMS),
                Word.read(PayoutSchedule.class, row.getString("payout_schedule")),
                row.getInt("payout_hour"),
                Word.read(PayoutProvider.class, row.getString("payout_provider")),
                row.getBoolean("two_person_payouts"),
                new AttributionTerms(
                        Word.read(Model.class, row.getString("attribution_model")),
                        row.getInt("attribution_window_days"),
                        row.getBoolean("match_device")),
                Word.read(Consent.class, row.getString("consent")),
                new Tracking(
                        row.getString("cookie_domain"),
                        row.getString("via_parameter"),
                        row.getString("click_id_parameter")),
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
