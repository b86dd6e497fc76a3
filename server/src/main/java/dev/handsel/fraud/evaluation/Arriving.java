package dev.handsel.fraud.evaluation;

import dev.handsel.base.facts.Fact;
import dev.handsel.fraud.accounts.Context;
import dev.handsel.fraud.accounts.Origins.Origin;
import dev.handsel.fraud.identities.FollowedEvent;
import dev.handsel.fraud.rules.Delays;
import java.time.Duration;

/** Counts how customers came to their affiliates, as it was decided elsewhere. */
final class Arriving {

    private final WorkingSet set;
    private final Context context;

    Arriving(WorkingSet set, Context context) {
        this.set = set;
        this.context = context;
    }

    void signedUp(Account account, Fact.Signup signup) {
        var origin = context.origins().get(signup.customer());
        var at = signup.envelope().occurredAt();
        if (account.referrer != null || origin == null || origin.decidedAt().isAfter(at)) {
            return;
        }
        if (!refer(account, origin)) {
            return;
        }
        var affiliate = owner(account);
        affiliate.signups++;
        set.totals.signups++;
        if (context.overwritten().contains(signup.envelope().id())) {
            affiliate.overwritten++;
            set.totals.overwritten++;
        }
        if (origin.byCode()) {
            affiliate.couponsAtSignup++;
            set.totals.couponsAtSignup++;
        }
        if (origin.clickedAt() != null) {
            account.delay = Math.max(0, Duration.between(origin.clickedAt(), at).toMillis());
            int step = Delays.step(Duration.ofMillis(account.delay));
            affiliate.delays[step]++;
            set.totals.delays[step]++;
        }
    }

    private Affiliate owner(Account account) {
        var referrer = account.referrer;
        if (referrer == null) {
            throw new IllegalStateException("Nobody is owed for " + account.key);
        }
        return affiliate(referrer, account);
    }

    /** Its counters; they begin with this referral where there are none, also of one who was erased and came back. */
    private Affiliate affiliate(Account referrer, Account referral) {
        var known = referrer.affiliate;
        if (known != null) {
            return known;
        }
        var fresh = new Affiliate();
        referrer.affiliate = fresh;
        referrer.enrolledAt = referral.signupAt;
        set.changed(fresh, referrer);
        return fresh;
    }

    /** Nobody refers themselves. */
    private boolean refer(Account account, Origin origin) {
        var referrer = set.account(origin.affiliate(), account.signupAt);
        if (referrer == account) {
            return false;
        }
        var affiliate = affiliate(referrer, account);
        account.referrer = referrer;
        affiliate.referrals++;
        affiliate.days.merge(Math.floorDiv(account.signupAt, Bounds.DAY), 1, Integer::sum);
        set.changed(account);
        set.changed(affiliate, referrer);
        return true;
    }

    void paid(Account account, Fact.InvoicePaid paid) {
        var origin = context.origins().get(paid.customer());
        if (paid.coupon() == null || (origin == null && account.referrer == null)) {
            return;
        }
        boolean nobody = account.referrer == null;
        var at = paid.envelope().occurredAt();
        if (nobody && origin != null && !origin.decidedAt().isAfter(at) && refer(account, origin)) {
            account.atTill = true;
            owner(account).atTill++;
            set.totals.atTill++;
        }
        var owner = context.ofCoupon(paid.coupon()).orElse("");
        if (!account.redeemed && account.referrer != null && account.referrer.key.equals(owner)) {
            account.redeemed = true;
            owner(account).redemptions++;
            leaked(account);
        }
    }

    /** A browser that follows the link only after it signed up. */
    void clicked(FollowedEvent e, Fact.Click click) {
        var affiliate = context.ofCode(click.code()).orElse(null);
        if (affiliate == null || e.known().isEmpty()) {
            return;
        }
        var identity = set.identity(e.known().getFirst().key());
        if (identity.fanOut() > Bounds.GUARD) {
            return;
        }
        long at = e.at().toEpochMilli();
        for (var account : identity.accounts) {
            if (at > account.signupAt && at - account.signupAt <= Bounds.HOUR && account.clickedAfter == null) {
                account.clickedAfter = affiliate;
                set.changed(account);
                leaked(account);
            }
        }
    }

    private void leaked(Account account) {
        var referrer = account.referrer;
        if (account.redeemed && !account.leaked && referrer != null && referrer.key.equals(account.clickedAfter)) {
            account.leaked = true;
            owner(account).leaked++;
            set.changed(owner(account), referrer);
        }
    }
}
