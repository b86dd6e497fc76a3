package dev.handsel.fraud.model;

import dev.handsel.fraud.rules.PairFacts;
import dev.handsel.fraud.rules.PairVerdicts;
import dev.handsel.fraud.rules.PairVerdicts.About;
import dev.handsel.fraud.rules.PairVerdicts.Between;
import dev.handsel.fraud.rules.PairVerdicts.Tie;
import dev.handsel.fraud.rules.Parameter;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.fraud.rules.SamePerson;
import java.util.LinkedHashSet;
import java.util.Set;

/** Scores the pairs that an instant touched, keeps the edges, and puts what follows into the book. */
final class PairEvaluation {

    private final Store store;
    private final PairFactsReader reader;
    private final SamePerson rule;
    private final PairVerdicts verdicts;
    private final VerdictBook book;
    /** Accounts with an edge that came, went or changed its strength. */
    final Set<Account> changedEdges = new LinkedHashSet<>();

    int evaluated;

    PairEvaluation(Store store, VerdictBook book) {
        this.store = store;
        this.reader = new PairFactsReader(store);
        this.rule = new SamePerson(Parameters.STANDARD);
        this.verdicts = new PairVerdicts(Parameters.STANDARD);
        this.book = book;
    }

    /** The affiliate and the accounts with an edge; those on a row, and on all of an account's, at counts 1, 2, 3, 5, 8, ... */
    void of(Ingest ingest) {
        var pairs = new LinkedHashSet<Pair>(ingest.pairs);
        ingest.uses.stream().filter(use -> fibonacci(use.n)).forEach(use -> partners(pairs, use));
        for (var account : ingest.touched) {
            if (account.referrer != null) {
                pairs.add(store.pair(account, account.referrer));
            }
        }
        for (var account : ingest.visitors) {
            account.edges.values().stream().limit(Bounds.MOST).forEach(pairs::add);
            if (fibonacci(account.sessions)) {
                account.uses
                        .values()
                        .forEach(rows ->
                                rows.values().stream().limit(Bounds.MOST).forEach(use -> partners(pairs, use)));
            }
        }
        pairs.forEach(this::evaluate);
    }

    private void partners(Set<Pair> pairs, Use use) {
        if (!use.identity.links(Bounds.GUARD)) {
            return;
        }
        for (var other : use.identity.uses) {
            if (other.account != use.account && worthIt(use.identity.kind, use.account, other.account)) {
                pairs.add(store.pair(use.account, other.account));
            }
        }
    }

    /** An address or a print says something only of accounts in one tree; the rest of accounts of which one is referred. */
    private static boolean worthIt(Kind kind, Account one, Account other) {
        boolean common = kind == Kind.ADDRESS || kind == Kind.FINGERPRINT;
        return common ? one.sameTree(other) : one.referrer != null || other.referrer != null;
    }

    private static boolean fibonacci(int n) {
        int a = 1;
        int b = 2;
        while (a < n) {
            int next = a + b;
            a = b;
            b = next;
        }
        return a == n;
    }

    private void evaluate(Pair pair) {
        evaluated++;
        var facts = reader.read(pair);
        strangers(pair, facts);
        var judged = verdicts.judge(facts, tie(pair), pair.younger.trades);
        edge(pair, judged.edge());
        judged.verdicts().forEach(about -> put(pair, about));
    }

    private static Tie tie(Pair pair) {
        var older = pair.older;
        var younger = pair.younger;
        var between = younger.referrer == older
                ? Between.OLDER_IS_AFFILIATE
                : older.referrer == younger
                        ? Between.YOUNGER_IS_AFFILIATE
                        : older.sameTree(younger)
                                ? Between.SIBLINGS
                                : older.related(younger) ? Between.ABOVE : Between.NOTHING;
        return new Tie(older.referrer != null, younger.referrer != null, between);
    }

    private void put(Pair pair, About about) {
        switch (about.side()) {
            case OLDER -> book.put("account", pair.older, pair.younger.id, about.verdict());
            case YOUNGER -> book.put("account", pair.younger, pair.older.id, about.verdict());
            case AFFILIATE ->
                book.put("account", pair.younger.referrer, pair.older.id + "+" + pair.younger.id, about.verdict());
        }
    }

    private void strangers(Pair pair, PairFacts facts) {
        if (rule.strangers(facts)) {
            pair.older.strangers.add(pair.younger);
            pair.younger.strangers.add(pair.older);
        } else {
            pair.older.strangers.remove(pair.younger);
            pair.younger.strangers.remove(pair.older);
        }
    }

    private void edge(Pair pair, double strength) {
        int was = level(pair.strength);
        pair.strength = strength;
        int is = level(strength);
        if (is > 0) {
            pair.older.edges.put(pair.younger, pair);
            pair.younger.edges.put(pair.older, pair);
            store.keep(pair);
        } else {
            pair.older.edges.remove(pair.younger);
            pair.younger.edges.remove(pair.older);
        }
        if (was != is) {
            changedEdges.add(pair.younger);
            changedEdges.add(pair.older);
        }
    }

    private static int level(double strength) {
        var in = Parameters.STANDARD;
        return strength >= in.of(Parameter.HOLD_AT) ? 2 : strength >= in.of(Parameter.FLAG_AT) ? 1 : 0;
    }
}
