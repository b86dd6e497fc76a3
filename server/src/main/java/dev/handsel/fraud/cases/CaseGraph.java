package dev.handsel.fraud.cases;

import dev.handsel.fraud.identities.HeldIdentity;
import dev.handsel.fraud.identities.IdentityKind;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.verdicts.Others;
import dev.handsel.fraud.verdicts.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of a case as a picture: accounts, and what ties two of them together.
 *
 * @param moreNodes how many accounts are left out, the least suspect ones
 * @param moreEdges how many ties are left out
 */
record CaseGraph(List<Node> nodes, List<Edge> edges, int moreNodes, int moreEdges) {

    /** A picture with more is read by nobody. */
    static final int MOST = 60;

    /**
     * An account.
     *
     * @param account `customer:` and the merchant's id, or `affiliate:` and the id of an affiliate who has none
     * @param affiliate whether it is the affiliate whose case it is
     * @param action the strongest that is said of it in this case; absent where it is only named
     * @param rules the ids of those that say something of it
     */
    record Node(String account, boolean affiliate, @Nullable Action action, List<String> rules) {}

    /**
     * A tie of two accounts: a rule that says something of the one because of the other, or an identifier that both have.
     *
     * @param rule the rule; absent where it is an identifier
     * @param identifier its kind; absent where it is a rule
     * @param accounts how many accounts have the identifier
     * @param facts what the rule looked at
     * @param first when it was said, or the identifier used, for the first time
     * @param last when it changed, or the identifier was used, for the last time
     */
    record Edge(
            String from,
            String to,
            @Nullable String rule,
            @Nullable Action action,
            @Nullable Double score,
            @Nullable IdentityKind identifier,
            @Nullable Long accounts,
            @Nullable Map<String, Object> facts,
            Instant first,
            Instant last) {}

    /** The accounts that a signal names. */
    static Stream<String> accounts(Signal signal) {
        return Stream.concat(Stream.of(signal.subject().account()), Others.of(signal.other()).stream());
    }

    /** The accounts that are in the picture: the affiliate whose case it is, then those of the strongest signals. */
    static List<String> shown(@Nullable String affiliate, List<Signal> signals) {
        return all(affiliate, signals).stream().limit(MOST).toList();
    }

    private static LinkedHashSet<String> all(@Nullable String affiliate, List<Signal> signals) {
        var accounts = new LinkedHashSet<String>();
        if (affiliate != null) {
            accounts.add(affiliate);
        }
        signals.stream().flatMap(CaseGraph::accounts).forEach(accounts::add);
        return accounts;
    }

    /**
     * The picture.
     *
     * @param affiliate the account of the affiliate whose case it is; null where it is nobody's
     * @param signals the strongest first
     * @param identities what accounts of the picture have in common with others
     */
    static CaseGraph of(@Nullable String affiliate, List<Signal> signals, Collection<HeldIdentity> identities) {
        var shown = shown(affiliate, signals);
        var nodes =
                shown.stream().map(account -> node(account, affiliate, signals)).toList();
        var said = signals.stream().flatMap(signal -> edges(signal).stream()).toList();
        var shared = shared(identities, shown);
        var drawn = drawn(
                said.stream()
                        .filter(edge -> shown.contains(edge.from()) && shown.contains(edge.to()))
                        .toList(),
                shared);
        return new CaseGraph(
                nodes,
                drawn,
                all(affiliate, signals).size() - nodes.size(),
                said.size() + shared.size() - drawn.size());
    }

    /** Half of the room is for what rules say, half for what accounts share; what one of them leaves free is the other's. */
    private static List<Edge> drawn(List<Edge> said, List<Edge> shared) {
        int most = Math.max(MOST / 2, MOST - shared.size());
        return Stream.concat(said.stream().limit(most), shared.stream().limit(MOST - Math.min(most, said.size())))
                .toList();
    }

    /** What accounts of the picture have in common, that which fewest have first. */
    private static List<Edge> shared(Collection<HeldIdentity> identities, List<String> shown) {
        var known = new LinkedHashMap<String, List<HeldIdentity>>();
        identities.stream()
                .filter(held -> shown.contains(held.party().key()))
                .forEach(held -> known.computeIfAbsent(held.kind() + " " + held.hash(), _ -> new ArrayList<>())
                        .add(held));
        return new TreeMap<>(known)
                .values().stream()
                        .sorted(Comparator.comparingInt(List::size))
                        .flatMap(holders -> edges(holders, shown).stream())
                        .toList();
    }

    private static Node node(String account, @Nullable String affiliate, List<Signal> signals) {
        var said = signals.stream()
                .filter(signal -> signal.subject().account().equals(account))
                .toList();
        return new Node(
                account,
                account.equals(affiliate),
                said.stream()
                        .map(signal -> signal.verdict().action())
                        .max(Action::compareTo)
                        .orElse(null),
                said.stream()
                        .map(signal -> signal.verdict().rule().id())
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static List<Edge> edges(Signal signal) {
        var verdict = signal.verdict();
        return Others.of(signal.other()).stream()
                .map(other -> new Edge(
                        signal.subject().account(),
                        other,
                        verdict.rule().id(),
                        verdict.action(),
                        verdict.score(),
                        null,
                        null,
                        verdict.evidence().facts(),
                        signal.raisedAt(),
                        signal.changedAt()))
                .toList();
    }

    /** From whoever comes first in the picture to all others who have it. */
    private static List<Edge> edges(List<HeldIdentity> holders, List<String> shown) {
        var sorted = holders.stream()
                .sorted(Comparator.comparingInt(
                        held -> shown.indexOf(held.party().key())))
                .toList();
        var first = sorted.getFirst();
        return sorted.stream()
                .skip(1)
                .map(held -> new Edge(
                        first.party().key(),
                        held.party().key(),
                        null,
                        null,
                        null,
                        held.kind(),
                        held.fanOut(),
                        null,
                        first.first().isBefore(held.first()) ? first.first() : held.first(),
                        first.last().isAfter(held.last()) ? first.last() : held.last()))
                .toList();
    }
}
