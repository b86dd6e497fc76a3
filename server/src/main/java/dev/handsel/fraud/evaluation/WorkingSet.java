package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.accounts.PairRow;
import dev.handsel.fraud.accounts.Rows;
import dev.handsel.fraud.accounts.Rows.Changes;
import dev.handsel.fraud.identities.IdentityKey;
import dev.handsel.fraud.identities.IdentityKind;
import dev.handsel.fraud.identities.Memberships.Member;
import dev.handsel.fraud.rules.Referrals;
import dev.handsel.fraud.rules.Rule;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a programme, as far as it was needed: what is asked for and not here is read, and what changed is written at once
 * for many. What is here stands for what is kept, so only one may have a programme at a time.
 */
final class WorkingSet {

    private final Rows rows;
    final Totals totals;
    /** Accounts of affiliates by their codes, as far as they were asked for. */
    final Map<String, String> codes = new HashMap<>();

    private final Map<String, Account> accounts = new HashMap<>();
    private final Set<String> absent = new HashSet<>();
    private final Map<IdentityKey, Identity> identities = new HashMap<>();
    /** Those that were read since unowned ones were forgotten. */
    private final Set<IdentityKey> asked = new HashSet<>();

    private final Set<Account> changed = new LinkedHashSet<>();
    private final Set<Pair> pairs = new LinkedHashSet<>();
    private final Sightings sightings = new Sightings();

    /** Addresses that somebody said are a crowd's. */
    Set<UUID> crowds = Set.of();

    WorkingSet(Rows rows, Totals totals) {
        this.rows = rows;
        this.totals = totals;
    }

    /** How many things are here, of which each takes some memory: accounts with what they are known by, pairs, identifiers and names. */
    int size() {
        int n = accounts.size() + identities.size() + absent.size() + codes.size();
        for (var account : accounts.values()) {
            n += account.pairs.size();
            for (var uses : account.uses.values()) {
                n += uses.size();
            }
        }
        return n;
    }

    /** Forgets of identifiers that were asked for who has them, where nobody does: each click may name another device. */
    void forgetUnowned() {
        asked.forEach(key -> identities.computeIfPresent(key, (_, identity) -> identity.isNobodys() ? null : identity));
        asked.clear();
    }

    /** The account, if there is one. */
    @Nullable Account account(String key) {
        var known = accounts.get(key);
        if (known == null && !absent.contains(key)) {
            load(List.of(key));
            known = accounts.get(key);
        }
        return known;
    }

    /** The account, which begins now if there is none. */
    Account account(String key, long at) {
        var known = account(key);
        if (known == null) {
            known = new Account(key, at);
            known.pairsKnown = true;
            known.usesChanged = true;
            accounts.put(key, known);
            absent.remove(key);
            changed(known);
        }
        return known;
    }

    /** Reads those of these accounts that are not here, with all above them. */
    void load(Collection<String> keys) {
        var missing = keys.stream()
                .filter(key -> !accounts.containsKey(key) && !absent.contains(key))
                .distinct()
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        absent.addAll(missing);
        var found = rows.accounts(missing);
        found.stream()
                .filter(row -> !accounts.containsKey(row.account()))
                .forEach(row -> accounts.put(row.account(), AccountForm.read(row)));
        for (var row : found) {
            absent.remove(row.account());
            var account = accounts.get(row.account());
            if (account != null && row.referrer() != null && account.referrer == null) {
                account.referrer = accounts.get(row.referrer());
            }
        }
    }

    /** Accounts that are here. */
    List<Account> here(Collection<String> keys) {
        return keys.stream()
                .distinct()
                .filter(accounts::containsKey)
                .map(accounts::get)
                .toList();
    }

    void changed(Account account) {
        changed.add(account);
    }

    /** An affiliate of whom the next midnight asks. */
    void changed(Affiliate affiliate, Account account) {
        affiliate.changed = true;
        changed.add(account);
    }

    void changed(Pair pair) {
        pairs.add(pair);
    }

    /** Who is known by something. */
    Identity identity(IdentityKey key) {
        loadIdentities(List.of(key));
        return identities.computeIfAbsent(key, Identity::new);
    }

    /** Whether to have it in common says anything: few have it, and nobody said that those are a crowd. */
    boolean links(Identity identity) {
        return identity.links() && !crowds.contains(identity.key.hash().value());
    }

    /** Reads those of these that are not here, with the accounts that have them where those are few. */
    void loadIdentities(Collection<IdentityKey> keys) {
        var missing = keys.stream()
                .filter(key -> !identities.containsKey(key))
                .distinct()
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        missing.forEach(key -> identities.put(key, new Identity(key)));
        asked.addAll(missing);
        var members = rows.members(missing, Bounds.GUARD + 1);
        load(members.stream()
                .filter(member -> member.fanOut() <= Bounds.GUARD)
                .map(Member::account)
                .toList());
        for (var member : members) {
            var identity = identities.computeIfAbsent(member.key(), Identity::new);
            var account = accounts.get(member.account());
            if (member.fanOut() > Bounds.GUARD) {
                identity.crowd(member.fanOut());
            } else if (account != null) {
                var use = account.use(member.key());
                identity.add(account, true, use == null || counts(use));
                if (use != null && use.sessions > 0) {
                    identity.visited(account, use.last);
                }
            }
        }
    }

    /** An address from which somebody only paid is where a payment was made, and they were not. */
    private static boolean counts(Use use) {
        return use.key.kind() != IdentityKind.ADDRESS || use.sessions > 0;
    }

    /** Writes down that somebody is known by something. */
    Use use(IdentityKey key, Account account, long at, boolean counts, boolean session) {
        var use = account.use(key);
        boolean fresh = use == null;
        if (use == null) {
            use = new Use(account, key, at);
            account.add(use);
        }
        account.usesChanged = true;
        use.n += counts ? 1 : 0;
        use.sessions += session ? 1 : 0;
        if (fresh || (session && use.sessions == 1)) {
            fresh = identity(key).add(account, fresh, counts(use)) && fresh;
        }
        if (fresh || at < use.last || !Sightings.isOneMonth(at, use.last)) {
            sightings.add(use, at, fresh);
        }
        use.last = Math.max(use.last, at);
        changed(account);
        return use;
    }

    /** What there is between two accounts, or nothing yet. */
    Pair pair(Account a, Account b) {
        var known = a.pairs.get(b);
        if (known == null && !a.pairsKnown && !b.pairsKnown) {
            loadPairs(List.of(a));
            known = a.pairs.get(b);
        }
        return known != null ? known : new Pair(a, b);
    }

    /** The same, kept from now on. */
    Pair kept(Account a, Account b) {
        var pair = pair(a, b);
        keep(pair);
        return pair;
    }

    void keep(Pair pair) {
        pair.older.pairs.put(pair.younger, pair);
        pair.younger.pairs.put(pair.older, pair);
        changed(pair);
    }

    /** Reads the pairs of these accounts, where they are not here, with whom they are. */
    void loadPairs(Collection<Account> of) {
        var missing =
                of.stream().filter(account -> !account.pairsKnown).distinct().toList();
        if (missing.isEmpty()) {
            return;
        }
        var found = rows.pairs(missing.stream().map(account -> account.key).toList());
        load(found.stream()
                .flatMap(row -> List.of(row.older(), row.younger()).stream())
                .toList());
        found.forEach(this::add);
        missing.forEach(account -> account.pairsKnown = true);
    }

    private void add(PairRow row) {
        var older = accounts.get(row.older());
        var younger = accounts.get(row.younger());
        if (older != null && younger != null && !older.pairs.containsKey(younger)) {
            var pair = Pair.read(row, older, younger);
            older.pairs.put(younger, pair);
            younger.pairs.put(older, pair);
        }
    }

    /** The accounts of which something may become decidable by then; what is here decides. */
    List<Account> due(Instant now) {
        return withChanged(rows.due(now));
    }

    /** The affiliates of whom something may have changed since the last midnight; what is here decides. */
    List<Account> changed() {
        return withChanged(rows.changed());
    }

    /** Those referrals of an affiliate whom a rule may name or hold; what is here decides. */
    List<Account> named(Account affiliate, Referrals whom, Rule rule) {
        return withChanged(rows.named(affiliate.key, whom, rule)).stream()
                .filter(account -> account.referrer == affiliate)
                .toList();
    }

    /** With those of whom it is not written yet, in one order. */
    private List<Account> withChanged(List<String> kept) {
        load(kept);
        var all = new TreeMap<String, Account>();
        here(kept).forEach(account -> all.put(account.key, account));
        changed.forEach(account -> all.put(account.key, account));
        return List.copyOf(all.values());
    }

    /** Writes all that changed. */
    void flush() {
        if (changed.isEmpty() && pairs.isEmpty() && sightings.isEmpty()) {
            return;
        }
        var now = totals.now;
        rows.save(new Changes(
                changed.stream().map(account -> AccountForm.row(account, now)).toList(),
                pairs.stream().map(Pair::row).toList(),
                sightings.all()));
        changed.forEach(account -> account.usesChanged = false);
        changed.clear();
        pairs.clear();
        sightings.clear();
    }
}
