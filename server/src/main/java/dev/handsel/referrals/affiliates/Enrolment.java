package dev.handsel.referrals.affiliates;

import dev.handsel.base.facts.Reference;
import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.EmailAddress;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.terms.Program;
import dev.handsel.referrals.affiliates.Affiliate.AffiliateState;
import dev.handsel.referrals.affiliates.AffiliateStore.Coupon;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How people join a programme, and how a merchant brings its customers in. Doing it again changes nothing. */
@Service
class Enrolment {

    private final AffiliateStore store;
    private final Affiliates affiliates;
    private final CodeNames names;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final InstantSource clock;

    Enrolment(
            AffiliateStore store,
            Affiliates affiliates,
            CodeNames names,
            AuditTrail audit,
            Transactions transactions,
            InstantSource clock) {
        this.store = store;
        this.affiliates = affiliates;
        this.names = names;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The affiliate, and whether it is new. */
    record Enrolled(Affiliate affiliate, boolean fresh) {}

    /** Whom a merchant brings in. */
    record MerchantAffiliate(
            String externalId, Optional<EmailAddress> email, Optional<String> code, List<String> coupons) {}

    /** The person joins; who has joined, or was brought in under their verified e-mail, is found again. */
    Enrolled join(Caller.Person person, Program program, Optional<String> code) {
        return transactions.required(() -> joined(person, program, code));
    }

    private Enrolled joined(Caller.Person person, Program program, Optional<String> code) {
        names.hold(program.id());
        return affiliates
                .membership(person, program.id())
                .map(known -> new Enrolled(known, false))
                .orElseGet(() -> {
                    var email = person.email().isBlank() ? null : person.email();
                    return add(fresh(program, person.account(), null, email, code), person.actor())
                            .or(() -> store.findByAccount(program.id(), person.account())
                                    .map(claimed -> new Enrolled(claimed, false)))
                            .orElseThrow(Enrolment::codeTaken);
                });
    }

    /** The merchant's customer becomes an affiliate, and gets the coupons that they have not yet. */
    Enrolled register(Caller.Merchant merchant, Program program, MerchantAffiliate customer) {
        return transactions.required(() -> registered(merchant, program, customer));
    }

    private Enrolled registered(Caller.Merchant merchant, Program program, MerchantAffiliate customer) {
        names.hold(program.id(), references(customer));
        var enrolled = known(program, customer).orElseGet(() -> {
            var email = customer.email().map(EmailAddress::text).orElse(null);
            return add(fresh(program, null, customer.externalId(), email, customer.code()), merchant.actor())
                    .orElseThrow(Enrolment::codeTaken);
        });
        giveCoupons(merchant, program.id(), enrolled.affiliate().id(), customer.coupons());
        return enrolled;
    }

    /** What an event about the same customer or coupons would hold. */
    private static Reference[] references(MerchantAffiliate customer) {
        return Stream.concat(
                        Stream.of(new Reference.ToCustomer(customer.externalId())),
                        customer.coupons().stream().map(coupon -> new Reference.ToCoupon(coupon, true)))
                .toArray(Reference[]::new);
    }

    private Optional<Enrolled> known(Program program, MerchantAffiliate customer) {
        return store.findByExternalId(program.id(), customer.externalId()).map(known -> new Enrolled(known, false));
    }

    private Optional<Enrolled> add(Affiliate fresh, String actor) {
        if (!store.add(fresh)) {
            return Optional.empty();
        }
        var body = Map.of("program", fresh.program(), "code", fresh.code());
        audit.record(actor, "affiliate.created", fresh.id().toString(), body);
        return Optional.of(new Enrolled(fresh, true));
    }

    private Affiliate fresh(
            Program program,
            @Nullable AccountId account,
            @Nullable String externalId,
            @Nullable String email,
            Optional<String> code) {
        return new Affiliate(
                AffiliateId.fresh(),
                program.id(),
                account,
                externalId,
                email,
                email == null ? null : EmailAddresses.normalised(email),
                code.flatMap(Codes::find)
                        .map(chosen -> given(program, chosen))
                        .orElseGet(() -> names.giveAny(program.id())),
                null,
                AffiliateState.ACTIVE,
                1,
                program.now(clock));
    }

    private String given(Program program, String code) {
        return switch (names.give(program, code)) {
            case GIVEN -> code;
            case TAKEN -> throw codeTaken();
            case LOOKS_ALIKE ->
                throw Refused.conflict("code_confusable", "Somebody else has a code that looks the same.");
            case RESERVED -> throw Refused.unacceptable("code_reserved", "Nobody can have this code.");
        };
    }

    private void giveCoupons(Caller.Merchant merchant, ProgramId program, AffiliateId owner, List<String> coupons) {
        var known = store.owners(program, coupons);
        var missing = coupons.stream()
                .filter(coupon ->
                        known.stream().noneMatch(taken -> taken.coupon().equals(coupon)))
                .map(coupon -> new Coupon(coupon, owner))
                .toList();
        boolean others = known.stream().anyMatch(coupon -> !coupon.affiliate().equals(owner));
        if (others || store.addCoupons(program, missing) < missing.size()) {
            throw Refused.conflict("coupon_taken", "One of the coupons is somebody else's.");
        }
        if (!missing.isEmpty()) {
            var body = Map.of("coupons", missing.stream().map(Coupon::coupon).toList());
            audit.record(merchant.actor(), "affiliate.coupons_added", owner.toString(), body);
        }
    }

    private static Refused codeTaken() {
        return Refused.conflict("code_taken", "Somebody else has this code.");
    }
}
