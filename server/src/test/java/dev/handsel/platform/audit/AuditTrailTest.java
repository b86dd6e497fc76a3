package dev.handsel.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.identity.access.AccountTokens;
import dev.handsel.identity.access.EmailAddress;
import dev.handsel.identity.access.Role;
import dev.handsel.identity.tokens.IssuerKey;
import dev.handsel.identity.tokens.TokenLifetime;
import dev.handsel.identity.tokens.TokenSettings;
import dev.handsel.platform.audit.AuditTrail.AuditEntry;
import dev.handsel.platform.database.Transactions;
import dev.handsel.testing.Client;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.StatementCount;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;

@HandselTest
class AuditTrailTest {

    @Autowired
    AuditTrail audit;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource dataSource;

    @Autowired
    IssuerKey key;

    @Autowired
    TokenSettings tokens;

    @Autowired
    InstantSource clock;

    @Value("${handsel.public-url}")
    String url;

    private final String object = "prg_" + UUID.randomUUID();

    private String bearer(Role role) {
        var mint = new AccountTokens(dataSource, key, tokens, clock, AuditTrail.outsideSpring(dataSource, clock));
        var email = EmailAddress.of(UUID.randomUUID() + "@example.org");
        return "Bearer " + mint.mint(email, Set.of(role), new TokenLifetime(Duration.ofMinutes(5)), true);
    }

    private void record(int count) {
        transactions.run(() -> audit.recordAll(IntStream.range(0, count)
                .mapToObj(n -> new AuditEntry("account:" + object, "program.changed", object, Map.of("n", n)))
                .toList()));
    }

    @Test
    void an_entry_needs_the_transaction_of_its_deed() {
        assertThatThrownBy(() -> audit.record("system", "program.created", object, Map.of()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void bodies_are_kept_as_canonical_text() {
        var body = Map.of("b", List.of(2, Map.of("z", "ä", "y", new BigDecimal("1.50"))), "a", 1);
        transactions.run(() -> audit.record("system", "program.created", object, body));
        assertThat(jdbc.sql("select body from audit_entry where object = :object")
                        .param("object", object)
                        .query(String.class)
                        .single())
                .isEqualTo("{\"a\":1,\"b\":[2,{\"y\":1.5,\"z\":\"ä\"}]}");
    }

    @Test
    void many_entries_are_one_statement_and_keep_their_order() {
        assertThat(StatementCount.of(() -> {
                            record(40);
                            return 1;
                        })
                        .total())
                .isOne();
        assertThat(jdbc.sql("select (body::json ->> 'n')::int from audit_entry where object = :object order by id")
                        .param("object", object)
                        .query(Integer.class)
                        .list())
                .isEqualTo(IntStream.range(0, 40).boxed().toList());
    }

    @Test
    void an_entry_never_changes() {
        record(1);
        for (var sql :
                List.of("update audit_entry set actor = 'x'", "delete from audit_entry", "truncate audit_entry")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update()).isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void an_action_is_a_dotted_deed() {
        assertThatThrownBy(() -> transactions.run(() -> audit.record("system", "Created!", object, Map.of())))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void those_who_look_after_the_programme_may_read_it() {
        record(3);
        var client = new Client(url);
        for (var role : List.of(Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST)) {
            var page = client.get("/v1/audit?limit=2&object=" + object, "Authorization", bearer(role));
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.json().get("data").toString()).contains("\"body\":{\"n\":2}", "\"body\":{\"n\":1}");
            assertThat(page.json().get("has_more").asBoolean()).isTrue();
        }
        assertThat(client.get("/v1/audit", "Authorization", bearer(Role.AFFILIATE))
                        .status())
                .isEqualTo(403);
        assertThat(client.get("/v1/audit").status()).isEqualTo(401);
    }

    @Test
    void the_log_is_read_page_by_page_and_narrowed_to_an_actor() {
        record(5);
        var client = new Client(url);
        var analyst = bearer(Role.ANALYST);
        var first = client.get("/v1/audit?limit=3&actor=account:" + object, "Authorization", analyst)
                .json();
        var next = first.get("next_cursor").asString();
        var second = client.get(
                        "/v1/audit?limit=3&actor=account:" + object + "&after=" + next, "Authorization", analyst)
                .json();
        assertThat(first.get("data").size()).isEqualTo(3);
        assertThat(second.get("data").size()).isEqualTo(2);
        assertThat(second.get("next_cursor").isNull()).isTrue();
        assertThat(client.get("/v1/audit?object=nothing", "Authorization", analyst)
                        .json()
                        .get("data"))
                .isEmpty();
    }
}
