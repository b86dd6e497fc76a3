package dev.handsel.fraud.accounts;

import dev.handsel.fraud.accounts.AccountRow.Flags;
import dev.handsel.fraud.identities.IdentityKey;
import dev.handsel.fraud.identities.Memberships.Member;
import dev.handsel.fraud.rules.Referrals;
import dev.handsel.fraud.rules.Referrals.Named;
import dev.handsel.fraud.rules.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Keeps a programme in memory, to go over its history without touching what is kept of it. */
public final class MemoryRows implements Rows {

    private final Map<String, AccountRow> accounts = new TreeMap<>();
    private final Map<IdentityKey, Set<String>> members = new HashMap<>();
    private final Map<List<String>, PairRow> pairs = new HashMap<>();

    @Override
    public List<AccountRow> accounts(Collection<String> keys) {
        var found = new TreeMap<String, AccountRow>();
        for (var key : keys) {
            var row = accounts.get(key);
            while (row != null && found.putIfAbsent(row.account(), row) == null) {
                row = row.referrer() == null ? null : accounts.get(row.referrer());
            }
        }
        return List.copyOf(found.values());
    }

    @Override
    public List<Member> members(Collection<IdentityKey> keys, int most) {
        var found = new ArrayList<Member>();
        for (var key : keys) {
            var all = members.getOrDefault(key, Set.of());
            all.stream().limit(most).forEach(account -> found.add(new Member(key, account, all.size())));
        }
        return found;
    }

    @Override
    public List<PairRow> pairs(Collection<String> keys) {
        var sought = Set.copyOf(keys);
        return pairs.values().stream()
                .filter(pair -> sought.contains(pair.older()) || sought.contains(pair.younger()))
                .toList();
    }

    @Override
    public List<String> due(Instant now) {
        return keys(row -> row.due().by(now));
    }

    @Override
    public List<String> changed() {
        return keys(AccountRow::changed);
    }

    @Override
    public List<String> named(String affiliate, Referrals whom, Rule rule) {
        return keys(row -> affiliate.equals(row.referrer())
                && (isNamed(row.flags(), whom) || row.flags().held().contains(rule.id())));
    }

    /** Whether such a referral is named. */
    public static boolean isNamed(Flags flags, Referrals whom) {
        return switch (whom) {
            case Referrals.Delayed delayed -> flags.delayStep() != null && delayed.has(flags.delayStep());
            case Named.NOBODY -> false;
            case Named.ALL -> true;
            case Named.DEAD -> flags.dead();
            case Named.AT_TILL -> flags.atTill();
            case Named.INSTANT_TRADERS -> flags.instant();
            case Named.BRIEF_TRADERS -> flags.brief();
        };
    }

    private List<String> keys(Predicate<AccountRow> sought) {
        return accounts.values().stream()
                .filter(sought)
                .map(AccountRow::account)
                .toList();
    }

    @Override
    public void save(Changes changes) {
        changes.accounts().forEach(row -> accounts.compute(row.account(), (_, kept) -> row.onto(kept)));
        changes.pairs().forEach(row -> pairs.put(List.of(row.older(), row.younger()), row));
        changes.sightings()
                .forEach(seen -> members.computeIfAbsent(seen.key(), _ -> new TreeSet<>())
                        .add(seen.account()));
    }
}
