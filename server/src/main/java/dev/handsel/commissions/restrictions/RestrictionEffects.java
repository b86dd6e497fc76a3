package dev.handsel.commissions.restrictions;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.handsel.base.facts.Block;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.accruals.Commissions;
import dev.handsel.commissions.accruals.HeldLines;
import dev.handsel.commissions.accruals.HeldLines.PaidInvoice;
import dev.handsel.commissions.restrictions.RestrictionChanges.Spared;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.customers.BlockedCustomers;
import dev.handsel.referrals.customers.Customer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What follows for lines when restrictions were raised and cleared. */
@Component
class RestrictionEffects {

    private final RestrictionStore store;
    private final BlockedCustomers blocked;
    private final HeldLines lines;
    private final Commissions commissions;
    private final InstantSource clock;

    RestrictionEffects(
            RestrictionStore store,
            BlockedCustomers blocked,
            HeldLines lines,
            Commissions commissions,
            InstantSource clock) {
        this.store = store;
        this.blocked = blocked;
        this.lines = lines;
        this.commissions = commissions;
        this.clock = clock;
    }

    /**
     * Makes the books follow these facts, which are stored.
     *
     * @param customers those that they are about, locked
     */
    RestrictionChanges follow(Terms terms, List<Customer> customers, RestrictionNews news) {
        var program = terms.program().id();
        var taken = lines.take(news.customers(), news.affiliates());
        var spared = spare(program, news, taken);
        // Held before it is reversed: what of a line has left is known from then on, whatever is booked.
        int held = taken.hold(news.raisedCustomers(), news.raisedAffiliates());
        block(terms, customers, news);
        int released = taken.release(news.clearedCustomers(), news.clearedAffiliates());
        return new RestrictionChanges(
                news.raised().stream().map(Restriction::key).collect(toSet()),
                news.cleared().stream().map(one -> one.restriction().key()).collect(toSet()),
                held,
                released,
                spared);
    }

    /** Nothing that was paid out is taken back by itself: its invoices go on earning. */
    private List<Spared> spare(ProgramId program, RestrictionNews news, HeldLines.Taken taken) {
        var blocks = news.blocks();
        var paid =
                taken
                        .paidOut(blocks.stream()
                                .flatMap(block -> block.whom().customer().stream())
                                .collect(toSet()))
                        .stream()
                        .collect(groupingBy(PaidInvoice::customer));
        var spared = new ArrayList<Spared>();
        for (var block : blocks) {
            var customer = block.whom().customer().orElseThrow();
            paid.getOrDefault(customer, List.of()).forEach(invoice -> spared.add(new Spared(block.key(), invoice)));
        }
        store.spare(program, spared);
        return List.copyOf(spared);
    }

    private void block(Terms terms, List<Customer> customers, RestrictionNews news) {
        if (news.blocking().isEmpty()) {
            return;
        }
        var standing = store.blocks(news.blocking());
        Map<CustomerId, Block> changed = new HashMap<>();
        for (var customer : customers) {
            var block = Objects.requireNonNull(standing.getOrDefault(customer.id(), Block.NONE));
            if (news.blocking().contains(customer.id()) && !block.equals(customer.block())) {
                changed.put(customer.id(), block);
            }
        }
        blocked.set(changed);
        var concerned = customers.stream()
                .filter(customer -> changed.containsKey(customer.id()))
                .map(customer -> customer.blocked(Objects.requireNonNull(changed.get(customer.id()))))
                .toList();
        if (!concerned.isEmpty()) {
            commissions.bookBlocks(terms, terms.program().now(clock), concerned, news.actor());
        }
    }
}
