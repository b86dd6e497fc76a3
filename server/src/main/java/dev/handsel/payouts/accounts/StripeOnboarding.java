package dev.handsel.payouts.accounts;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.base.ids.Ids;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.payouts.accounts.PayoutAccount.PayoutAccountState;
import dev.handsel.platform.stripe.Form;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.stripe.StripeAnswer;
import dev.handsel.platform.stripe.StripeAnswer.Declined;
import dev.handsel.programs.terms.Program;
import dev.handsel.referrals.affiliates.Affiliate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Sets accounts up at Stripe: the account once, by a request that is written down before it is sent; then a link that opens
 * once and for some minutes. No step is inside a transaction, and each can be repeated.
 *
 * @see <a href="https://docs.stripe.com/connect/express-accounts">docs.stripe.com/connect/express-accounts</a>
 */
@Component
class StripeOnboarding {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Stripe stripe;
    private final PayoutAccounts accounts;
    private final OpeningStop stop;
    private final PublicUrl server;
    private final InstantSource clock;

    StripeOnboarding(Stripe stripe, PayoutAccounts accounts, OpeningStop stop, PublicUrl server, InstantSource clock) {
        this.stripe = stripe;
        this.accounts = accounts;
        this.stop = stop;
        this.server = server;
        this.clock = clock;
    }

    /** An account and where its owner goes on. */
    record Begun(PayoutAccount account, @Nullable String url) {}

    /** An account as Stripe says it is. */
    private record Seen(PayoutAccount account, JsonNode object, Instant askedAt) {
        boolean submitted() {
            return object.path("details_submitted").asBoolean(false);
        }

        String country() {
            return object.path("country").asString("");
        }

        ServiceAgreement agreement() {
            return object.path("tos_acceptance")
                            .path("service_agreement")
                            .asString("")
                            .equals("recipient")
                    ? ServiceAgreement.RECIPIENT
                    : ServiceAgreement.FULL;
        }
    }

    /**
     * Begins the account, or goes on with it. Where nothing was filled in yet, another country opens another account in place
     * of it; after that the country is settled (409 {@code country_settled}).
     *
     * @param country ISO 3166; null where the server's own choice will do, or the account's
     */
    Begun begin(Affiliate affiliate, Program program, @Nullable String country, String actor) {
        requireAvailable(program);
        var seen = seen(open(affiliate, accounts.begin(affiliate, actor), country, actor));
        if (takesItsPlace(seen, country)) {
            var next = accounts.replace(seen.account(), actor);
            seen = seen(open(affiliate, next, country == null ? seen.country() : country, actor));
        }
        var fresh = accounts.described(seen.object(), seen.askedAt()).orElse(seen.account());
        return new Begun(fresh, link(fresh, reference(seen.account())));
    }

    /**
     * Whether another account is wanted: one elsewhere, or under the agreement that money can be sent under, which one that was
     * opened before this was known may lack.
     */
    private boolean takesItsPlace(Seen seen, @Nullable String country) {
        boolean elsewhere = country != null && !country.equals(seen.country());
        boolean cannotBePaid = !seen.agreement().equals(ServiceAgreement.between(stripe.country(), seen.country()))
                && seen.agreement() == ServiceAgreement.FULL;
        if (elsewhere && seen.submitted()) {
            throw Refused.conflict(
                    "country_settled",
                    "This account is one of " + seen.country()
                            + ", which cannot be changed any more. To be paid elsewhere, take"
                            + " this platform's access away in the account's pages at Stripe, and begin another one here.");
        }
        return elsewhere || (cannotBePaid && (!seen.submitted() || country != null));
    }

    private Seen seen(PayoutAccount account) {
        var askedAt = clock.instant();
        return new Seen(account, done(stripe.get("/v1/accounts/" + reference(account))), askedAt);
    }

    private PayoutAccount open(Affiliate affiliate, PayoutAccount begun, @Nullable String country, String actor) {
        FailPoints.reach("account-is-begun");
        if (begun.reference() != null) {
            return begun;
        }
        stop.check();
        var wish =
                new Opening.Wish(stripe.country(), country == null ? stripe.country() : country, stripe.bankPayouts());
        var opening = accounts.freeze(Opening.of(affiliate, begun, wish)).orElseThrow(() -> later(SOON));
        var answer = stripe.post("/v1/accounts", opening.form(), opening.key());
        if (answer instanceof Declined declined) {
            accounts.thaw(opening);
            stop.heed(declined);
        }
        var id = Stripe.text(done(answer), "id");
        FailPoints.reach("account-is-opened");
        return accounts.opened(begun, id, actor);
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

    private void requireAvailable(Program program) {
        if (!stripe.configured()) {
            throw Refused.conflict("provider_unavailable", "This server has no account with Stripe.");
        }
        if (!program.live() && stripe.live()) {
            throw Refused.conflict("provider_unavailable", "A test programme does not pay with real money.");
        }
    }

    private static String reference(PayoutAccount account) {
        return Optional.ofNullable(account.reference()).orElseThrow(() -> later(SOON));
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
