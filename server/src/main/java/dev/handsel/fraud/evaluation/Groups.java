package dev.handsel.fraud.evaluation;

import static java.util.stream.Collectors.toMap;

import dev.handsel.fraud.evaluation.Ingest.Touched;
import dev.handsel.fraud.identities.IdentityKind;
import dev.handsel.fraud.rules.Chains;
import dev.handsel.fraud.rules.Chains.Rung;
import dev.handsel.fraud.rules.Clusters;
import dev.handsel.fraud.rules.Edges;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.fraud.rules.PayoutRings;
import dev.handsel.fraud.rules.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Asks the rules of groups: of whose links changed, who joined, and who is paid to one account. */
final class Groups implements Edges {

    private final WorkingSet set;
    private final Findings findings;
    private final Clusters clusters;
    private final Chains chains;
    private final PayoutRings rings;

    Groups(WorkingSet set, Findings findings, Parameters parameters) {
        this.set = set;
        this.findings = findings;
        this.clusters = new Clusters(parameters);
        this.chains = new Chains(parameters);
        this.rings = new PayoutRings(parameters);
    }

    void of(Touched touched) {
        for (var account : touched.linked) {
            clusters.judge(account.key, this).forEach(about -> say(about.account(), "", about.verdict()));
        }
        for (var account : touched.joined) {
            chain(account);
            if (account.referrer != null) {
                for (var last : List.copyOf(account.referrer.chains.keySet())) {
                    again(last);
                }
            }
        }
        payouts(touched.uses.stream()
                .filter(use -> use.key.kind() == IdentityKind.PAYOUT_ACCOUNT)
                .toList());
    }

    /** Who has such a payout account, and of those that are too many whose use it is: each by the fullest of theirs. */
    private void payouts(List<Use> uses) {
        var accounts = new LinkedHashSet<Account>();
        for (var use : uses) {
            accounts.addAll(set.identity(use.key).accounts);
            accounts.add(use.account);
        }
        set.loadIdentities(accounts.stream()
                .flatMap(account -> account.on(IdentityKind.PAYOUT_ACCOUNT).stream())
                .map(use -> use.key)
                .toList());
        for (var account : accounts) {
            long most = account.on(IdentityKind.PAYOUT_ACCOUNT).stream()
                    .mapToLong(use -> set.identity(use.key).fanOut())
                    .max()
                    .orElse(0);
            findings.ofAffiliate(account, rings.judge((int) Math.min(Integer.MAX_VALUE, most)));
        }
    }

    private void say(String key, String other, Verdict verdict) {
        var about = set.account(key);
        if (about != null) {
            findings.ofAccount(about, other, verdict);
        }
    }

    private void again(String last) {
        var account = set.account(last);
        if (account != null) {
            chain(account);
        }
    }

    private void chain(Account last) {
        var upward = new ArrayList<Rung>();
        for (var account = last; account != null && upward.size() < Chains.LONGEST + 2; account = account.referrer) {
            upward.add(new Rung(
                    account.key,
                    Instant.ofEpochMilli(account.signupAt),
                    account.affiliate == null ? null : Instant.ofEpochMilli(account.enrolledAt),
                    account.affiliate == null ? 0 : account.affiliate.referrals));
        }
        var chain = chains.judge(upward);
        if (chain.members().isEmpty() && last.chain.isEmpty()) {
            return;
        }
        var cleared = chains.judge(upward.subList(0, 1)).verdict();
        var before = last.chain;
        last.chain = chain.members();
        set.changed(last);
        var now = new HashSet<>(chain.members());
        before.stream().filter(member -> !now.contains(member)).forEach(member -> leave(member, last, cleared));
        chain.members().forEach(member -> join(member, last, chain.verdict()));
    }

    private void leave(String member, Account last, Verdict cleared) {
        var account = set.account(member);
        if (account != null) {
            account.chains.remove(last.key);
            set.changed(account);
            findings.ofAccount(account, last.key, cleared);
        }
    }

    private void join(String member, Account last, Verdict verdict) {
        var account = set.account(member);
        if (account != null) {
            account.chains.put(last.key, true);
            set.changed(account);
            findings.ofAccount(account, last.key, verdict);
        }
    }

    @Override
    public Map<String, List<Edge>> of(Collection<String> accounts) {
        var here = set.here(accounts);
        set.loadPairs(here);
        return here.stream().collect(toMap(account -> account.key, Groups::edges));
    }

    private static List<Edge> edges(Account account) {
        return account.pairs.values().stream()
                .filter(pair -> pair.strength > 0)
                .map(pair -> new Edge(pair.other(account).key, pair.strength))
                .toList();
    }

    @Override
    public Map<String, String> affiliates(Collection<String> accounts) {
        var all = new HashMap<String, String>();
        for (var account : set.here(accounts)) {
            if (account.referrer != null) {
                all.put(account.key, account.referrer.key);
            }
        }
        return all;
    }
}
