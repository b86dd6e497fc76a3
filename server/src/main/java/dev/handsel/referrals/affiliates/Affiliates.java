package dev.handsel.referrals.affiliates;

import static java.util.stream.Collectors.toSet;

import dev.handsel.base.facts.References;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.terms.Program;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Who refers, and how they are found. */
@Service
public class Affiliates {

    private final AffiliateStore store;
    private final CodeShapeStore shapes;
    private final AuditTrail audit;
    private final Transactions transactions;

    Affiliates(AffiliateStore store, CodeShapeStore shapes, AuditTrail audit, Transactions transactions) {
        this.store = store;
        this.shapes = shapes;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** The affiliates that are named, and those of {@code ids}, read with at most two statements. */
    public AffiliateDirectory directory(Program program, References named, Collection<AffiliateId> ids) {
        var directory = new AffiliateDirectory(store, shapes, program.id(), program.slug());
        directory.read(named, ids);
        return directory;
    }

    public Optional<Affiliate> find(AffiliateId id) {
        return store.find(id);
    }

    /** The affiliates of a programme whom a merchant calls these or who have these ids, in no order; one statement. */
    public List<Affiliate> find(ProgramId program, Collection<String> externalIds, Collection<AffiliateId> ids) {
        return externalIds.isEmpty() && ids.isEmpty()
                ? List.of()
                : store.named(program, List.of(), List.of(), externalIds, ids).stream()
                        .map(Map.Entry::getKey)
                        .toList();
    }

    /** The affiliate of a code as people type it. */
    public Optional<Affiliate> findByCode(ProgramId program, String code) {
        return Codes.find(code).flatMap(known -> store.findByCode(program, known));
    }

    /** The affiliate of a coupon as people type it. */
    public Optional<AffiliateId> ownerOf(ProgramId program, String coupon) {
        return store.owners(program, List.of(Codes.coupon(coupon))).stream()
                .map(AffiliateStore.Coupon::affiliate)
                .findFirst();
    }

    /** The first of these coupons, as people type them, that somebody has. */
    public Optional<String> firstOwned(ProgramId program, List<String> coupons) {
        var owned = store.owners(program, coupons.stream().map(Codes::coupon).toList()).stream()
                .map(AffiliateStore.Coupon::coupon)
                .collect(toSet());
        return coupons.stream()
                .filter(typed -> owned.contains(Codes.coupon(typed)))
                .findFirst();
    }

    /**
     * The affiliate, if the caller may see it: the merchant of its programme, whoever runs programmes, or the person
     * themself. To everybody else it is unknown (404).
     */
    public Affiliate require(Caller caller, AffiliateId id) {
        return store.find(id).filter(found -> maySee(caller, found)).orElseThrow(Affiliates::unknown);
    }

    private boolean maySee(Caller caller, Affiliate affiliate) {
        return switch (caller) {
            case Caller.Merchant merchant -> merchant.program().equals(affiliate.program());
            case Caller.Person person -> runsProgrammes(person) || isOf(person, affiliate);
        };
    }

    private static boolean runsProgrammes(Caller.Person person) {
        return person.has(Role.OWNER)
                || person.has(Role.MANAGER)
                || person.has(Role.FINANCE)
                || person.has(Role.ANALYST);
    }

    private boolean isOf(Caller.Person person, Affiliate affiliate) {
        return affiliate.account() == null
                ? claim(person, affiliate.program())
                        .filter(claimed -> claimed.id().equals(affiliate.id()))
                        .isPresent()
                : person.account().equals(affiliate.account());
    }

    /** The person's own affiliate in the programme; without one it is unknown (404). */
    public Affiliate mine(Caller.Person person, ProgramId program) {
        return membership(person, program).orElseThrow(Affiliates::unknown);
    }

    /** The person's own affiliates in all programmes, oldest first. */
    public List<Affiliate> mine(Caller.Person person) {
        return store.of(person.account());
    }

    /** The person's own affiliate in the programme, if they have one; one that names their e-mail becomes theirs. */
    public Optional<Affiliate> membership(Caller.Person person, ProgramId program) {
        return store.findByAccount(program, person.account()).or(() -> claim(person, program));
    }

    /** Whom the merchant named by an e-mail is found by whoever has proven to read it. */
    private Optional<Affiliate> claim(Caller.Person person, ProgramId program) {
        if (!person.emailVerified() || person.email().isBlank()) {
            return Optional.empty();
        }
        return transactions.required(() -> {
            var claimed =
                    store.claim(program, person.email(), EmailAddresses.normalised(person.email()), person.account());
            claimed.ifPresent(affiliate -> audit.record(
                    person.actor(), "affiliate.claimed", affiliate.id().toString(), Map.of("program", program)));
            return claimed;
        });
    }

    private static Refused unknown() {
        return Refused.notFound("affiliate");
    }
}
