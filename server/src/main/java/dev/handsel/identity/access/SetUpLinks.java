package dev.handsel.identity.access;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.digest.RandomText;
import dev.handsel.base.digest.Sha256;
import dev.handsel.base.ids.AccountId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.LocalSignIn.SetUp;
import dev.handsel.identity.tokens.PublicUrl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** One-time links by which somebody chooses a password: single use, 24 hours, stored only as a hash. */
@Repository
class SetUpLinks {

    private static final Duration LIFETIME = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final PublicUrl publicUrl;

    SetUpLinks(JdbcClient jdbc, InstantSource clock, PublicUrl publicUrl) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    /** A fresh link for the account, or for the first owner where there is none; an older one stops working. */
    String fresh(Optional<AccountId> account) {
        var token = RandomText.secret();
        var same = account.isPresent() ? "(account_id)" : "((account_id is null)) where account_id is null";
        jdbc.sql("""
                insert into account_set_up (token_hash, account_id, expires_at) values (:hash, :account, :expires)
                on conflict %s do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at
                """.formatted(same))
                .param("hash", Sha256.of(token))
                .param("account", uuid(account))
                .param("expires", utc(clock.instant().plus(LIFETIME)))
                .update();
        return publicUrl.at("/setup?token=" + token);
    }

    /** Whom the link is for; unknown, used and expired ones are refused alike. */
    SetUp find(String token) {
        return jdbc.sql("""
                select a.id, a.email from account_set_up s left join account a on a.id = s.account_id
                where s.token_hash = :hash and s.expires_at > :now
                """)
                .param("hash", Sha256.of(token))
                .param("now", utc(clock.instant()))
                .query((row, _) -> setUp(row.getObject("id", UUID.class), row.getString("email")))
                .optional()
                .orElseThrow(() -> Refused.notFound("set-up link"));
    }

    /** Uses the link up; of two who use it at once one is refused. */
    void use(String token) {
        int used = jdbc.sql("delete from account_set_up where token_hash = :hash and expires_at > :now")
                .param("hash", Sha256.of(token))
                .param("now", utc(clock.instant()))
                .update();
        if (used == 0) {
            throw Refused.notFound("set-up link");
        }
    }

    private static SetUp setUp(@Nullable UUID account, @Nullable String email) {
        return account == null || email == null
                ? new SetUp.FirstOwner()
                : new SetUp.Invited(new AccountId(account), email);
    }

    private static @Nullable UUID uuid(Optional<AccountId> account) {
        return account.map(AccountId::value).orElse(null);
    }
}
