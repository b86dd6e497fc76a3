package dev.handsel.fraud.rules;

import static dev.handsel.fraud.rules.Parameter.CLUSTER;
import static dev.handsel.fraud.rules.Parameter.FLAG_AT;
import static dev.handsel.fraud.rules.Parameter.HOLD_AT;
import static dev.handsel.fraud.rules.Parameter.WEAK_CLUSTER;

import dev.handsel.fraud.rules.Edges.Edge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * MA-2 and MA-3: groups that hang together by links, found by walking outward from one account. Links come and go, so groups are
 * walked when they are asked for and not kept; beyond {@link #MOST} accounts nobody walks.
 */
public final class Clusters {

    /** The most accounts of a group that are looked at. */
    public static final int MOST = 60;

    private static final double LIKELY = 0.8;

    private final Parameters in;

    public Clusters(Parameters parameters) {
        this.in = parameters;
    }

    /** A verdict about one account of a group. */
    public record About(String account, Verdict verdict) {}

    /**
     * Judges the group of an account whose links have changed. Every account of the group is in the answer, if only to be cleared;
     * where a link has gone, both of its ends are to be judged, as they may be in two groups now.
     */
    public List<About> judge(String account, Edges edges) {
        var all = new ArrayList<About>();
        judge(all, Rule.MA_2, reach(account, edges, in.of(HOLD_AT)), edges, in.count(CLUSTER));
        judge(all, Rule.MA_3, reach(account, edges, in.of(FLAG_AT)), edges, in.count(WEAK_CLUSTER));
        return all;
    }

    private void judge(List<About> all, Rule rule, Collection<String> members, Edges edges, int least) {
        var affiliates = edges.affiliates(members);
        for (var member : members) {
            var tree = affiliates.getOrDefault(member, member);
            int referrals = Math.toIntExact(
                    affiliates.values().stream().filter(tree::equals).count());
            var action = referrals >= least ? Action.HOLD : Action.CLEAR;
            var evidence = Evidence.under(rule, in)
                    .fact("cluster", members.size())
                    .fact("of_one_affiliate", referrals)
                    .done();
            rule.types().forEach(type -> all.add(new About(member, Verdict.of(rule, type, action, LIKELY, evidence))));
        }
    }

    /** The accounts that links of at least such strength lead to, the nearest first. */
    static List<String> reach(String start, Edges edges, double strength) {
        var seen = new LinkedHashSet<String>();
        Collection<String> next = List.of(start);
        while (!next.isEmpty() && seen.size() < MOST) {
            var ring = next.stream().limit((long) MOST - seen.size()).toList();
            seen.addAll(ring);
            next = beyond(ring, edges.of(ring), seen, strength);
        }
        return List.copyOf(seen);
    }

    private static Collection<String> beyond(
            List<String> ring, Map<String, List<Edge>> links, Set<String> seen, double strength) {
        var next = new LinkedHashSet<String>();
        ring.forEach(account -> links.getOrDefault(account, List.of()).stream()
                .filter(edge -> edge.strength() >= strength && !seen.contains(edge.other()))
                .map(Edge::other)
                .sorted(Comparator.naturalOrder())
                .forEach(next::add));
        return next;
    }
}
