package dev.handsel.payouts.accounts;

import dev.handsel.base.digest.Sha256;
import dev.handsel.platform.stripe.BankPayoutMode;
import dev.handsel.platform.stripe.Form;
import dev.handsel.referrals.affiliates.Affiliate;
import java.util.HexFormat;

/**
 * The request that opens an account: the same bytes and the same key however often it is sent, so that it opens one.
 *
 * @param form as {@link Form} writes it
 * @see <a href="https://docs.stripe.com/api/accounts/create">docs.stripe.com/api/accounts/create</a>
 */
record Opening(PayoutAccount account, String form) {

    /** What is wanted of Stripe's platform account. */
    record Wish(String platform, String country, BankPayoutMode bankPayouts) {}

    static Opening of(Affiliate affiliate, PayoutAccount account, Wish wish) {
        var form = Form.of()
                .with("type", "express")
                .with("country", wish.country())
                .with("capabilities[transfers][requested]", true)
                .with("metadata[affiliate_id]", affiliate.id())
                .with("metadata[program_id]", affiliate.program())
                .with("metadata[generation]", account.generation());
        if (ServiceAgreement.between(wish.platform(), wish.country()) == ServiceAgreement.RECIPIENT) {
            form.with("tos_acceptance[service_agreement]", ServiceAgreement.RECIPIENT.word());
        }
        if (wish.bankPayouts() == BankPayoutMode.PER_PAYOUT) {
            form.with("settings[payouts][schedule][interval]", "manual");
        }
        if (affiliate.email() != null) {
            form.with("email", affiliate.email());
        }
        return new Opening(account, form.text());
    }

    /** Made of the affiliate, the number of the account and what is asked for: other content is another request. */
    String key() {
        var content = HexFormat.of().formatHex(Sha256.of(form), 0, 8);
        return "acct_" + account.affiliate().value() + "_" + account.generation() + "_" + content;
    }
}
