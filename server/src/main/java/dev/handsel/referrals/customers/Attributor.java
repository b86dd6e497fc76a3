package dev.handsel.referrals.customers;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.LinkId;
import dev.handsel.programs.terms.Program.Model;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.affiliates.Affiliate;
import dev.handsel.referrals.affiliates.AffiliateDirectory;
import dev.handsel.referrals.clicks.ClickStore.Lead;
import dev.handsel.referrals.customers.Attribution.AttributionReason;
import dev.handsel.referrals.customers.Attribution.Candidate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides to whom a customer is owed: the owner of the coupon; else the click that the signup names or, where the first click
 * counts, the first of its visitor; else the first or last click of the same device; else the affiliate of a typed code; else
 * nobody. Everyone considered is kept with how it ended, and whoever turns out to be the customer is refused.
 */
final class Attributor {

    /** How a click ends that nobody made. */
    static final String FILTERED = "click_filtered";

    static final String WON = "won";

    private static final Comparator<Lead> BY_TIME = Comparator.comparing(Lead::occurredAt)
            .thenComparing(lead -> lead.id().toString());

    private final Terms terms;
    private final AffiliateDirectory directory;
    private final Leads leads;

    Attributor(Terms terms, AffiliateDirectory directory, Leads leads) {
        this.terms = terms;
        this.directory = directory;
        this.leads = leads;
    }

    /** A way to an affiliate, before the first valid one is taken. */
    private record Way(
            AttributionReason by,
            String value,
            @Nullable AffiliateId affiliate,
            @Nullable LinkId link,
            @Nullable String lost) {}

    Attribution atSignup(Fact.Signup signup, @Nullable String email) {
        var ways = new ArrayList<Way>();
        if (signup.coupon() != null) {
            ways.add(way(
                    AttributionReason.COUPON, signup.coupon(), directory.byCoupon(signup.coupon()), "unknown_coupon"));
        }
        ways.addAll(namedClicks(signup));
        if (terms.program().attribution().matchDevice() && signup.client().device() != null) {
            ways.addAll(deviceClicks(signup.client().device(), signup.envelope().occurredAt()));
        }
        if (signup.code() != null) {
            ways.add(way(AttributionReason.CODE, signup.code(), directory.byCode(signup.code()), "unknown_code"));
        }
        return decide(ways, signup.customer(), email, signup.envelope().occurredAt());
    }

    /** What a coupon on the first paid invoice of a customer without an affiliate decides. */
    Attribution atFirstInvoice(String coupon, Customer customer, Instant at) {
        var way = way(AttributionReason.COUPON, coupon, directory.byCoupon(coupon), "unknown_coupon");
        return decide(List.of(way), customer.ref(), customer.emailNormalised(), at);
    }

    private static Way way(AttributionReason by, String value, Optional<Affiliate> affiliate, String unknown) {
        return new Way(
                by,
                value,
                affiliate.map(Affiliate::id).orElse(null),
                null,
                affiliate.isEmpty() ? unknown : affiliate.get().active() ? null : "affiliate_disabled");
    }

    /**
     * The click that is named; where the first click counts, in its place among those of the same visitor. Where the last one
     * does, the merchant has named it: no other click takes its place, whoever knows the visitor's id.
     */
    private List<Way> namedClicks(Fact.Signup signup) {
        var name = signup.clickId() != null ? signup.clickId() : signup.clickRef();
        if (name == null) {
            return List.of();
        }
        var at = signup.envelope().occurredAt();
        var named = leads.named(signup.clickId(), signup.clickRef());
        return named.isEmpty()
                ? List.of(new Way(AttributionReason.CLICK, name, null, null, "unknown_click"))
                : inOrder(considered(named.get())
                                .filter(lead -> lead.equals(named.get())
                                        || !lead.occurredAt().isAfter(at)))
                        .map(lead -> clickWay(
                                AttributionReason.CLICK,
                                lead.equals(named.get()) ? name : lead.id().toString(),
                                lead,
                                at))
                        .toList();
    }

    private Stream<Lead> considered(Lead named) {
        return switch (terms.program().attribution().model()) {
            case FIRST_CLICK -> leads.ofVisitorOf(named).stream();
            case LAST_CLICK -> Stream.of(named);
        };
    }

    private List<Way> deviceClicks(String device, Instant at) {
        return inOrder(leads.ofDevice(device).stream()
                        .filter(lead -> !lead.occurredAt().isAfter(at)))
                .map(lead -> clickWay(AttributionReason.DEVICE, lead.id().toString(), lead, at))
                .toList();
    }

    private Stream<Lead> inOrder(Stream<Lead> clicks) {
        return clicks.sorted(terms.program().attribution().model() == Model.LAST_CLICK ? BY_TIME.reversed() : BY_TIME);
    }

    private Way clickWay(AttributionReason by, String value, Lead lead, Instant at) {
        var window = terms.at(at).attributionWindow();
        var way = way(by, value, directory.byId(lead.affiliate()), "unknown_affiliate");
        if (way.lost() != null) {
            return way;
        }
        if (!lead.counts()) {
            return new Way(by, value, way.affiliate(), null, FILTERED);
        }
        if (lead.occurredAt().isAfter(at)) {
            return new Way(by, value, way.affiliate(), null, "after_signup");
        }
        return lead.occurredAt().plus(window).isBefore(at)
                ? new Way(by, value, way.affiliate(), null, "outside_window")
                : new Way(by, value, way.affiliate(), lead.link(), null);
    }

    private Attribution decide(List<Way> ways, String customer, @Nullable String email, Instant at) {
        var winner = ways.stream().filter(way -> way.lost() == null).findFirst();
        boolean self = winner.map(Way::affiliate)
                .flatMap(directory::byId)
                .filter(affiliate -> affiliate.isSamePersonAs(customer, email))
                .isPresent();
        var candidates = ways.stream()
                .map(way -> new Candidate(way.by(), way.value(), way.affiliate(), outcome(way, winner, self)))
                .toList();
        return winner.isEmpty()
                ? new Attribution(null, AttributionReason.NONE, at, candidates, null)
                : self
                        ? new Attribution(null, AttributionReason.SELF_REFERRAL, at, candidates, null)
                        : new Attribution(
                                winner.get().affiliate(),
                                winner.get().by(),
                                at,
                                candidates,
                                winner.get().link());
    }

    private static String outcome(Way way, Optional<Way> winner, boolean self) {
        if (way.lost() != null) {
            return way.lost();
        }
        if (winner.filter(way::equals).isEmpty()) {
            return "outranked";
        }
        return self ? "self_referral" : WON;
    }
}
