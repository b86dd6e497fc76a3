package dev.handsel.fraud.model;

import dev.handsel.fraud.rules.Delays;
import java.time.Duration;

/** To whom a customer is owed, as the product decides it: coupon, click, device, code; else a coupon on the first payment. */
final class Attribution {

    private static final long WINDOW = 30 * Bounds.DAY;

    private final Store store;
    private final boolean matchDevice;

    Attribution(Store store, boolean matchDevice) {
        this.store = store;
        this.matchDevice = matchDevice;
    }

    void signup(Account account, Event e) {
        if (e.coupon() != null && refer(account, store.byCoupon.get(e.coupon()), e)) {
            account.referrer.affiliate.couponsAtSignup++;
            store.programme.couponsAtSignup++;
        } else if (click(account, store.clicks.get(e.clickRef()), e)) {
            return;
        } else if (matchDevice && e.device() != null && click(account, store.lastOfDevice.get(e.device()), e)) {
            return;
        } else if (e.code() != null) {
            refer(account, store.byCode.get(e.code()), e);
        }
    }

    private boolean click(Account account, Store.Click click, Event e) {
        boolean valid = click != null && click.counts() && click.at() <= e.at() && click.at() + WINDOW >= e.at();
        if (!valid || !refer(account, store.byCode.get(click.code()), e)) {
            return false;
        }
        account.delay = e.at() - click.at();
        int bucket = Delays.step(Duration.ofMillis(account.delay));
        account.referrer.affiliate.delays[bucket]++;
        account.referrer.affiliate.byClick.add(account);
        store.programme.delays[bucket]++;
        store.programme.byClick++;
        return true;
    }

    private boolean refer(Account account, Affiliate affiliate, Event e) {
        if (affiliate == null || affiliate.account == account) {
            return false;
        }
        account.referrer = affiliate.account;
        affiliate.account.referrals.add(account);
        store.dirty(affiliate);
        if (e.type().equals("signup")) {
            affiliate.signups++;
            store.programme.signups++;
            overwritten(affiliate, e);
        }
        return true;
    }

    /** A browser that shortly before had come by the link of somebody else. */
    private void overwritten(Affiliate affiliate, Event e) {
        var click = e.device() == null ? null : store.lastOfDevice.get(e.device());
        var other = click == null ? null : click.forAnother(affiliate.code);
        if (other != null && e.at() - other.at() <= 2 * Bounds.HOUR) {
            affiliate.overwritten++;
            store.programme.overwritten++;
        }
    }

    void paid(Account account, Event e) {
        var affiliate = e.coupon() == null ? null : store.byCoupon.get(e.coupon());
        if (affiliate == null) {
            return;
        }
        if (account.referrer == null && account.payments == 1 && refer(account, affiliate, e)) {
            affiliate.atTill.add(account);
            store.programme.atTill++;
        }
        if (!account.redeemed && account.referrer == affiliate.account) {
            account.redeemed = true;
            affiliate.redemptions++;
            leaked(account);
        }
    }

    /** A browser that follows the link only after it signed up. */
    void clickedAfter(Event e, Affiliate affiliate) {
        var identity = e.device() == null ? null : store.identity(Kind.DEVICE, e.device());
        if (identity == null || identity.fanout > Bounds.GUARD) {
            return;
        }
        for (var use : identity.uses) {
            var account = use.account;
            if (e.at() > account.signupAt && e.at() - account.signupAt <= Bounds.HOUR && account.clickedAfter == null) {
                account.clickedAfter = affiliate;
                leaked(account);
            }
        }
    }

    private void leaked(Account account) {
        if (account.redeemed && !account.leaked && account.clickedAfter == account.referrer.affiliate) {
            account.leaked = true;
            account.clickedAfter.leaked++;
            store.dirty(account.clickedAfter);
        }
    }
}
