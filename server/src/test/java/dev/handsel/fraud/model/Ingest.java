package dev.handsel.fraud.model;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes the rows and counters of one event and says whom it touches. */
final class Ingest {

    private static final Pattern ROBOT = Pattern.compile(
            "bot|crawl|spider|slurp|preview|scan|sentinel|proofpoint|mimecast|headless|python|curl|wget|java/|http",
            Pattern.CASE_INSENSITIVE);
    private static final int CLICKS_PER_DAY = 3;

    private final Store store;
    private final Attribution attribution;
    /** What this instant changed: accounts, those that came by, who joined as customer or affiliate, rows of identifiers, rows of pairs. */
    final Set<Account> touched = new LinkedHashSet<>();

    final Set<Account> visitors = new LinkedHashSet<>();
    final Set<Account> joined = new LinkedHashSet<>();
    final Set<Use> uses = new LinkedHashSet<>();
    final Set<Pair> pairs = new LinkedHashSet<>();
    private final TradeBook trades;
    private final Meetings meetings;

    Ingest(Store store, boolean matchDevice) {
        this.store = store;
        this.attribution = new Attribution(store, matchDevice);
        this.trades = new TradeBook(store, pairs);
        this.meetings = new Meetings(store, pairs);
    }

    void event(Event e) {
        switch (e.type()) {
            case "click" -> click(e);
            case "signup" -> signup(e);
            case "affiliate_enrolled" -> enrolled(e);
            case "login" -> login(e);
            case "terminal_linked" -> terminal(e);
            case "invoice_paid" -> paid(e);
            case "trade_opened" -> opened(e);
            case "trade_closed" -> closed(e);
            case "dispute_opened" -> disputed(e);
            default -> {}
        }
    }

    void clear() {
        touched.clear();
        joined.clear();
        visitors.clear();
        uses.clear();
        pairs.clear();
    }

    private Account account(Event e) {
        return store.accounts.computeIfAbsent(e.customer(), id -> new Account(id, e.at()));
    }

    private void active(Account account, Event e) {
        account.activeAt = e.at();
        touched.add(account);
        Maturing.alive(account, store);
    }

    /** CF-0: what robots click, and the fourth click a day from one address, is not counted. */
    private void click(Event e) {
        var affiliate = store.byCode.get(e.code());
        boolean robot = e.userAgent() == null || ROBOT.matcher(e.userAgent()).find() || "HEAD".equals(e.method());
        store.click(e, !robot);
        if (affiliate == null) {
            return;
        }
        boolean filtered = robot || affiliate.clicksToday(Store.place(e.ip()), e.at() / Bounds.DAY) > CLICKS_PER_DAY;
        affiliate.filtered += filtered ? 1 : 0;
        affiliate.clicks += filtered ? 0 : 1;
        store.programme.clicks += filtered ? 0 : 1;
        store.dirty(affiliate);
        attribution.clickedAfter(e, affiliate);
    }

    private void signup(Event e) {
        var account = account(e);
        attribution.signup(account, e);
        store.maturing.lead(account);
        joined.add(account);
        if (e.email() != null) {
            account.mail = Mail.of(e.email());
            boolean telling = account.mail.stem().length() >= Bounds.STEM_LETTERS;
            row(store.use(Kind.EMAIL, account.mail.box(), account, e.at()));
            row(store.use(Kind.STEM, telling ? account.mail.stem() : null, account, e.at()));
        }
        session(account, e);
    }

    private void enrolled(Event e) {
        var account = account(e);
        account.affiliate = new Affiliate(account, e.code());
        account.enrolledAt = e.at();
        store.enrol(account.affiliate, e.coupons());
        joined.add(account);
        row(store.use(Kind.PAYOUT, e.payout(), account, e.at()));
        session(account, e);
    }

    private void login(Event e) {
        var account = account(e);
        account.logins++;
        active(account, e);
        session(account, e);
        meetings.login(account, e.at());
    }

    private void session(Account account, Event e) {
        account.sessions++;
        touched.add(account);
        visitors.add(account);
        visited(store.use(Kind.DEVICE, e.device(), account, e.at()));
        row(store.use(Kind.FINGERPRINT, e.fingerprint(), account, e.at()));
        visited(store.use(Kind.ADDRESS, Store.place(e.ip()), account, e.at()));
    }

    private void visited(Use use) {
        if (use != null) {
            uses.add(use);
            meetings.at(use);
        }
    }

    private void row(Use use) {
        if (use != null) {
            uses.add(use);
        }
    }

    private void terminal(Event e) {
        var account = account(e);
        touched.add(account);
        row(store.use(Kind.TERMINAL, e.terminal(), account, e.at()));
        row(store.use(Kind.BROKER, e.broker(), account, e.at()));
    }

    private void paid(Event e) {
        var account = account(e);
        account.payments++;
        active(account, e);
        store.invoices.put(e.invoice(), account);
        row(store.use(Kind.CARD, e.card(), account, e.at()));
        attribution.paid(account, e);
        if (account.referrer != null) {
            account.referrer.affiliate.payments++;
            store.dirty(account.referrer.affiliate);
        }
    }

    private void disputed(Event e) {
        var account = store.invoices.get(e.invoice());
        if (account != null && account.referrer != null) {
            account.referrer.affiliate.disputes++;
            store.dirty(account.referrer.affiliate);
        }
    }

    private void opened(Event e) {
        var account = account(e);
        active(account, e);
        trades.opened(account, e);
    }

    private void closed(Event e) {
        var account = trades.closed(e);
        if (account != null) {
            touched.add(account);
            if (account.trades.closed() == 1) {
                store.maturing.trader(account);
            }
        }
    }
}
