package dev.handsel.referrals.affiliates;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.FactOutcome;
import dev.handsel.base.facts.Reference.ToAffiliate;
import dev.handsel.base.facts.Reference.ToCode;
import dev.handsel.base.facts.Reference.ToCoupon;
import dev.handsel.base.facts.References;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.referrals.affiliates.Affiliate.AffiliateState;
import dev.handsel.referrals.affiliates.AffiliateStore.Coupon;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The affiliates that a batch of facts may name, read with one statement and kept up to date while the batch is worked
 * through; {@link #flush} writes the new ones. Not for several threads.
 */
public final class AffiliateDirectory {

    private final AffiliateStore store;
    private final CodeShapeStore shapes;
    private final ProgramId program;
    private final String programSlug;
    private final Map<AffiliateId, Affiliate> byId = new HashMap<>();
    private final Map<String, Affiliate> byCode = new HashMap<>();
    private final Map<String, Affiliate> byCoupon = new HashMap<>();
    private final Map<String, Affiliate> byExternalId = new HashMap<>();
    private final List<Affiliate> enrolled = new ArrayList<>();
    private final List<Coupon> coupons = new ArrayList<>();
    private final Map<CodeShape, String> given = new HashMap<>();

    AffiliateDirectory(AffiliateStore store, CodeShapeStore shapes, ProgramId program, String programSlug) {
        this.store = store;
        this.shapes = shapes;
        this.program = program;
        this.programSlug = programSlug;
    }

    /** Reads everyone who is named by code, coupon or as a customer, and these further ones. */
    void read(References named, Collection<AffiliateId> ids) {
        var codes = named.of(ToCode.class)
                .flatMap(code -> Codes.find(code.typed()).stream())
                .toList();
        var couponNames = named.of(ToCoupon.class)
                .map(coupon -> Codes.coupon(coupon.typed()))
                .toList();
        var externalIds = named.of(ToAffiliate.class).map(ToAffiliate::customer).toList();
        if (codes.isEmpty() && couponNames.isEmpty() && externalIds.isEmpty() && ids.isEmpty()) {
            return;
        }
        store.named(program, codes, couponNames, externalIds, ids)
                .forEach(found -> know(found.getKey(), found.getValue()));
        var chosen = named.of(ToCode.class)
                .filter(ToCode::alone)
                .flatMap(code -> Codes.find(code.typed()).stream())
                .map(CodeShape::of)
                .toList();
        if (!chosen.isEmpty()) {
            given.putAll(shapes.given(program, chosen));
        }
    }

    private static Optional<String> typed(@Nullable String code) {
        return Optional.ofNullable(code).flatMap(Codes::find);
    }

    void know(Affiliate affiliate, List<String> owned) {
        byId.put(affiliate.id(), affiliate);
        byCode.put(affiliate.code(), affiliate);
        if (affiliate.externalId() != null) {
            byExternalId.put(affiliate.externalId(), affiliate);
        }
        owned.forEach(coupon -> byCoupon.put(coupon, affiliate));
    }

    public Optional<Affiliate> byId(AffiliateId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The affiliate of a code as people type it. */
    public Optional<Affiliate> byCode(String code) {
        return Codes.find(code).map(byCode::get);
    }

    /** The affiliate of a coupon as people type it. */
    public Optional<Affiliate> byCoupon(String coupon) {
        return Optional.ofNullable(byCoupon.get(Codes.coupon(coupon)));
    }

    /**
     * Makes the customer an affiliate, if need be, and gives them the coupons that nobody has. A code or coupon that is
     * somebody else's, or looks like it, quarantines the whole fact.
     */
    public FactOutcome enrol(Fact.AffiliateEnrolled fact, @Nullable String customerEmail, Instant now) {
        var known = Optional.ofNullable(byExternalId.get(fact.customer()));
        var code = typed(fact.code());
        if (fact.code() != null && code.isEmpty()) {
            return new FactOutcome.Quarantined("code_malformed");
        }
        var refused = code.flatMap(chosen -> refused(chosen, known));
        if (refused.isPresent()) {
            return new FactOutcome.Quarantined(refused.get());
        }
        var wanted = fact.coupons().stream().map(Codes::coupon).distinct().toList();
        if (wanted.stream().map(byCoupon::get).anyMatch(owner -> owner != null && !known.equals(Optional.of(owner)))) {
            return new FactOutcome.Quarantined("coupon_taken");
        }
        var affiliate = known.orElseGet(() -> fresh(fact, code.orElseGet(Codes::unguessable), customerEmail, now));
        for (var coupon : wanted) {
            if (byCoupon.putIfAbsent(coupon, affiliate) == null) {
                coupons.add(new Coupon(coupon, affiliate.id()));
            }
        }
        return new FactOutcome.Recorded(affiliate.id(), null, List.of());
    }

    /** Why somebody cannot have the code; what an affiliate has already they keep, and nothing else is given to them. */
    private Optional<String> refused(String code, Optional<Affiliate> known) {
        var owner = Optional.ofNullable(byCode.get(code));
        if (owner.isPresent()) {
            return owner.equals(known) ? Optional.empty() : Optional.of("code_taken");
        }
        var shape = CodeShape.of(code);
        if (known.isPresent()) {
            return Optional.empty();
        }
        return shape.isReserved(programSlug)
                ? Optional.of("code_reserved")
                : Optional.ofNullable(given.get(shape))
                        .map(other -> other.equals(code) ? "code_taken" : "code_confusable");
    }

    private Affiliate fresh(Fact.AffiliateEnrolled fact, String code, @Nullable String email, Instant now) {
        var affiliate = new Affiliate(
                AffiliateId.fresh(),
                program,
                null,
                fact.customer(),
                email,
                email,
                code,
                fact.payoutFingerprint(),
                AffiliateState.ACTIVE,
                1,
                now);
        know(affiliate, List.of());
        given.put(CodeShape.of(code), code);
        enrolled.add(affiliate);
        return affiliate;
    }

    /** Those enrolled since the directory was read. */
    public List<Affiliate> enrolled() {
        return List.copyOf(enrolled);
    }

    /** Writes the new affiliates and coupons: no statement where there are none. */
    public void flush() {
        store.addAll(enrolled);
        shapes.addAll(program, enrolled.stream().map(Affiliate::code).toList());
        store.addCoupons(program, coupons);
    }
}
