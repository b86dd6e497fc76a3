package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.evaluation.Ingest.Touched;
import dev.handsel.fraud.identities.IdentityKind;
import dev.handsel.fraud.rules.PairFacts;
import dev.handsel.fraud.rules.PairVerdicts;
import dev.handsel.fraud.rules.PairVerdicts.About;
import dev.handsel.fraud.rules.PairVerdicts.Between;
import dev.handsel.fraud.rules.PairVerdicts.Tie;
import dev.handsel.fraud.rules.Parameter;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.fraud.rules.SamePerson;
import dev.handsel.fraud.verdicts.Others;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scores the pairs that an instant touched, and keeps the links between accounts. */
final class PairEvaluation {

    private final WorkingSet set;
    private final Findings findings;
    private final Parameters parameters;
    private final PairFactsReader reader;
    private final SamePerson rule;
    private final PairVerdicts verdicts;

    PairEvaluation(WorkingSet set, Findings findings, Parameters parameters) {
        this.set = set;
        this.findings = findings;
        this.parameters = parameters;
        this.reader = new PairFactsReader(set);
        this.rule = new SamePerson(parameters);
        this.verdicts = new PairVerdicts(parameters);
    }

    /** Those to be scored, each once, by the keys of the two. */
    private final class Sought {

        private final Map<List<String>, Pair> pairs = new LinkedHashMap<>();

        void add(Pair pair) {
            pairs.put(List.of(pair.older.key, pair.younger.key), pair);
        }

        void add(Account one, Account other) {
            add(set.pair(one, other));
        }

        /** Who has the same; at counts 1, 2, 3, 5, 8 and so on. */
        void partners(Use use) {
            var identity = set.identity(use.key);
            if (set.links(identity)) {
                for (var other : identity.accounts) {
                    if (other != use.account && worthIt(use.key.kind(), use.account, other)) {
                        add(use.account, other);
                    }
                }
            }
        }
    }

    void of(Touched touched) {
        var sought = new Sought();
        touched.pairs.forEach(sought::add);
        touched.uses.stream().filter(use -> use.n == 0 || fibonacci(use.n)).forEach(sought::partners);
        for (var account : touched.accounts) {
            if (account.referrer != null) {
                sought.add(account, account.referrer);
            }
        }
        touched.visitors.forEach(account -> visitor(sought, account));
        sought.pairs.values().forEach(pair -> evaluate(pair, touched));
    }

    /** Who is linked, and at counts of sessions as above all who have anything in common. */
    private void visitor(Sought sought, Account account) {
        set.loadPairs(List.of(account));
        account.pairs.values().stream()
                .filter(pair -> level(pair.strength) > 0)
                .limit(Bounds.MOST)
                .toList()
                .forEach(sought::add);
        if (fibonacci(account.sessions)) {
            account.uses
                    .values()
                    .forEach(uses -> uses.values().stream().limit(Bounds.MOST).forEach(sought::partners));
        }
    }

    /** An address or a print says something only of accounts in one tree; the rest of accounts of which one is referred. */
    private static boolean worthIt(IdentityKind kind, Account one, Account other) {
        return switch (kind) {
            case ADDRESS, FINGERPRINT -> one.sameTree(other);
            case MAIL_DOMAIN -> false;
            case MAILBOX, STEM, CARD, PAYOUT_ACCOUNT, BROKER_ACCOUNT, TERMINAL, DEVICE ->
                one.referrer != null || other.referrer != null;
        };
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

    private void evaluate(Pair pair, Touched touched) {
        var facts = reader.read(pair);
        strangers(pair, facts);
        var judged = verdicts.judge(facts, tie(pair), pair.younger.trades);
        link(pair, judged.edge(), touched);
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
        var side = about.side();
        switch (side) {
            case OLDER -> findings.ofPair(pair, side.word(), pair.older, pair.younger.key, about.verdict());
            case YOUNGER -> findings.ofPair(pair, side.word(), pair.younger, pair.older.key, about.verdict());
            case AFFILIATE -> {
                var affiliate = pair.younger.referrer;
                if (affiliate != null) {
                    var both = Others.both(pair.older.key, pair.younger.key);
                    findings.ofPair(pair, side.word(), affiliate, both, about.verdict());
                }
            }
        }
    }

    private void strangers(Pair pair, PairFacts facts) {
        boolean stranger = rule.strangers(facts);
        if (stranger != pair.stranger) {
            pair.stranger = stranger;
            pair.older.strangers += stranger ? 1 : -1;
            pair.younger.strangers += stranger ? 1 : -1;
            set.keep(pair);
            set.changed(pair.older);
            set.changed(pair.younger);
        }
    }

    private void link(Pair pair, double strength, Touched touched) {
        int was = level(pair.strength);
        int is = level(strength);
        if (is > 0 || was > 0) {
            pair.strength = strength;
            set.keep(pair);
        }
        if (was != is) {
            touched.linked.add(pair.younger);
            touched.linked.add(pair.older);
        }
    }

    private int level(double strength) {
        return strength >= parameters.of(Parameter.HOLD_AT) ? 2 : strength >= parameters.of(Parameter.FLAG_AT) ? 1 : 0;
    }
}
