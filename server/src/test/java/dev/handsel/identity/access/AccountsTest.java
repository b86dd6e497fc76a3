package dev.handsel.identity.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AccountId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AccountsTest extends AccessScene {

    @Test
    void an_owner_invites_and_only_an_owner() {
        var owner = account(Role.OWNER);
        var email = someEmail();
        var body = "{\"email\": \"%s\", \"roles\": [\"manager\"]}".formatted(email);

        assertThat(send("POST", "/v1/accounts", token(account(Role.MANAGER)), body)
                        .statusCode())
                .isEqualTo(403);
        var answer = send("POST", "/v1/accounts", token(owner), body);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body())
                .contains("\"email\":\"" + email + "\"")
                .contains("\"roles\":[\"manager\",\"affiliate\",\"device_owner\"]")
                .contains("\"setup_url\":\"" + publicUrl.at("/setup?token="));
        var invited = store.find(email).orElseThrow().id();
        assertThat(deeds(invited)).containsExactly("account.created", "account.role_granted");
    }

    @Test
    void a_faulty_invitation_is_refused() {
        var owner = token(account(Role.OWNER));
        assertThat(send("POST", "/v1/accounts", owner, "{\"email\": \"nora\", \"roles\": []}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "/v1/accounts", owner, "{\"email\": \"n@s.example\", \"roles\": [\"king\"]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "/v1/accounts", owner, "{\"email\": \"n@s.example\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void somebody_with_a_password_is_not_invited_again() {
        var owner = token(account(Role.OWNER));
        var body = "{\"email\": \"%s\", \"roles\": []}".formatted(someEmail());
        assertThat(send("POST", "/v1/accounts", owner, body).statusCode()).isEqualTo(201);
        var again = send("POST", "/v1/accounts", owner, body);
        assertThat(again.statusCode()).isEqualTo(201);

        var id = AccountId.parse(again.body().replaceFirst(".*(acc_\\w+).*", "$1"));
        store.setPassword(id, "$argon2id$x");

        var third = send("POST", "/v1/accounts", owner, body);
        assertThat(third.statusCode()).isEqualTo(409);
        assertThat(third.body()).contains("account_exists");
    }

    @Test
    void an_owner_changes_roles_from_the_next_request_on() {
        var owner = token(account(Role.OWNER));
        var nora = account(Role.MANAGER, Role.FINANCE);

        var answer = send("PUT", "/v1/accounts/" + nora + "/roles", owner, "{\"roles\": [\"finance\", \"analyst\"]}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(get("/v1/accounts/me", token(nora)).body())
                .contains("[\"finance\",\"analyst\",\"affiliate\",\"device_owner\"]");
        assertThat(deeds(nora)).containsExactly("account.role_withdrawn", "account.role_granted");
        assertThat(send("PUT", "/v1/accounts/" + AccountId.fresh() + "/roles", owner, "{\"roles\": []}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("PUT", "/v1/accounts/" + nora + "/roles", token(nora), "{\"roles\": [\"owner\"]}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_removed_account_is_gone_with_everything_it_had() {
        var nora = account(Role.FINANCE);
        store.addIdentity(nora, elsewhere.url(), nora.toString(), clock.instant());

        assertThat(remove(nora)).isEqualTo(204);

        assertThat(store.find(nora)).isEmpty();
        assertThat(store.find(elsewhere.url(), nora.toString())).isEmpty();
        assertThat(remove(nora)).isEqualTo(401);
        assertThat(deeds(nora)).containsExactly("account.removed");
    }

    @Test
    void of_the_last_two_owners_who_leave_at_once_one_stays() throws Exception {
        jdbc.sql("delete from account_role where role = 'owner'").update();
        var nora = account(Role.OWNER);
        var emil = account(Role.OWNER);
        Callable<Integer> first = () -> remove(nora);
        Callable<Integer> second = () -> remove(emil);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(List.of(first, second)).stream().map(Future::resultNow))
                    .containsExactlyInAnyOrder(204, 409);
        }
        assertThat(store.lockOwners()).hasSize(1);
    }

    private int remove(AccountId account) {
        return send(
                        "DELETE",
                        "/v1/accounts/me",
                        token(account),
                        null,
                        "Idempotency-Key",
                        UUID.randomUUID().toString())
                .statusCode();
    }

    private List<String> deeds(AccountId account) {
        return jdbc.sql("select action from audit_entry where object = :account order by id")
                .param("account", account.toString())
                .query((row, _) -> row.getString(1))
                .list();
    }
}
