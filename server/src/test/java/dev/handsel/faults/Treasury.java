package dev.handsel.faults;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.digest.Sha256;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.testing.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A live programme whose daily batch is due, and affiliates with money in it whose accounts at a simulated Stripe are ready. */
final class Treasury {

    private static final int CHUNK = 5_000;

    private final JdbcClient jdbc;
    private final Sandbox stripe;

    Treasury(JdbcClient jdbc, Sandbox stripe) {
        this.jdbc = jdbc;
        this.stripe = stripe;
    }

    /** A programme whose hour was the last full one. */
    ProgramId program(Instant now) {
        var id = ProgramId.fresh();
        jdbc.sql("""
                insert into program (id, name, slug, mode, landing_url, allowed_landing_hosts, currency, hold_days,
                    payout_minimums, payout_schedule, payout_hour, payout_provider, two_person_payouts,
                    attribution_model, attribution_window_days, consent, created_at)
                values (:id, 'Shop', :slug, 'live', 'https://shop.example', '{shop.example}', 'USD', 30, '{"USD": 100}',
                    'daily', :hour, 'stripe', false, 'last_click', 30, 'required', :created)
                """)
                .param("id", id.value())
                .param("slug", "p-" + id.value())
                .param("hour", now.atOffset(ZoneOffset.UTC).getHour())
                .param("created", utc(now.minus(Duration.ofDays(3))))
                .update();
        jdbc.sql("""
                insert into rule_set (program_id, version, effective_from, first_rate_bp, recurring_rate_bp, bonus_rate_bp,
                    bonus_from_month, hold_days, gap_grace_days, attribution_window_days, created_at)
                values (:id, 'default', '1970-01-01T00:00:00Z', 3000, 1500, 500, 4, 30, 30, 30, now())
                """).param("id", id.value()).update();
        return id;
    }

    /** So many affiliates, each with this much payable and a ready account. */
    List<AffiliateId> affiliates(ProgramId program, int count, long amount) {
        var all = new ArrayList<AffiliateId>(count);
        for (int made = 0; made < count; made += CHUNK) {
            all.addAll(chunk(program, Math.min(CHUNK, count - made), amount));
        }
        stripe.topUp(Math.multiplyExact(amount, (long) count), "usd");
        return all;
    }

    private List<AffiliateId> chunk(ProgramId program, int count, long amount) {
        var accounts = stripe.control("accounts", Map.of("count", count, "country", "US", "interval", "manual"))
                .get("ids")
                .valueStream()
                .map(id -> id.asString())
                .toArray(String[]::new);
        var ids = IntStream.range(0, count).mapToObj(_ -> AffiliateId.fresh()).toList();
        var uuids = ids.stream().map(AffiliateId::value).toArray(UUID[]::new);
        jdbc.sql("""
                insert into affiliate (id, program_id, external_id, code, created_at)
                select id, :program, id::text, right(replace(id::text, '-', ''), 30), now() from unnest(:ids) as a(id)
                """).param("program", program.value()).param("ids", uuids).update();
        jdbc.sql("""
                insert into payout_account (affiliate_id, program_id, provider, payouts_enabled, state, reference, checked_at,
                    created_at, changed_at)
                select id, :program, 'stripe', true, 'enabled', reference, now(), now(), now()
                from unnest(:ids, :accounts) as a(id, reference)
                """)
                .param("program", program.value())
                .param("ids", uuids)
                .param("accounts", accounts)
                .update();
        earn(program, uuids, amount);
        return ids;
    }

    /** So much more is payable to each of these, booked a chunk at a time. */
    void earn(ProgramId program, List<AffiliateId> affiliates, long amount) {
        for (int from = 0; from < affiliates.size(); from += CHUNK) {
            var chunk = affiliates.subList(from, Math.min(from + CHUNK, affiliates.size()));
            earn(program, chunk.stream().map(AffiliateId::value).toArray(UUID[]::new), amount);
        }
    }

    /** By the one door there is to the books. */
    void earn(ProgramId program, UUID[] affiliates, long amount) {
        int count = affiliates.length;
        var keys = IntStream.range(0, count).mapToObj(_ -> UUID.randomUUID()).toList();
        var legs = IntStream.rangeClosed(1, 2 * count).boxed().toList();
        jdbc.sql("""
                select ledger_post(:program, 'test', :keys::uuid[], array_fill('ADJUST'::text, array[:count]), :keys,
                    :hashes, array_fill(now(), array[:count]), array_fill('test'::text, array[:count]), :keys,
                    :transactions::int[], :seqs::int[], :affiliates::uuid[], :names, array_fill('USD'::text, array[2 * :count]),
                    :amounts::bigint[])
                """)
                .param("program", program.value())
                .param("count", count)
                .param("keys", keys.stream().map(UUID::toString).toArray(String[]::new))
                .param(
                        "hashes",
                        keys.stream().map(key -> Sha256.of(key.toString())).toArray(byte[][]::new))
                .param(
                        "transactions",
                        legs.stream().map(leg -> String.valueOf((leg + 1) / 2)).toArray(String[]::new))
                .param(
                        "seqs",
                        legs.stream().map(leg -> leg % 2 == 1 ? "1" : "2").toArray(String[]::new))
                .param(
                        "affiliates",
                        legs.stream()
                                .map(leg -> leg % 2 == 1 ? null : affiliates[leg / 2 - 1].toString())
                                .toArray(String[]::new))
                .param(
                        "names",
                        legs.stream()
                                .map(leg -> leg % 2 == 1 ? "expense.adjustment" : "payable")
                                .toArray(String[]::new))
                .param(
                        "amounts",
                        legs.stream()
                                .map(leg -> String.valueOf(leg % 2 == 1 ? amount : -amount))
                                .toArray(String[]::new))
                .query((row, _) -> row.getInt(1))
                .single();
    }
}
