package dev.handsel.operation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.handsel.Handsel;
import dev.handsel.base.ids.AccountId;
import dev.handsel.identity.access.AccessScene;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

class TokenCommandTest extends AccessScene {

    @Autowired
    Environment environment;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void an_operator_gets_a_token_for_an_account_that_is_made_on_the_way() throws Exception {
        var email = someEmail().text();

        assertThat(run("--account", email, "--role", "owner", "--role", "finance"))
                .isZero();

        var token = out.toString().strip();
        assertThat(out.toString().lines()).hasSize(1);
        assertThat(get("/v1/accounts/me", token).body()).contains(email).contains("\"owner\"");
        var claims = SignedJWT.parse(token).getJWTClaimsSet();
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofHours(12));
        assertThat(jdbc.sql("select action from audit_entry where object = :account and actor = 'operator' order by id")
                        .param("account", claims.getSubject())
                        .query((row, _) -> row.getString(1))
                        .list())
                .containsExactly("account.created", "account.role_granted", "account.role_granted");
    }

    @Test
    void it_may_be_asked_again_and_keeps_the_roles() {
        var email = someEmail().text();
        run("--account", email, "--role", "manager");
        var first = out.toString().strip();
        out.getBuffer().setLength(0);

        assertThat(run("--account", email.toUpperCase(java.util.Locale.ROOT), "--ttl", "30m"))
                .isZero();

        assertThat(get("/v1/accounts/me", out.toString().strip()).body())
                .isEqualTo(get("/v1/accounts/me", first).body())
                .contains("\"manager\"");
    }

    @Test
    void a_wrong_call_says_what_is_wrong_and_prints_no_token() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--account", "nora")).isEqualTo(2);
        assertThat(run("--account", "n@s.example", "--role", "king")).isEqualTo(2);
        assertThat(run("--account", "n@s.example", "--ttl", "31d")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains("--account", "not an e-mail address", "--role is none of", "at most 30 days");
    }

    @Test
    void with_a_profile_only_accounts_that_are_there_get_a_token() throws Exception {
        var email = someEmail().text();
        with(Map.of("spring.profiles.active", "production"), () -> run("--account", email));

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("no such account");
        assertThat(run("--account", email)).isZero();
    }

    @Test
    void an_account_gets_a_link_by_which_it_chooses_its_password() {
        var email = someEmail().text();
        assertThat(command("setup-link", "--account", email, "--role", "owner")).isZero();
        var dead = out.toString().strip();
        out.getBuffer().setLength(0);
        assertThat(command("setup-link", "--account", email)).isZero();
        var link = out.toString().strip();

        assertThat(link).startsWith(publicUrl.at("/setup?token="));
        assertThat(setUp(dead).statusCode()).isEqualTo(404);
        assertThat(setUp(link).body()).contains(email);
        var account = jdbc.sql("select id from account where email = :email")
                .param("email", email)
                .query((row, _) -> new AccountId(row.getObject(1, UUID.class)))
                .single();
        assertThat(jdbc.sql("select action from audit_entry where object = :account and actor = 'operator' order by id")
                        .param("account", account.toString())
                        .query((row, _) -> row.getString(1))
                        .list())
                .containsExactly(
                        "account.created",
                        "account.role_granted",
                        "account.set_up_link_made",
                        "account.set_up_link_made");
    }

    private HttpResponse<String> setUp(String link) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_folder_that_no_server_uses_gets_neither_a_token_nor_a_database(@TempDir Path folder) throws Exception {
        var nowhere = folder.resolve("data");
        var line = Cli.commandLine(Handsel.class)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));

        int code = with(
                Map.of("handsel.data-dir", nowhere.toString()),
                () -> line.execute("token", "--account", "n@s.example"));

        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("handsel: No server uses the folder " + nowhere)
                .contains("--new");
        assertThat(nowhere).doesNotExist();
    }

    private int run(String... arguments) {
        return command("token", arguments);
    }

    private int command(String name, String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = name;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        var line = Cli.commandLine(Handsel.class)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        var settings = Map.of(
                "handsel.database.url", setting("handsel.database.url"),
                "handsel.database.user", setting("handsel.database.user"),
                "handsel.database.password", setting("handsel.database.password"),
                "handsel.data-dir", setting("handsel.data-dir"));
        try {
            return with(settings, () -> line.execute(all));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String setting(String name) {
        return environment.getRequiredProperty(name);
    }

    private static <T> T with(Map<String, String> settings, Callable<T> work) throws Exception {
        settings.forEach(System::setProperty);
        try {
            return work.call();
        } finally {
            settings.keySet().forEach(System::clearProperty);
        }
    }
}
