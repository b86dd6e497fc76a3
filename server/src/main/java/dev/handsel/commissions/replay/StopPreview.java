package dev.handsel.commissions.replay;

import com.google.common.collect.Lists;
import dev.handsel.base.facts.Block;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.accruals.HeldLines;
import dev.handsel.commissions.accruals.HeldLines.Earned;
import dev.handsel.commissions.accruals.Histories;
import dev.handsel.commissions.accruals.Histories.Known;
import dev.handsel.commissions.restrictions.Restricted;
import dev.handsel.commissions.restrictions.Restricted.OfAffiliate;
import dev.handsel.commissions.restrictions.Restricted.OfCustomer;
import dev.handsel.commissions.restrictions.Restriction.Strength;
import dev.handsel.commissions.restrictions.Restrictions;
import dev.handsel.programs.terms.Programs;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.customers.AllCustomers;
import dev.handsel.referrals.customers.Customer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What of commissions would be stopped, or be stopped no more, if other restrictions stood. Writes and locks nothing. */
@Service
public class StopPreview {

    private static final int AT_ONCE = 200;

    private final Restrictions restrictions;
    private final HeldLines lines;
    private final AllCustomers customers;
    private final Histories histories;
    private final Programs programs;

    StopPreview(
            Restrictions restrictions,
            HeldLines lines,
            AllCustomers customers,
            Histories histories,
            Programs programs) {
        this.restrictions = restrictions;
        this.lines = lines;
        this.customers = customers;
        this.histories = histories;
        this.programs = programs;
    }

    /**
     * One restriction that would not stand, one that would, or the one for the other.
     *
     * @param without the key of the one that stands; null where none does
     * @param with null where none would
     */
    public record Change(
            Restricted whom,
            @Nullable String without,
            @Nullable Strength with) {}

    /**
     * Commissions of one currency, in minor units.
     *
     * @param held earned and not stopped now, and held then; without what has been paid out or is on its way
     * @param notEarned earned and not stopped now, and not earned then; without invoices that have been paid out
     * @param released stopped now, and not stopped then; what a block keeps from being earned without the caps of months
     */
    public record Stopped(long held, long notEarned, long released) {

        private static final Stopped NOTHING = new Stopped(0, 0, 0);

        private static Stopped ofHeld(long amount) {
            return new Stopped(amount, 0, 0);
        }

        private static Stopped ofBlocked(long amount) {
            return new Stopped(0, amount, 0);
        }

        private static Stopped ofReleased(long amount) {
            return new Stopped(0, 0, amount);
        }

        private Stopped plus(Stopped other) {
            return new Stopped(
                    Math.addExact(held, other.held),
                    Math.addExact(notEarned, other.notEarned),
                    Math.addExact(released, other.released));
        }
    }

    /** What would be otherwise with these changes, by the codes of currencies; nothing of one in which nothing is. */
    public SortedMap<String, Stopped> compare(ProgramId program, Collection<Change> changes) {
        var whose = changes.stream()
                .flatMap(change -> change.whom().customer().stream())
                .toList();
        var affiliates = changes.stream()
                .flatMap(change -> change.whom().affiliate().stream())
                .toList();
        var earned = lines.earned(whose, affiliates);
        var concerned = new HashSet<CustomerId>(whose);
        var owners = new HashSet<AffiliateId>(affiliates);
        earned.forEach(one -> {
            concerned.add(one.customer());
            owners.add(one.affiliate());
        });
        var standing = Standing.of(restrictions.standing(concerned, owners), changes);
        var sums = new TreeMap<String, Stopped>();
        earned.forEach(one -> sums.merge(one.currency().code(), stopped(one, standing), Stopped::plus));
        unblocked(programs.terms(program), Set.copyOf(whose), changes, sums);
        sums.values().removeIf(Stopped.NOTHING::equals);
        return sums;
    }

    private static Stopped stopped(Earned earned, Standing standing) {
        var customer = new OfCustomer(earned.customer());
        var affiliate = new OfAffiliate(earned.affiliate());
        boolean held =
                standing.now(customer).isPresent() || standing.now(affiliate).isPresent();
        boolean holds =
                standing.then(customer).isPresent() || standing.then(affiliate).isPresent();
        boolean blocks = standing.then(customer).filter(Strength.BLOCK::equals).isPresent();
        if (held) {
            return holds ? Stopped.NOTHING : Stopped.ofReleased(earned.rest() - earned.gone());
        }
        if (blocks && !earned.paid()) {
            return Stopped.ofBlocked(earned.rest());
        }
        return holds ? Stopped.ofHeld(earned.rest() - earned.gone()) : Stopped.NOTHING;
    }

    /** What would be earned that a block keeps from being earned now. */
    private void unblocked(
            Terms terms, Set<CustomerId> ids, Collection<Change> changes, SortedMap<String, Stopped> sums) {
        for (var some : Lists.partition(List.copyOf(ids), AT_ONCE)) {
            var blocked = customers.of(some).stream()
                    .filter(customer -> customer.block().stands() && customer.signedUp())
                    .filter(customer -> customer.affiliate().isPresent())
                    .toList();
            var owners = blocked.stream()
                    .flatMap(customer -> customer.affiliate().stream())
                    .toList();
            var theirs = blocked.stream().map(Customer::id).toList();
            var standing = Standing.of(restrictions.standing(theirs, owners), changes);
            var known = histories.of(theirs);
            for (var customer : blocked) {
                var affiliate = new OfAffiliate(customer.affiliate().orElseThrow());
                if (standing.then(new OfCustomer(customer.id())).isEmpty()
                        && standing.then(affiliate).isEmpty()) {
                    var history = known.getOrDefault(customer.id(), Known.NOTHING);
                    add(terms, customer, history, sums);
                }
            }
        }
    }

    private static void add(Terms terms, Customer customer, Known known, SortedMap<String, Stopped> sums) {
        var history = known.of(customer.blocked(Block.NONE), terms);
        history.occasions().stream()
                .filter(occasion -> customer.block().stops(occasion.ref()))
                .forEach(occasion -> history.inputs(occasion).stream()
                        .flatMap(inputs -> inputs.earnings().stream())
                        .mapToLong(earning -> earning.amount() - occasion.reversed(earning.amount()))
                        .forEach(amount -> sums.merge(occasion.currency(), Stopped.ofReleased(amount), Stopped::plus)));
    }
}
