package dev.handsel.payouts.lifecycle;

import static java.util.stream.Collectors.groupingBy;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.payouts.lifecycle.PayoutHistory.PayoutEvent;
import dev.handsel.payouts.lifecycle.PayoutStore.Filter;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.referrals.affiliates.Affiliate;
import dev.handsel.referrals.affiliates.Affiliates;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Payouts with their histories, as far as the caller may see them. */
@Component
public class PayoutViews {

    private final PayoutStore store;
    private final PayoutHistory history;
    private final PayoutParts parts;
    private final Affiliates affiliates;

    PayoutViews(PayoutStore store, PayoutHistory history, PayoutParts parts, Affiliates affiliates) {
        this.store = store;
        this.history = history;
        this.parts = parts;
        this.affiliates = affiliates;
    }

    /** A payout and whom it goes to. */
    public record AddressedPayout(Payout payout, Affiliate affiliate) {}

    /** The payout, unless it is none of the caller's business (404). */
    public AddressedPayout require(Caller caller, PayoutId id) {
        var payout = store.find(id).orElseThrow(() -> Refused.notFound("payout"));
        try {
            return new AddressedPayout(
                    payout, affiliates.require(caller, payout.terms().affiliate()));
        } catch (Refused hidden) {
            throw Refused.notFound("payout");
        }
    }

    /** The payout, which the caller must see (404) and be in charge of (403). */
    public AddressedPayout requireCommanded(Caller caller, PayoutId id) {
        var found = require(caller, id);
        caller.requireProgram(found.payout().terms().program(), Role.OWNER, Role.MANAGER, Role.FINANCE);
        return found;
    }

    /** With its history. */
    public PayoutView view(Payout payout) {
        return views(List.of(payout)).getFirst();
    }

    /** Each with its history. */
    public List<PayoutView> views(Collection<? extends Payout> payouts) {
        var ids = payouts.stream().map(payout -> payout.terms().id()).toList();
        var holds = store.holds(ids);
        var split = parts.of(ids);
        var histories = history.of(ids).stream().collect(groupingBy(PayoutEvent::payout));
        return payouts.stream()
                .map(payout -> PayoutView.of(
                        payout,
                        histories.getOrDefault(payout.terms().id(), List.of()),
                        split.getOrDefault(payout.terms().id(), List.of()),
                        holds.get(payout.terms().id())))
                .toList();
    }

    Page<PayoutView> page(Filter filter, PageRequest request) {
        var page = Page.of(
                request,
                store.list(filter, request),
                payout -> payout.terms().id().value());
        return new Page<>(views(page.data()), page.hasMore(), page.nextCursor(), page.previousCursor());
    }
}
