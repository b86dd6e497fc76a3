package dev.handsel.fraud.model;

import static java.util.stream.Collectors.toMap;

import dev.handsel.fraud.rules.Chains;
import dev.handsel.fraud.rules.Chains.Rung;
import dev.handsel.fraud.rules.Clusters;
import dev.handsel.fraud.rules.Edges;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.fraud.rules.PayoutRings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Asks the rules of groups: of whose links changed, who joined, and who is paid to one account. */
final class Groups implements Edges {

    private final Store store;
    private final VerdictBook book;
    private final Clusters clusters = new Clusters(Parameters.STANDARD);
    private final Chains chains = new Chains(Parameters.STANDARD);
    private final PayoutRings rings = new PayoutRings(Parameters.STANDARD);
    /** Who is in the chain that an account ends. */
    private final Map<Account, List<String>> inChain = new LinkedHashMap<>();

    Groups(Store store, VerdictBook book) {
        this.store = store;
        this.book = book;
    }

    void of(Ingest ingest, Set<Account> changedEdges) {
        for (var account : changedEdges) {
            clusters.judge(account.id, this)
                    .forEach(about -> book.put("account", store.accounts.get(about.account()), "", about.verdict()));
        }
        for (var account : ingest.joined) {
            chain(account);
            if (account.referrer != null) {
                Map.copyOf(inChain).forEach((last, members) -> {
                    if (members.contains(account.referrer.id)) {
                        chain(last);
                    }
                });
            }
        }
        ingest.uses.stream().filter(use -> use.identity.kind == Kind.PAYOUT).forEach(this::payout);
    }

    private void chain(Account last) {
        var upward = new ArrayList<Rung>();
        for (var account = last; account != null && upward.size() < Chains.LONGEST + 2; account = account.referrer) {
            upward.add(new Rung(
                    account.id,
                    Instant.ofEpochMilli(account.signupAt),
                    account.affiliate == null ? null : Instant.ofEpochMilli(account.enrolledAt),
                    account.referrals.size()));
        }
        var chain = chains.judge(upward);
        var cleared = chains.judge(upward.subList(0, 1)).verdict();
        var before = chain.members().isEmpty() ? inChain.remove(last) : inChain.put(last, chain.members());
        if (before != null) {
            before.stream()
                    .filter(member -> !chain.members().contains(member))
                    .forEach(member -> book.put("account", store.accounts.get(member), last.id, cleared));
        }
        chain.members().forEach(member -> book.put("account", store.accounts.get(member), last.id, chain.verdict()));
    }

    private void payout(Use touched) {
        Stream.concat(touched.identity.uses.stream(), Stream.of(touched))
                .map(use -> use.account)
                .distinct()
                .forEach(account -> book.put(
                        "affiliate",
                        account,
                        "",
                        rings.judge(account.on(Kind.PAYOUT).stream()
                                .mapToInt(use -> use.identity.fanout)
                                .max()
                                .orElse(0))));
    }

    @Override
    public Map<String, List<Edge>> of(Collection<String> accounts) {
        return accounts.stream().map(store.accounts::get).collect(toMap(account -> account.id, Groups::edges));
    }

    private static List<Edge> edges(Account account) {
        return account.edges.values().stream()
                .map(pair -> new Edge(pair.other(account).id, pair.strength))
                .toList();
    }

    @Override
    public Map<String, String> affiliates(Collection<String> accounts) {
        var all = new HashMap<String, String>();
        accounts.stream()
                .map(store.accounts::get)
                .filter(account -> account.referrer != null)
                .forEach(account -> all.put(account.id, account.referrer.id));
        return all;
    }
}
