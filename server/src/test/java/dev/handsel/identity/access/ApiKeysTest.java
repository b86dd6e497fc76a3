package dev.handsel.identity.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ApiKeysTest extends AccessScene {

    @Autowired
    ApiKeys apiKeys;

    @Test
    void a_key_is_listed_without_its_text() {
        var program = program();
        var issued = apiKeys.issue(program, false, "backend", "account:test");

        assertThat(issued.text()).startsWith("hsk_test_");
        assertThat(apiKeys.list(program)).singleElement().satisfies(key -> {
            assertThat(key.id()).isEqualTo(issued.key().id());
            assertThat(key.name()).isEqualTo("backend");
            assertThat(issued.text()).contains(key.hint());
            assertThat(key.lastUsedAt()).isNull();
            assertThat(key.revokedAt()).isNull();
        });
        assertThat(jdbc.sql("select k::text from api_key k where id = :id")
                        .param("id", issued.key().id().value())
                        .query(String.class)
                        .single())
                .doesNotContain(issued.text());
    }

    @Test
    void its_use_is_noted_at_most_once_a_minute() {
        var program = program();
        var text = apiKeys.issue(program, false, "backend", "account:test").text();
        apiKeys.authenticate(text);
        var noted = apiKeys.list(program).getFirst().lastUsedAt();

        apiKeys.authenticate(text);

        assertThat(noted).isNotNull();
        assertThat(apiKeys.list(program).getFirst().lastUsedAt()).isEqualTo(noted);
        jdbc.sql("update api_key set last_used_at = last_used_at - interval '61 seconds' where program_id = :program")
                .param("program", program.value())
                .update();
        apiKeys.authenticate(text);
        assertThat(apiKeys.list(program).getFirst().lastUsedAt()).isAfter(noted);
    }

    @Test
    void revoking_is_repeatable_and_knows_the_programmes_own_keys_only() {
        var program = program();
        var key = apiKeys.issue(program, false, "backend", "account:test").key().id();

        assertThatThrownBy(() -> apiKeys.revoke(program(), key, "account:test"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.NOT_FOUND));
        apiKeys.revoke(program, key, "account:test");
        var revokedAt = apiKeys.list(program).getFirst().revokedAt();
        apiKeys.revoke(program, key, "account:test");

        assertThat(revokedAt).isNotNull();
        assertThat(apiKeys.list(program).getFirst().revokedAt()).isEqualTo(revokedAt);
    }

    @Test
    void a_key_needs_a_name_and_leaves_a_trace() {
        var program = program();
        assertThatThrownBy(() -> apiKeys.issue(program, false, " ", "account:test"))
                .isInstanceOf(Refused.class);
        var key = apiKeys.issue(program, false, "backend", "account:test").key().id();
        apiKeys.revoke(program, key, "account:test");

        assertThat(jdbc.sql("select action from audit_entry where object = :key order by id")
                        .param("key", key.toString())
                        .query(String.class)
                        .list())
                .containsExactly("api_key.issued", "api_key.revoked");
    }
}
