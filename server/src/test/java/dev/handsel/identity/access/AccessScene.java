package dev.handsel.identity.access;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.identity.tokens.TokenIssuer;
import dev.handsel.testing.Client;
import dev.handsel.testing.ForeignIssuer;
import dev.handsel.testing.HandselTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Accounts, tokens and requests for stories about who may do what; with an issuer elsewhere that is allowed. */
@HandselTest
@Import(Statements.class)
public abstract class AccessScene {

    protected static final ForeignIssuer elsewhere = ForeignIssuer.started();
    protected static final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected InstantSource clock;

    @Autowired
    protected PublicUrl publicUrl;

    @Autowired
    protected TokenIssuer issuer;

    @Autowired
    protected AccountStore store;

    @Autowired
    protected Statements statements;

    @DynamicPropertySource
    static void trust(DynamicPropertyRegistry properties) {
        properties.add("handsel.trusted-issuers", elsewhere::url);
        properties.add("handsel.data-dir", AccessScene::folder);
    }

    /** Its own, since each server tells there under which port it runs; but with the keys of the database that all share. */
    private static String folder() {
        var tests =
                Path.of(System.getProperty("handsel.tests.folder", "target")).toAbsolutePath();
        var own = tests.resolve("test-data-access");
        try {
            var keys = Files.createDirectories(tests.resolve("test-data/keys"));
            var link = Files.createDirectories(own).resolve("keys");
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, keys);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return own.toString();
    }

    /** An owner as a command makes them: with a role and without a password. */
    protected void ownerOfACommand(EmailAddress email) {
        store.give(store.add(email, clock.instant()).orElseThrow(), Role.OWNER, clock.instant());
    }

    /** Somebody whom the issuer elsewhere knows, and who can sign in there. */
    protected void knownElsewhere(AccountId account) {
        store.addIdentity(account, elsewhere.url(), account.toString(), clock.instant());
    }

    protected static EmailAddress someEmail() {
        return EmailAddress.of("u" + UUID.randomUUID() + "@shop.example");
    }

    protected AccountId account(Role... given) {
        var account = store.add(someEmail(), clock.instant()).orElseThrow();
        for (var role : given) {
            store.give(account, role, clock.instant());
        }
        return account;
    }

    protected String token(AccountId account) {
        return issuer.token(account, clock.instant(), Duration.ofHours(1));
    }

    protected ProgramId program() {
        var program = ProgramId.fresh();
        jdbc.sql("""
                insert into program (id, name, slug, mode, landing_url, allowed_landing_hosts, currency, hold_days,
                    payout_schedule, payout_provider, attribution_model, attribution_window_days, consent, test_now,
                    created_at)
                values (:id, 'Shop', :slug, 'test', 'https://shop.example', '{shop.example}', 'USD', 30,
                    'daily', 'simulated', 'last_click', 30, 'required', now(), now())
                """)
                .param("id", program.value())
                .param("slug", "p-" + program.value())
                .update();
        return program;
    }

    protected HttpResponse<String> get(String path, @Nullable String bearer) {
        return send("GET", path, bearer, null);
    }

    protected HttpResponse<String> send(
            String method, String path, @Nullable String bearer, @Nullable String json, String... headers) {
        var body = json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
        var request = HttpRequest.newBuilder(URI.create(publicUrl.at(path))).method(method, body);
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            Client.check(publicUrl.at(""), answer, json == null ? "" : json);
            return answer;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
