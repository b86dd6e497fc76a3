package dev.handsel.fraud.accounts;

import dev.handsel.fraud.accounts.AccountRow.Due;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps a programme in memory, to go over its history without touching what is kept of it. What is asked by is indexed. */
public final class MemoryRows implements Rows {

    private final Map<String, AccountRow> accounts = new HashMap<>();
    private final Map<IdentityKey, Set<String>> members = new HashMap<>();
    private final Map<String, Map<String, PairRow>> pairs = new HashMap<>();
    private final Map<String, Set<String>> referrals = new HashMap<>();
    private final NavigableMap<Instant, Set<String>> due = new TreeMap<>();
    private final Set<String> changed = new TreeSet<>();

    /** How many accounts there are. */
    public int size() {
        return accounts.size();
    }

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
        var found = new LinkedHashSet<PairRow>();
        keys.forEach(key -> found.addAll(pairs.getOrDefault(key, Map.of()).values()));
        return List.copyOf(found);
    }

    @Override
    public List<String> due(Instant now) {
        return due.headMap(now, true).values().stream()
                .flatMap(Set::stream)
                .distinct()
                .toList();
    }

    @Override
    public List<String> changed() {
        return List.copyOf(changed);
    }

    /**
     * From when on a midnight after {@code midnight} finds something that is due or an affiliate that changed; nothing where none does. It may lie
     * between midnights, or before.
     */
    public Optional<Instant> next(Instant midnight) {
        var first = due.isEmpty() ? Stream.<Instant>empty() : Stream.of(due.firstKey());
        var now = changed.isEmpty() ? Stream.<Instant>empty() : Stream.of(midnight);
        return Stream.concat(first, now).min(Instant::compareTo);
    }

    @Override
    public List<String> named(String affiliate, Referrals whom, Rule rule) {
        return referrals.getOrDefault(affiliate, Set.of()).stream()
                .filter(account -> isNamed(accounts.get(account), whom, rule))
                .toList();
    }

    private static boolean isNamed(@Nullable AccountRow row, Referrals whom, Rule rule) {
        return row != null && (isNamed(row.flags(), whom) || row.flags().held().contains(rule.id()));
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

    @Override
    public void save(Changes changes) {
        changes.accounts().forEach(this::save);
        changes.pairs().forEach(row -> {
            pairs.computeIfAbsent(row.older(), _ -> new TreeMap<>()).put(row.younger(), row);
            pairs.computeIfAbsent(row.younger(), _ -> new TreeMap<>()).put(row.older(), row);
        });
        changes.sightings()
                .forEach(seen -> members.computeIfAbsent(seen.key(), _ -> new TreeSet<>())
                        .add(seen.account()));
    }

    private void save(AccountRow row) {
        var account = row.account();
        var before = accounts.get(account);
        accounts.put(account, row.onto(before));
        if (before != null) {
            times(before.due()).forEach(at -> forget(at, account));
            if (before.referrer() != null) {
                referrals.getOrDefault(before.referrer(), new TreeSet<>()).remove(account);
            }
        }
        times(row.due())
                .forEach(at -> due.computeIfAbsent(at, _ -> new TreeSet<>()).add(account));
        if (row.referrer() != null) {
            referrals.computeIfAbsent(row.referrer(), _ -> new TreeSet<>()).add(account);
        }
        if (row.changed()) {
            changed.add(account);
        } else {
            changed.remove(account);
        }
    }

    private static Stream<Instant> times(Due due) {
        return Stream.of(Optional.ofNullable(due.matures()), Optional.ofNullable(due.tradesMature()))
                .flatMap(Optional::stream);
    }

    private void forget(Instant at, String account) {
        due.computeIfPresent(at, (_, all) -> all.remove(account) && all.isEmpty() ? null : all);
    }
}
