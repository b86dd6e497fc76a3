package dev.handsel.payouts.accounts;

import dev.handsel.base.digest.Sha256;
import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.base.ids.Ids;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.payouts.accounts.PayoutAccount.PayoutAccountState;
import dev.handsel.platform.stripe.BankPayoutMode;
import dev.handsel.platform.stripe.Form;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.stripe.StripeAnswer;
import dev.handsel.platform.stripe.StripeAnswer.Declined;
import dev.handsel.programs.terms.Program;
import dev.handsel.referrals.affiliates.Affiliate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Sets accounts up at Stripe: the account once, by a key that is made of the affiliate, the number of the account and what is
 * asked for; then a link that opens once and for some minutes. No step is inside a transaction, and each can be repeated.
 *
 * @see <a href="https://docs.stripe.com/connect/express-accounts">docs.stripe.com/connect/express-accounts</a>
 */
@Component
class StripeOnboarding {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Stripe stripe;
    private final PayoutAccounts accounts;
    private final PublicUrl server;
    private final InstantSource clock;

    StripeOnboarding(Stripe stripe, PayoutAccounts accounts, PublicUrl server, InstantSource clock) {
        this.stripe = stripe;
        this.accounts = accounts;
        this.server = server;
        this.clock = clock;
    }

    /** An account and where its owner goes on. */
    record Begun(PayoutAccount account, @Nullable String url) {}

    /**
     * Begins the account, or goes on with it.
     *
     * @param country ISO 3166; null where the server's own choice will do; cannot be changed later
     */
    Begun begin(Affiliate affiliate, Program program, @Nullable String country, String actor) {
        requireAvailable(program);
        var begun = accounts.begin(affiliate, actor);
        FailPoints.reach("account-is-begun");
        var account =
                begun.reference() == null ? accounts.opened(begun, open(affiliate, begun, country), actor) : begun;
        var reference = Objects.requireNonNull(account.reference());
        var askedAt = clock.instant();
        var fresh = accounts.described(done(stripe.get("/v1/accounts/" + reference)), askedAt)
                .orElse(account);
        return new Begun(fresh, link(fresh, reference));
    }

    /** What is to be opened in the browser: the form, or the account's own pages once it is complete. */
    private String link(PayoutAccount account, String reference) {
        if (account.state() == PayoutAccountState.ENABLED) {
            return Stripe.text(
                    done(stripe.post("/v1/accounts/" + reference + "/login_links", "", "link_" + Ids.fresh())), "url");
        }
        var form = Form.of()
                .with("account", reference)
                .with("type", "account_onboarding")
                .with("refresh_url", server.at("/payout-account/expired"))
                .with("return_url", server.at("/payout-account/done"));
        return Stripe.text(done(stripe.post("/v1/account_links", form.text(), "link_" + Ids.fresh())), "url");
    }

    private String open(Affiliate affiliate, PayoutAccount account, @Nullable String country) {
        var form = Form.of()
                .with("type", "express")
                .with("country", country == null ? stripe.country() : country)
                .with("capabilities[transfers][requested]", true)
                .with("metadata[affiliate_id]", affiliate.id())
                .with("metadata[program_id]", affiliate.program())
                .with("metadata[generation]", account.generation());
        if (stripe.bankPayouts() == BankPayoutMode.PER_PAYOUT) {
            form.with("settings[payouts][schedule][interval]", "manual");
        }
        if (affiliate.email() != null) {
            form.with("email", affiliate.email());
        }
        var content = HexFormat.of().formatHex(Sha256.of(form.text()), 0, 8);
        var key = "acct_" + affiliate.id().value() + "_" + account.generation() + "_" + content;
        var id = Stripe.text(done(stripe.post("/v1/accounts", form.text(), key)), "id");
        FailPoints.reach("account-is-opened");
        return id;
    }

    private void requireAvailable(Program program) {
        if (!stripe.configured()) {
            throw Refused.conflict("provider_unavailable", "This server has no account with Stripe.");
        }
        if (!program.live() && stripe.live()) {
            throw Refused.conflict("provider_unavailable", "A test programme does not pay with real money.");
        }
    }

    private static JsonNode done(StripeAnswer answer) {
        return switch (answer) {
            case StripeAnswer.Done done -> done.object();
            case Declined refused -> throw Refused.unacceptable("provider_refused", refused.message());
            case StripeAnswer.Denied _ ->
                throw Refused.conflict("provider_unavailable", "Stripe does not accept this server's key.");
            case StripeAnswer.Busy busy -> throw later(busy.retryAfter() == null ? SOON : busy.retryAfter());
            case StripeAnswer.Unclear _ -> throw later(SOON);
        };
    }

    private static Refused later(Duration pause) {
        return Refused.later(
                RefusalKind.UNAVAILABLE, "provider_silent", "Stripe gave no answer. Repeat this: it is safe.", pause);
    }
}
