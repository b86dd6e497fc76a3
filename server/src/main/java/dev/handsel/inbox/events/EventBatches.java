package dev.handsel.inbox.events;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.References;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.accruals.Commissions;
import dev.handsel.commissions.tiers.TierFixing;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.customers.Referrals;
import dev.handsel.referrals.trades.Trades;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Makes batches: asks every feature to read, and lock, what the facts in it concern. */
@Component
class EventBatches {

    private final Programs programs;
    private final Referrals referrals;
    private final TierFixing tiers;
    private final Commissions commissions;
    private final Trades trades;
    private final InstantSource clock;

    EventBatches(
            Programs programs,
            Referrals referrals,
            TierFixing tiers,
            Commissions commissions,
            Trades trades,
            InstantSource clock) {
        this.programs = programs;
        this.referrals = referrals;
        this.tiers = tiers;
        this.commissions = commissions;
        this.trades = trades;
        this.clock = clock;
    }

    /** The programme's present. */
    Instant now(ProgramId program) {
        return programs.terms(program).program().now(clock);
    }

    /**
     * A batch that can take {@code events}, whose keys the caller has locked.
     *
     * @param waiting parked facts that they may release, with what each waits for
     */
    EventBatch prepare(ProgramId program, List<UnderstoodEvent> events, Map<UnderstoodEvent, String> waiting) {
        var terms = programs.terms(program);
        var now = terms.program().now(clock);
        var facts = new ArrayList<Fact>(events.size() + waiting.size());
        events.forEach(event -> facts.add(event.fact()));
        waiting.keySet().forEach(event -> facts.add(event.fact()));
        tiers.require(terms, latest(facts, now));
        var named = References.of(facts);
        // Commissions (and trades) are visited twice, around referrals. A refund names an invoice and perhaps no
        // customer, the end of a trade likewise: whose they are is known once invoices and trades have been read, which
        // the locks of their keys make safe. Referrals then lock all customers with one statement, in the order of
        // their ids, and nobody can be added later. Only now can commissions read the rest: all that the customers
        // paid, what went back of it, and what was booked, whose rows are locked after those of customers.
        var invoices = commissions.readNamed(terms, named);
        var namedTrades = trades.readNamed(program, named);
        var owners = new LinkedHashSet<CustomerId>(invoices.customers());
        owners.addAll(namedTrades.customers());
        var referralBatch = referrals.read(terms, named, owners, now);
        var waitlist = new Waitlist();
        waiting.forEach((event, key) -> waitlist.add(key, event));
        return new EventBatch(
                now, referralBatch, invoices.readRest(referralBatch, now), namedTrades.batch(referralBatch), waitlist);
    }

    /** The present, or the latest date of these that is not refused as one of the future. */
    private static Instant latest(List<Fact> facts, Instant now) {
        return facts.stream()
                .map(fact -> fact.envelope().occurredAt())
                .filter(at -> at.isAfter(now) && EventReader.premature(at, now).isEmpty())
                .max(Comparator.naturalOrder())
                .orElse(now);
    }
}
