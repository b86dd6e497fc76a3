package dev.handsel.identity.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.platform.settings.CannotStart;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.ForeignIssuer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteIssuerTest {

    private static final String HERE = "https://h.example";

    @TempDir
    static Path folder;

    private final ForeignIssuer elsewhere = ForeignIssuer.started();
    private volatile Instant now = Instant.parse("2031-05-04T10:00:00Z");
    private final TrustedTokens tokens = trusting(elsewhere.url());

    @AfterEach
    void stop() {
        elsewhere.answersWhen(new CountDownLatch(0));
        elsewhere.close();
    }

    private TrustedTokens trusting(String issuer) {
        var settings = new TokenSettings(HERE, List.of(issuer), "handsel", null);
        return new TrustedTokens(
                settings, new PublicUrl(settings), IssuerKey.at(folder.resolve("key.json")), () -> now);
    }

    private String token() {
        return elsewhere.sign(elsewhere.claims("nora", now).build());
    }

    private void unavailable() {
        assertThatThrownBy(() -> tokens.verify(token()))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.UNAVAILABLE));
    }

    @Test
    void of_many_who_wait_one_asks_and_all_have_the_answer() throws Exception {
        var open = new CountDownLatch(1);
        elsewhere.answersWhen(open);
        Callable<String> one = () -> tokens.verify(token()).issuer();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    Collections.nCopies(20, one).stream().map(threads::submit).toList();
            Eventually.happens(Duration.ofSeconds(30), "the issuer is asked", () -> elsewhere.timesAsked() == 1);
            open.countDown();

            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(elsewhere.url());
            }
        }
        assertThat(elsewhere.timesAsked()).isEqualTo(1);
    }

    @Test
    void after_a_failure_nobody_asks_for_ten_seconds() {
        elsewhere.isBroken(true);
        for (int i = 0; i < 5; i++) {
            unavailable();
        }
        assertThat(elsewhere.timesAsked()).isEqualTo(1);
        elsewhere.isBroken(false);
        unavailable();
        now = now.plusSeconds(10);

        assertThat(tokens.verify(token()).issuer()).isEqualTo(elsewhere.url());
    }

    @Test
    void known_keys_go_on_while_their_issuer_is_away_but_not_for_ever() {
        tokens.verify(token());
        elsewhere.isBroken(true);
        now = now.plus(Duration.ofMinutes(6));

        assertThat(tokens.verify(token()).issuer()).isEqualTo(elsewhere.url());
        assertThat(elsewhere.timesAsked()).isEqualTo(2);
        now = now.plus(Duration.ofHours(25));
        unavailable();
    }

    @Test
    void whose_key_is_known_does_not_wait_while_somebody_asks() throws Exception {
        tokens.verify(token());
        now = now.plus(Duration.ofMinutes(6));
        var open = new CountDownLatch(1);
        elsewhere.answersWhen(open);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> slow = threads.submit(() -> tokens.verify(token()));
            Eventually.happens(Duration.ofSeconds(30), "the issuer is asked", () -> elsewhere.timesAsked() == 2);

            assertThat(tokens.verify(token()).issuer()).isEqualTo(elsewhere.url());
            assertThat(slow.isDone()).isFalse();
            open.countDown();
            slow.get();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "at+jwt, '', '', true",
        "application/at+jwt, '', '', true",
        "AT+JWT, '', '', true",
        "JWT, '', '', false",
        "JWT, ' token_use=access', access, true",
        "JWT, ' token_use=access', id, false",
        "JWT, ' token_use=access', '', false",
        "at+jwt, ' token_use=access', id, false",
        "JWT, ' token_use', whatever, true",
    })
    void an_access_token_says_that_it_is_one(String type, String setting, String use, boolean believed) {
        var claims = elsewhere.claims("nora", now);
        if (!use.isEmpty()) {
            claims.claim("token_use", use);
        }
        var there = trusting(elsewhere.url() + setting);
        var token = elsewhere.sign(claims.build(), type);
        if (believed) {
            assertThat(there.verify(token).builtIn()).isFalse();
        } else {
            assertThatThrownBy(() -> there.verify(token))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo("not_an_access_token"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"id.example", "https://id.example a=b c=d", "ftp://id.example", "https:// x"})
    void what_is_no_issuer_stops_the_start(String text) {
        assertThatThrownBy(() -> trusting(text))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("HANDSEL_TRUSTED_ISSUERS");
    }
}
