package dev.handsel.fraud.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables: identities, accounts, pairs, clicks, trades, affiliates, and the counters of the programme. */
final class Store {

    /** Time of the facts that are being evaluated. */
    long now;

    final Map<String, Account> accounts = new LinkedHashMap<>();
    final Map<String, Affiliate> byCode = new HashMap<>();
    final Map<String, Affiliate> byCoupon = new HashMap<>();
    final Map<String, Click> clicks = new HashMap<>();
    final Map<String, Click> lastOfDevice = new HashMap<>();
    final Map<String, TradeRow> trades = new HashMap<>();
    final Map<String, Account> invoices = new HashMap<>();
    final Maturing maturing = new Maturing();
    final Programme programme = new Programme();
    private final EnumMap<Kind, Map<String, Identity>> identities = new EnumMap<>(Kind.class);
    private final Set<Affiliate> dirty = new HashSet<>();

    Store() {
        for (var kind : Kind.values()) {
            identities.put(kind, new HashMap<>());
        }
    }

    /** A click that a sign-up may name, with the last one of the same browser for somebody else. */
    record Click(String code, long at, boolean counts, Click other) {
        Click forAnother(String own) {
            return own.equals(code) ? other : this;
        }
    }

    void click(Event e, boolean counts) {
        var before = e.device() == null ? null : lastOfDevice.get(e.device());
        var other = before == null ? null : before.forAnother(e.code());
        var click = new Click(
                e.code(),
                e.at(),
                counts,
                other == null ? null : new Click(other.code(), other.at(), other.counts(), null));
        clicks.put(e.ref(), click);
        if (e.device() != null && counts) {
            lastOfDevice.put(e.device(), click);
        }
    }

    void enrol(Affiliate affiliate, List<String> coupons) {
        byCode.put(affiliate.code, affiliate);
        coupons.forEach(c -> byCoupon.put(c, affiliate));
    }

    void dirty(Affiliate affiliate) {
        dirty.add(affiliate);
    }

    /** Affiliates whose counters changed since they were last asked for. */
    List<Affiliate> takeDirty() {
        var all = new ArrayList<>(dirty);
        dirty.clear();
        all.sort(Comparator.comparing(a -> a.account.id));
        return all;
    }

    /** Writes the row of a fact; null where there is no value. */
    Use use(Kind kind, String value, Account account, long at) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        var rows = account.uses.computeIfAbsent(kind, k -> new LinkedHashMap<>());
        var use = rows.get(value);
        if (use == null) {
            var identity = identities.get(kind).computeIfAbsent(value, v -> new Identity(kind));
            use = new Use(account, identity, at);
            rows.put(value, use);
            identity.add(use, Bounds.GUARD);
        }
        use.last = at;
        use.n++;
        return use;
    }

    Identity identity(Kind kind, String value) {
        return identities.get(kind).get(value);
    }

    /** The row of two accounts, or one that is not kept yet. */
    Pair pair(Account a, Account b) {
        var known = a.pairs.get(b);
        return known != null ? known : new Pair(a, b);
    }

    Pair kept(Account a, Account b) {
        var pair = pair(a, b);
        keep(pair);
        return pair;
    }

    void keep(Pair pair) {
        pair.older.pairs.put(pair.younger, pair);
        pair.younger.pairs.put(pair.older, pair);
    }

    /** An address, or the /64 of it. */
    static String place(String ip) {
        if (ip == null || ip.indexOf(':') < 0) {
            return ip;
        }
        var parts = ip.split(":", -1);
        return parts.length < 4 ? ip : parts[0] + ":" + parts[1] + ":" + parts[2] + ":" + parts[3];
    }
}
