package dev.handsel.devices.nonces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.CredentialId;
import dev.handsel.platform.database.HandselTest;
import dev.handsel.platform.database.Transactions;
import dev.handsel.signing.verify.Claims.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HandselTest
class NoncesTest {

    @Autowired
    Nonces nonces;

    @Autowired
    NonceUpkeep upkeep;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    InstantSource clock;

    private int stored(CredentialId credential) {
        return jdbc.sql("select count(*) from request_nonce where credential_id = :id")
                .param("id", credential.value())
                .query((row, _) -> row.getInt(1))
                .single();
    }

    private void store(CredentialId credential, Instant signedAt) {
        var nonce = Nonce.of(credential, signedAt, "nonce");
        jdbc.sql("insert into request_nonce (bucket, credential_id, nonce) values (:bucket, :credential, :nonce)")
                .param("bucket", nonce.bucket())
                .param("credential", credential.value())
                .param("nonce", nonce.hash())
                .update();
    }

    @Test
    void nothing_is_stored_for_a_credential_that_is_not_there() {
        var nobody = CredentialId.fresh();

        assertThat(nonces.claimAll(List.of(Nonce.of(nobody, clock.instant(), "a")), clock.instant()))
                .containsExactly(Outcome.CREDENTIAL_REVOKED);
        assertThat(stored(nobody)).isZero();
    }

    @Test
    void what_no_request_can_carry_any_more_is_forgotten_and_nothing_else() {
        var now = clock.instant();
        var past = CredentialId.fresh();
        var alive = CredentialId.fresh();
        for (int minutes : List.of(8, 9)) {
            store(past, now.minus(Duration.ofMinutes(minutes)));
        }
        for (int minutes = -6; minutes <= 6; minutes++) {
            store(alive, now.minus(Duration.ofMinutes(minutes)));
        }

        transactions.run(() -> upkeep.empty(now));

        assertThat(stored(past)).isZero();
        assertThat(stored(alive)).isEqualTo(13);
    }

    @Test
    void a_clock_that_is_wrong_lets_nobody_in_until_it_is_right() {
        var fast = new NonceUpkeep(jdbc, transactions, () -> clock.instant().plusSeconds(60));
        assertThat(fast.clockIsRight()).isTrue();

        fast.run();

        assertThat(fast.clockIsRight()).isFalse();
        upkeep.run();
        assertThat(upkeep.clockIsRight()).isTrue();
    }

    @Test
    void the_clock_is_compared_before_the_start_is_over_and_again_after_a_stop() {
        var fast = new NonceUpkeep(jdbc, transactions, () -> clock.instant().plusSeconds(60));
        for (int start = 1; start <= 2; start++) {
            fast.start();
            assertThat(fast.clockIsRight()).isFalse();
            assertThat(fast.isRunning()).isTrue();
            fast.stop();
            assertThat(fast.isRunning()).isFalse();
        }
    }
}
