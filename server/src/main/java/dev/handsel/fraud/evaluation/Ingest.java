package dev.handsel.fraud.evaluation;

import dev.handsel.base.facts.Fact;
import dev.handsel.fraud.accounts.Context;
import dev.handsel.fraud.identities.FollowedEvent;
import dev.handsel.fraud.identities.Follower.KnownAffiliate;
import dev.handsel.fraud.identities.IdentityKind;
import dev.handsel.fraud.identities.Party;
import dev.handsel.fraud.rules.Parameters;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Counts what one event tells, and says whom it touches. */
final class Ingest {

    private final WorkingSet set;
    private final Context context;
    private final Touched touched;
    private final Arriving arriving;
    private final TradeBook trades;
    private final Meetings meetings;

    /** What an instant changed. */
    static final class Touched {

        final Set<Account> accounts = new LinkedHashSet<>();
        /** Those that came by. */
        final Set<Account> visitors = new LinkedHashSet<>();
        /** Who joined, as customer or affiliate. */
        final Set<Account> joined = new LinkedHashSet<>();

        final Set<Use> uses = new LinkedHashSet<>();
        final Set<Pair> pairs = new LinkedHashSet<>();
        /** Accounts with a link that came, went or changed its strength. */
        final Set<Account> linked = new LinkedHashSet<>();
    }

    Ingest(WorkingSet set, Context context, Touched touched, Parameters parameters) {
        this.set = set;
        this.context = context;
        this.touched = touched;
        this.arriving = new Arriving(set, context);
        this.trades = new TradeBook(set, touched, parameters);
        this.meetings = new Meetings(set, touched);
    }

    void event(FollowedEvent e) {
        switch (e.fact()) {
            case Fact.Click click -> arriving.clicked(e, click);
            case Fact.Signup signup -> signup(e, signup);
            case Fact.AffiliateEnrolled _ -> enrolled(e);
            case Fact.Login _ -> login(e);
            case Fact.TerminalLinked _ -> known(e, touch(e));
            case Fact.InvoicePaid paid -> paid(e, paid);
            case Fact.TradeOpened _ -> known(e, active(e));
            case Fact.TradeClosed _, Fact.DisputeOpened _ -> {}
            case Fact.Refund _, Fact.RefundFailed _, Fact.ChargeRefunded _, Fact.ChargeRefundFailed _ -> {}
            case Fact.DisputeClosed _, Fact.DisputeTold _, Fact.SubscriptionCanceled _, Fact.FirstTrade _ -> {}
        }
        counts(e);
    }

    /** What stands of an affiliate beside events. */
    void standing(KnownAffiliate told) {
        long at = told.since().toEpochMilli();
        var account = set.account(told.party().key(), at);
        if (account.affiliate == null) {
            join(account, at);
        }
        touched.accounts.add(account);
        for (var known : told.known()) {
            if (account.use(known.key()) == null) {
                touched.uses.add(set.use(known.key(), account, at, false, false));
                if (known.letters() > 0 && account.stem == null) {
                    account.stem = known.key().hash();
                    account.stemLetters = known.letters();
                }
            }
        }
    }

    private void join(Account account, long at) {
        account.affiliate = new Affiliate();
        account.enrolledAt = at;
        touched.joined.add(account);
        set.changed(account);
    }

    private Account touch(FollowedEvent e) {
        var customer = e.fact().customer();
        var account = set.account(new Party.Customer(customer == null ? "" : customer).key(), at(e));
        touched.accounts.add(account);
        set.changed(account);
        return account;
    }

    private static long at(FollowedEvent e) {
        return e.at().toEpochMilli();
    }

    private Account active(FollowedEvent e) {
        var account = touch(e);
        account.activeAt = Math.max(account.activeAt, at(e));
        Maturing.alive(account, set);
        return account;
    }

    private void signup(FollowedEvent e, Fact.Signup signup) {
        var account = touch(e);
        arriving.signedUp(account, signup);
        account.maturesAt = account.signupAt + Bounds.WEEK;
        touched.joined.add(account);
        for (var known : e.known()) {
            if (known.letters() > 0) {
                account.stem = known.key().hash();
                account.stemLetters = known.letters();
            }
        }
        session(e, account);
    }

    private void enrolled(FollowedEvent e) {
        var account = touch(e);
        if (account.affiliate == null) {
            join(account, at(e));
        }
        session(e, account);
    }

    private void login(FollowedEvent e) {
        var account = active(e);
        account.logins++;
        session(e, account);
        meetings.login(account, at(e));
    }

    private void session(FollowedEvent e, Account account) {
        account.sessions++;
        touched.visitors.add(account);
        for (var known : e.known()) {
            var use = set.use(known.key(), account, at(e), true, true);
            touched.uses.add(use);
            if (known.key().kind() == IdentityKind.DEVICE || known.key().kind() == IdentityKind.ADDRESS) {
                meetings.at(use, at(e));
            }
        }
    }

    /** What an event tells outside of a session. */
    private void known(FollowedEvent e, Account account) {
        for (var known : e.known()) {
            var use = set.use(known.key(), account, at(e), true, false);
            if (known.key().kind() != IdentityKind.ADDRESS) {
                touched.uses.add(use);
            }
        }
    }

    private void paid(FollowedEvent e, Fact.InvoicePaid paid) {
        var account = active(e);
        account.payments++;
        known(e, account);
        arriving.paid(account, paid);
        var owner = account.owner();
        if (owner != null && account.referrer != null) {
            owner.payments++;
            set.changed(owner, account.referrer);
        }
    }

    /** What counts from this event on, whichever of those that tell of it was told last. */
    private void counts(FollowedEvent e) {
        var id = e.fact().envelope().id();
        for (var closing : context.closings().getOrDefault(id, List.of())) {
            var account = set.account(closing.account());
            if (account != null) {
                trades.closed(closing, account);
                touched.accounts.add(account);
            }
        }
        context.disputes().getOrDefault(id, List.of()).forEach(this::disputed);
    }

    private void disputed(String customer) {
        var account = set.account(new Party.Customer(customer).key());
        if (account != null && account.referrer != null && account.referrer.affiliate != null) {
            account.referrer.affiliate.disputes++;
            set.changed(account.referrer.affiliate, account.referrer);
        }
    }
}
