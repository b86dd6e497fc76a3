package dev.handsel.identity.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.handsel.base.ids.AccountId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.testing.ForeignIssuer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class TrustedTokensTest {

    private static final String HERE = "https://h.example";
    private static final Instant NOW = Instant.parse("2031-05-04T10:00:00Z");
    private static final AccountId NORA = AccountId.fresh();

    @TempDir
    static Path folder;

    static ForeignIssuer elsewhere;
    static IssuerKey key;
    static TrustedTokens tokens;

    @BeforeAll
    static void start() {
        elsewhere = ForeignIssuer.started();
        key = IssuerKey.at(folder.resolve("key.json"));
        var settings = new TokenSettings(HERE + "/", List.of(elsewhere.url(), "http://127.0.0.1:1"), "handsel", null);
        tokens = new TrustedTokens(settings, new PublicUrl(settings), key, () -> NOW);
    }

    @AfterAll
    static void stop() {
        elsewhere.close();
    }

    @Test
    void a_token_of_the_built_in_issuer_is_believed_until_it_ends() {
        var issuer = new TokenIssuer(key, HERE, "handsel");

        var verified = tokens.verify(issuer.token(NORA, NOW, Duration.ofHours(1)));

        assertThat(verified.builtIn()).isTrue();
        assertThat(verified.claims().getSubject()).isEqualTo(NORA.toString());
        refused(issuer.token(NORA, NOW.minusSeconds(3662), Duration.ofHours(1)));
        refused(issuer.token(NORA, NOW.plusSeconds(62), Duration.ofHours(1)));
    }

    @Test
    void another_audience_or_issuer_is_not_believed() {
        refused(new TokenIssuer(key, HERE, "other").token(NORA, NOW, Duration.ofHours(1)));
        refused(new TokenIssuer(key, HERE + "/", "handsel").token(NORA, NOW, Duration.ofHours(1)));
        refused(new TokenIssuer(key, "https://evil.example", "handsel").token(NORA, NOW, Duration.ofHours(1)));
    }

    @Test
    void a_token_without_an_end_a_subject_or_an_issuer_is_not_believed() {
        refused(rsa(claims().expirationTime(null).build()));
        refused(rsa(claims().subject(null).build()));
        refused(rsa(claims().issuer(null).build()));
        refused(rsa(claims().audience((String) null).build()));
        assertThat(tokens.verify(rsa(claims().build())).builtIn()).isTrue();
    }

    @Test
    void neither_no_signature_nor_the_public_key_as_a_password_is_believed() throws Exception {
        refused(new PlainJWT(claims().build()).serialize());
        var publicKey = key.reveal().toPublicJWK();
        for (var secret : List.of(
                publicKey.toJSONString().getBytes(UTF_8),
                publicKey.toRSAPublicKey().getEncoded())) {
            var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                    .keyID(publicKey.getKeyID())
                    .build();
            refused(ForeignIssuer.signed(header, claims().build(), new MACSigner(secret)));
        }
    }

    @Test
    void another_key_under_the_same_id_is_not_believed() throws Exception {
        var other = IssuerKey.at(folder.resolve("other.json")).reveal();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.reveal().getKeyID())
                .build();
        refused(ForeignIssuer.signed(header, claims().build(), new RSASSASigner(other)));
        var embedded = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .jwk(other.toPublicJWK())
                .build();
        refused(ForeignIssuer.signed(embedded, claims().build(), new RSASSASigner(other)));
    }

    @Test
    void other_algorithms_and_types_of_the_built_in_issuer_are_not_believed() throws Exception {
        refused(ForeignIssuer.signed(
                new JWSHeader(JWSAlgorithm.RS512), claims().build(), new RSASSASigner(key.reveal())));
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new com.nimbusds.jose.JOSEObjectType("logout+jwt"))
                .build();
        refused(ForeignIssuer.signed(header, claims().build(), new RSASSASigner(key.reveal())));
    }

    @Test
    void an_allowed_issuer_is_asked_for_its_keys_once() {
        var claims =
                elsewhere.claims("user-7", NOW).claim("email", "n@s.example").build();
        for (int i = 0; i < 3; i++) {
            var verified = tokens.verify(elsewhere.sign(claims));
            assertThat(verified.builtIn()).isFalse();
            assertThat(verified.issuer()).isEqualTo(elsewhere.url());
        }
        assertThat(elsewhere.timesAsked()).isEqualTo(1);
    }

    @Test
    void an_allowed_issuer_cannot_speak_for_another() {
        refused(elsewhere.sign(
                elsewhere.claims(NORA.toString(), NOW).issuer(HERE).build()));
        refused(rsa(claims().issuer(elsewhere.url()).build()));
    }

    @Test
    void inside_a_transaction_no_issuer_is_asked() {
        var fresh = new IssuerCalls();
        int before = elsewhere.timesAsked();
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThatIllegalStateException().isThrownBy(() -> fresh.keys(elsewhere.url()));
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
        assertThat(elsewhere.timesAsked()).isEqualTo(before);
    }

    @Test
    void an_issuer_that_does_not_answer_is_no_fault_of_the_token() {
        assertThatThrownBy(() -> tokens.verify(elsewhere.sign(
                        elsewhere.claims("u", NOW).issuer("http://127.0.0.1:1").build())))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(RefusalKind.UNAVAILABLE);
                    assertThat(refused.retryAfter()).isPresent();
                });
    }

    @Test
    void what_is_no_token_is_not_believed() {
        for (var text : new String[] {"", "x", "a.b.c", "..", "é", "eyJhbGciOiJSUzI1NiJ9.e30.AA"}) {
            refused(text);
        }
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(HERE)
                .audience("handsel")
                .subject(NORA.toString())
                .expirationTime(Date.from(NOW.plusSeconds(300)));
    }

    private static String rsa(JWTClaimsSet claims) {
        try {
            return ForeignIssuer.signed(new JWSHeader(JWSAlgorithm.RS256), claims, new RSASSASigner(key.reveal()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refused(String token) {
        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.kind()).isEqualTo(RefusalKind.UNAUTHENTICATED);
            assertThat(refused.code()).isEqualTo("invalid_token");
        });
    }
}
