package dev.handsel.commissions.restrictions;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.accruals.Commissions;
import dev.handsel.commissions.restrictions.Restriction.Clearing;
import dev.handsel.commissions.restrictions.Restriction.Strength;
import dev.handsel.commissions.restrictions.RestrictionChanges.Spared;
import dev.handsel.commissions.restrictions.RestrictionNews.Cleared;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.audit.AuditTrail.AuditEntry;
import dev.handsel.programs.terms.Programs;
import dev.handsel.programs.terms.Terms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Raises restrictions and clears them, with all that follows for money, in the caller's transaction: all of it or nothing.
 *
 * <p>What is held is earned and not paid out: lines that have not been paid, and those that are booked later. A payout that was
 * reserved before goes on; when its money comes back, it is held. While a customer is blocked nothing is earned: lines booked
 * before are reversed in full, and booked again when nothing blocks them any more. What had been paid out stays as it is, and is told.
 */
@Service
public class Restrictions {

    private final RestrictionStore store;
    private final RestrictedPeople people;
    private final RestrictionEffects effects;
    private final Commissions commissions;
    private final Programs programs;
    private final AuditTrail audit;

    Restrictions(
            RestrictionStore store,
            RestrictedPeople people,
            RestrictionEffects effects,
            Commissions commissions,
            Programs programs,
            AuditTrail audit) {
        this.store = store;
        this.people = people;
        this.effects = effects;
        this.commissions = commissions;
        this.programs = programs;
        this.audit = audit;
    }

    /** As {@link #change}, of one that is raised. */
    @Transactional(propagation = Propagation.MANDATORY)
    public RestrictionChanges raise(ProgramId program, Restriction restriction) {
        return change(program, List.of(restriction), List.of());
    }

    /** As {@link #change}, of one that is cleared. */
    @Transactional(propagation = Propagation.MANDATORY)
    public RestrictionChanges clear(ProgramId program, Clearing clearing) {
        return change(program, List.of(), List.of(clearing));
    }

    /**
     * Raises restrictions, then clears some. What is known already is left out, so that repeating it changes nothing: a key that was
     * cleared does not stand again. To be called once a transaction, before anything else in it locks rows: it keeps new terms away,
     * holds the customers in the order of their ids, and, where an affiliate is concerned, waits until no event of the programme is
     * being taken in.
     *
     * @throws IllegalArgumentException where a key is known with something else, where one to be cleared was never raised, and where
     *     somebody is not of this programme
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public RestrictionChanges change(ProgramId program, List<Restriction> raised, List<Clearing> cleared) {
        var keys = Stream.concat(
                        raised.stream().map(Restriction::key), cleared.stream().map(Clearing::key))
                .toList();
        var expected = RestrictionNews.of(store.find(program, keys), raised, cleared);
        if (expected.isEmpty()) {
            return RestrictionChanges.NONE;
        }
        var terms = hold(program, expected);
        var customers = people.lock(program, expected.customers(), expected.affiliates());
        commissions.holdCaps(terms, customers);
        // Somebody else may have told the same before the locks were taken.
        var news = RestrictionNews.of(store.find(program, keys), raised, cleared);
        if (news.isEmpty()) {
            return RestrictionChanges.NONE;
        }
        store.add(program, news.raised());
        store.end(program, news.cleared().stream().map(Cleared::clearing).toList());
        audit.recordAll(entries(news));
        return effects.follow(terms, customers, news);
    }

    private Terms hold(ProgramId program, RestrictionNews news) {
        if (news.affiliates().isEmpty()) {
            programs.holdTerms(program);
        } else {
            programs.changeTerms(program);
        }
        return programs.terms(program);
    }

    private static List<AuditEntry> entries(RestrictionNews news) {
        var entries = new ArrayList<AuditEntry>();
        news.raised()
                .forEach(restriction -> entries.add(entry(
                        restriction,
                        restriction.actor(),
                        restriction.strength() == Strength.BLOCK ? "blocked" : "held")));
        news.cleared()
                .forEach(one -> entries.add(entry(
                        one.restriction(),
                        one.clearing().actor(),
                        one.restriction().strength() == Strength.BLOCK ? "unblocked" : "released")));
        return entries;
    }

    private static AuditEntry entry(Restriction restriction, String actor, String what) {
        return new AuditEntry(
                actor,
                "commission." + what,
                restriction.whom().text(),
                Map.of("restriction", restriction.key(), "reason", restriction.reason()));
    }

    /** All restrictions of this customer or affiliate that stand, the oldest first. */
    public List<Restriction> standing(Restricted whom) {
        return store.standing(whom);
    }

    /** All restrictions of any of these that stand; one statement. */
    public List<Restriction> standing(Collection<CustomerId> customers, Collection<AffiliateId> affiliates) {
        return customers.isEmpty() && affiliates.isEmpty() ? List.of() : store.standing(customers, affiliates);
    }

    /** The strongest that stands of this customer; nothing where none does. Those of the affiliate are not counted. */
    public Optional<Strength> strongest(CustomerId customer) {
        return standing(new Restricted.OfCustomer(customer)).stream()
                .map(Restriction::strength)
                .max(Comparator.naturalOrder());
    }

    /** What the block of this key left as it was, because it had been paid out. */
    public List<Spared> spared(ProgramId program, String key) {
        return store.spared(program, key);
    }
}
