package dev.handsel.devices.nonces;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.platform.database.Columns;
import dev.handsel.signing.verify.Claims;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Uses nonces up and asks, in the same statement, whether their credentials still count: what was revoked before the
 * statement began is not let in, on any replica.
 */
@Component
public class Nonces {

    /**
     * Of nonces that are asked for together each is there once. The statement itself says how its transaction is committed: a
     * setting of the connection would cost two more.
     */
    private static final String CLAIM = """
            with durability as materialized (
                select set_config('synchronous_commit',
                    case when :quick then 'off' else current_setting('synchronous_commit') end, true)
            ), asked as materialized (
                select ordinal::integer, bucket::smallint, credential, nonce,
                    case
                        when c.id is null then 'CREDENTIAL_REVOKED'
                        when d.state = 'revoked' or a.disabled then 'DEVICE_REVOKED'
                        when d.state <> 'active' then 'DEVICE_PENDING'
                        when c.revoked_at is not null or c.retired_at is not null or c.expires_at <= :now
                            then 'CREDENTIAL_REVOKED'
                        else 'FRESH'
                    end as standing
                from unnest(:ordinals::integer[], :buckets::smallint[], :credentials::uuid[], :nonces)
                    as asked(ordinal, bucket, credential, nonce)
                left join device_credential c on c.id = asked.credential
                left join device d on d.id = c.device_id
                left join account a on a.id = d.owner_id
            ), claimed as (
                insert into request_nonce (bucket, credential_id, nonce)
                select bucket, credential, nonce from asked where standing = 'FRESH'
                on conflict do nothing
                returning bucket, credential_id, nonce
            )
            select ordinal,
                case when standing = 'FRESH' and claimed.nonce is null then 'REPLAYED' else standing end as outcome
            from durability
            cross join asked
            left join claimed on claimed.bucket = asked.bucket and claimed.credential_id = asked.credential
                and claimed.nonce = asked.nonce
            """;

    private final JdbcClient jdbc;

    Nonces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Uses one up within the caller's transaction: nonce and effect stand or fall together. */
    public Claims.Outcome claim(Nonce nonce, Instant now) {
        return claim(false, List.of(nonce), now).getFirst();
    }

    /**
     * Uses many up at once, in their order; of the same nonce asked for twice the first one may win. The last instant may be
     * lost in a crash: a poll that is answered twice does no harm, and the window is short.
     */
    List<Claims.Outcome> claimAll(List<Nonce> nonces, Instant now) {
        var first = new HashMap<Nonce, Integer>();
        var distinct = new ArrayList<Nonce>();
        for (var nonce : nonces) {
            first.computeIfAbsent(nonce, fresh -> {
                distinct.add(fresh);
                return distinct.size() - 1;
            });
        }
        var outcomes = claim(true, distinct, now);
        var answered = new ArrayList<Claims.Outcome>(nonces.size());
        for (var nonce : nonces) {
            int at = first.getOrDefault(nonce, 0);
            answered.add(outcomes.get(at));
            if (outcomes.get(at) == Claims.Outcome.FRESH) {
                outcomes.set(at, Claims.Outcome.REPLAYED);
            }
        }
        return answered;
    }

    private List<Claims.Outcome> claim(boolean quick, List<Nonce> nonces, Instant now) {
        var outcomes = new Claims.Outcome[nonces.size()];
        var ordinals = new ArrayList<Integer>();
        for (int i = 0; i < nonces.size(); i++) {
            ordinals.add(i);
        }
        var columns = Columns.of(ordinals)
                .with("ordinals", ordinal -> ordinal)
                .with("buckets", ordinal -> nonces.get(ordinal).bucket())
                .with("credentials", ordinal -> nonces.get(ordinal).credential().value())
                .withBytes("nonces", ordinal -> nonces.get(ordinal).hash());
        jdbc.sql(CLAIM)
                .params(columns.params())
                .param("quick", quick)
                .param("now", utc(now))
                .query(row -> {
                    outcomes[row.getInt("ordinal")] = Claims.Outcome.valueOf(row.getString("outcome"));
                });
        return new ArrayList<>(List.of(outcomes));
    }
}
