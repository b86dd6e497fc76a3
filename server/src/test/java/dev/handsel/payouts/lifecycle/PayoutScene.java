package dev.handsel.payouts.lifecycle;

import static dev.handsel.platform.database.Timestamps.utc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.identity.access.ApiKeys;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.identity.tokens.TokenIssuer;
import dev.handsel.ledger.Account;
import dev.handsel.ledger.Account.Platform;
import dev.handsel.ledger.Balance;
import dev.handsel.ledger.Ledger;
import dev.handsel.ledger.Posting;
import dev.handsel.ledger.Transaction;
import dev.handsel.ledger.Transaction.TransactionKind;
import dev.handsel.ledger.Transaction.TransactionSource;
import dev.handsel.platform.database.Transactions;
import dev.handsel.testing.Client;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.HandselTest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Programmes, affiliates with money, and the people around them. */
@HandselTest
public abstract class PayoutScene {

    /** The present of every programme here. */
    protected static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    protected static final Currency USD = Currency.of("USD");

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected Ledger ledger;

    @Autowired
    protected Transactions transactions;

    @Autowired
    private ApiKeys apiKeys;

    @Autowired
    private TokenIssuer issuer;

    @Autowired
    private InstantSource clock;

    @Autowired
    private PublicUrl server;

    /** A programme with its API key. */
    protected record Shop(ProgramId id, String key) {}

    /** Somebody who signs in. */
    protected record Somebody(AccountId id, String token) {}

    /** An affiliate who signs in. */
    protected record Payee(AffiliateId id, Somebody person) {}

    protected Shop shop() {
        return shop("simulated", false);
    }

    protected Shop shop(String provider, boolean twoPeople) {
        var id = ProgramId.fresh();
        jdbc.sql("""
                insert into program (id, name, slug, mode, landing_url, allowed_landing_hosts, currency, hold_days,
                    payout_minimums, payout_schedule, payout_provider, two_person_payouts, attribution_model,
                    attribution_window_days, consent, test_now, created_at)
                values (:id, 'Shop', :slug, 'test', 'https://shop.example', '{shop.example}', 'USD', 30,
                    '{"USD": 5000, "KWD": 15000}', 'manual', :provider, :two, 'last_click', 30, 'required', :now, :now)
                """)
                .param("id", id.value())
                .param("slug", "p-" + id.value())
                .param("provider", provider)
                .param("two", twoPeople)
                .param("now", utc(NOW))
                .update();
        jdbc.sql("""
                insert into rule_set (program_id, version, effective_from, first_rate_bp, recurring_rate_bp, bonus_rate_bp,
                    bonus_from_month, hold_days, gap_grace_days, attribution_window_days, created_at)
                values (:id, 'default', '1970-01-01T00:00:00Z', 3000, 1500, 500, 4, 30, 30, 30, :now)
                """).param("id", id.value()).param("now", utc(NOW)).update();
        return new Shop(id, apiKeys.issue(id, false, "test", "test").text());
    }

    protected Somebody somebody(String... roles) {
        var id = AccountId.fresh();
        jdbc.sql("insert into account (id, email, email_verified, created_at) values (:id, '', false, now())")
                .param("id", id.value())
                .update();
        for (var role : roles) {
            jdbc.sql("insert into account_role (account_id, role, granted_at) values (:id, :role, now())")
                    .param("id", id.value())
                    .param("role", role)
                    .update();
        }
        return new Somebody(id, issuer.token(id, clock.instant(), Duration.ofHours(1)));
    }

    /** An affiliate to whom money can be sent. */
    protected Payee payee(Shop shop) {
        var payee = stranger(shop);
        enable(shop, payee.id(), true);
        return payee;
    }

    /** An affiliate without a payout account. */
    protected Payee stranger(Shop shop) {
        return affiliate(shop, somebody());
    }

    protected Payee affiliate(Shop shop, Somebody person) {
        var id = AffiliateId.fresh();
        jdbc.sql("""
                insert into affiliate (id, program_id, account_id, code, created_at)
                values (:id, :program, :account, :code, now())
                """)
                .param("id", id.value())
                .param("program", shop.id().value())
                .param("account", person.id().value())
                .param("code", UUID.randomUUID().toString().substring(0, 18))
                .update();
        return new Payee(id, person);
    }

    protected void enable(Shop shop, AffiliateId affiliate, boolean enabled) {
        var reply = post(
                shop.key(),
                "/v1/affiliates/" + affiliate + "/payout_account/simulate",
                "{\"payouts_enabled\": " + enabled + "}");
        assertThat(reply.status()).isEqualTo(200);
    }

    /** Makes this much payable. */
    protected void earned(Shop shop, Payee payee, long amount) {
        earned(shop, payee, new Money(amount, USD));
    }

    protected void earned(Shop shop, Payee payee, Money amount) {
        var key = "test-" + UUID.randomUUID();
        var posting = amount.isPositive()
                ? new Posting(Platform.ADJUSTMENT_EXPENSE, Account.payable(payee.id()), amount)
                : new Posting(Account.payable(payee.id()), Platform.ADJUSTMENT_EXPENSE, amount.negated());
        transactions.run(() -> ledger.post(
                shop.id(),
                "test",
                List.of(Transaction.of(
                        TransactionKind.ADJUST, key, NOW, new TransactionSource("test", key), posting))));
    }

    protected Balance balance(Payee payee) {
        return ledger.balances(payee.id()).stream()
                .filter(balance -> balance.currency().equals(USD))
                .findFirst()
                .orElseThrow();
    }

    protected Client client() {
        return new Client(server.text());
    }

    protected Reply get(String token, String path) {
        return client().get(path, "Authorization", "Bearer " + token);
    }

    protected Reply post(String token, String path, String body) {
        return client().post(
                        path,
                        body,
                        "Authorization",
                        "Bearer " + token,
                        "Idempotency-Key",
                        UUID.randomUUID().toString());
    }

    /** Asks for a payout with the programme's API key. */
    protected Reply ask(Shop shop, Payee payee, @Nullable Long amount) {
        return post(shop.key(), "/v1/payouts", wish(shop, amount, ", \"affiliate\": \"" + payee.id() + "\""));
    }

    /** Asks for a payout as the affiliate. */
    protected Reply askMyself(Shop shop, Payee payee, @Nullable Long amount) {
        return post(payee.person().token(), "/v1/payouts", wish(shop, amount, ""));
    }

    private static String wish(Shop shop, @Nullable Long amount, String more) {
        return "{\"program\": \"" + shop.id() + "\", \"currency\": \"USD\""
                + (amount == null ? "" : ", \"amount\": " + amount) + more + "}";
    }

    /** A payout of everything that was earned, waiting to be approved. */
    protected String requested(Shop shop, Payee payee) {
        var reply = ask(shop, payee, null);
        assertThat(reply.status()).isEqualTo(201);
        return reply.json().get("id").asString();
    }

    protected Reply simulate(String token, String payout, String outcome) {
        return post(token, "/v1/payouts/" + payout + "/simulate", "{\"outcome\": \"" + outcome + "\"}");
    }

    protected Reply reverse(String token, String payout, long total) {
        return post(
                token,
                "/v1/payouts/" + payout + "/simulate",
                "{\"outcome\": \"transfer_reversed\", \"amount_reversed\": " + total + "}");
    }

    /** What breaks an invariant of money, of anything that any test here did. */
    protected List<String> violations() {
        return jdbc.sql("""
                select what || ' ' || id from payout_violation
                union all select what || ' ' || id from ledger_violation
                union all select what || ' ' || id from correction_violation
                """).query((row, _) -> row.getString(1)).list();
    }
}
