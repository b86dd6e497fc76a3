package dev.handsel.fraud.verdicts;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.Evidence;
import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.rules.Verdict;
import dev.handsel.fraud.verdicts.Subject.Kind;
import dev.handsel.inbox.events.Shop;
import dev.handsel.platform.database.Locks;
import dev.handsel.platform.database.Transactions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Has programmes judge: what rules would say is said here, each time in a transaction of its own, as who judges has it. */
@Component
public class Opinions {

    private final Verdicts verdicts;
    private final Transactions transactions;
    private final Locks locks;

    Opinions(Verdicts verdicts, Transactions transactions, Locks locks) {
        this.verdicts = verdicts;
        this.transactions = transactions;
        this.locks = locks;
    }

    public static ProgramId program(Shop shop) {
        return ProgramId.parse(shop.id());
    }

    /** What a rule says of a customer because of another account, by these families. */
    public static Judgement said(
            String customer, String other, Rule rule, Action action, double score, String... families) {
        return judgement(
                Kind.ACCOUNT,
                "customer:" + customer,
                other.isEmpty() ? "" : "customer:" + other,
                rule,
                action,
                score,
                families);
    }

    public static Judgement judgement(
            Kind kind, String account, String other, Rule rule, Action action, double score, String... families) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("sessions", 7L);
        for (var family : families) {
            facts.put("family_" + family, 0.72);
        }
        var type = rule.types().getFirst();
        var evidence = new Evidence(facts, Map.of("card", 0.5), Map.of("hold_at", 0.72));
        return new Judgement(
                new Subject(kind, account, type),
                other,
                new Verdict(rule, rule.version(), type, action, score, evidence));
    }

    /** These are judged at the present of the programme. */
    public void say(Shop shop, Judgement... judgements) {
        say(program(shop), shop.now(), judgements);
    }

    /** These are judged at this instant. */
    public void say(ProgramId program, Instant at, Judgement... judgements) {
        take(program, List.of(new Moment(at, List.of(judgements))));
    }

    public void take(Shop shop, List<Moment> moments) {
        take(program(shop), moments);
    }

    private void take(ProgramId program, List<Moment> moments) {
        transactions.run(() -> {
            locks.take(Locks.followedEvents(program));
            verdicts.take(program, moments);
        });
    }

    /** All changes of verdicts, as {@code account ann self_referral hold SR-2}. */
    public List<String> told(Shop shop) {
        return verdicts.changes(program(shop), 0, 1_000).stream()
                .map(change -> "%s %s %s %s %s"
                        .formatted(
                                change.subject().kind().word(),
                                change.subject().account().split(":", 2)[1],
                                change.subject().type().word(),
                                change.verdict().action().word(),
                                change.verdict().rule()))
                .toList();
    }
}
