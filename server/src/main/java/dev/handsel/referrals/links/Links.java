package dev.handsel.referrals.links;

import dev.handsel.base.addresses.WebAddress;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.LinkId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.http.IfMatch;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.affiliates.Affiliate;
import dev.handsel.referrals.affiliates.Affiliates;
import dev.handsel.referrals.affiliates.CodeNames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The links of affiliates, each the business of its affiliate alone. */
@Service
class Links {

    /** What a link leads to and is called; what is absent is the programme's, or stays as it is. */
    record LinkTarget(
            @Nullable WebAddress landingUrl, @Nullable String name) {}

    private final LinkStore store;
    private final LinkChanges changes;
    private final Programs programs;
    private final Affiliates affiliates;
    private final CodeNames names;
    private final Transactions transactions;

    Links(
            LinkStore store,
            LinkChanges changes,
            Programs programs,
            Affiliates affiliates,
            CodeNames names,
            Transactions transactions) {
        this.store = store;
        this.changes = changes;
        this.programs = programs;
        this.affiliates = affiliates;
        this.names = names;
        this.transactions = transactions;
    }

    /**
     * Makes a link of the caller's. 409 {@code slug_taken} where a link or an affiliate's code is called so, {@code
     * slug_confusable} where one looks the same; 422 {@code slug_reserved} for names that nobody can have.
     */
    Link add(Caller.Person caller, ProgramId program, Optional<String> slug, LinkTarget target) {
        return transactions.required(() -> added(caller, program, slug, target));
    }

    private Link added(Caller.Person caller, ProgramId programId, Optional<String> slug, LinkTarget target) {
        names.hold(programId);
        var program = programs.get(programId);
        var affiliate = affiliates.mine(caller, programId);
        check(program, target.landingUrl());
        var link = new Link(
                LinkId.fresh(),
                programId,
                affiliate.id(),
                slug.map(typed -> given(program, typed.toLowerCase(Locale.ROOT)))
                        .orElseGet(() -> names.giveAny(programId)),
                target.landingUrl() == null ? null : target.landingUrl().toString(),
                target.name(),
                1,
                changes.now());
        if (affiliates.findByCode(programId, link.slug()).isPresent() || !store.add(link)) {
            throw taken();
        }
        changes.record(caller, "link.created", link);
        return link;
    }

    private String given(Program program, String slug) {
        return switch (names.give(program, slug)) {
            case GIVEN -> slug;
            case TAKEN -> throw taken();
            case LOOKS_ALIKE ->
                throw Refused.conflict(
                        "slug_confusable", "Another link or an affiliate's code has a name that looks the same.");
            case RESERVED -> throw Refused.unacceptable("slug_reserved", "No link can be called so.");
        };
    }

    private static Refused taken() {
        return Refused.conflict("slug_taken", "Another link or an affiliate's code is called so.");
    }

    Link get(Caller.Person caller, LinkId id) {
        return own(caller, store.find(id));
    }

    Page<Link> list(Caller.Person caller, Optional<ProgramId> program, PageRequest page) {
        List<AffiliateId> owners = program.isPresent()
                ? List.of(affiliates.mine(caller, program.get()).id())
                : affiliates.mine(caller).stream().map(Affiliate::id).toList();
        return Page.of(page, store.list(owners, page), link -> link.id().value());
    }

    Link change(Caller.Person caller, LinkId id, IfMatch ifMatch, LinkTarget target) {
        return transactions.required(() -> changed(caller, id, ifMatch, target));
    }

    private Link changed(Caller.Person caller, LinkId id, IfMatch ifMatch, LinkTarget target) {
        var before = own(caller, store.take(id));
        ifMatch.check(before.version());
        check(programs.get(before.program()), target.landingUrl());
        var after = store.change(new Link(
                before.id(),
                before.program(),
                before.affiliate(),
                before.slug(),
                target.landingUrl() == null
                        ? before.landingUrl()
                        : target.landingUrl().toString(),
                target.name() == null ? before.name() : target.name(),
                before.version(),
                before.createdAt()));
        changes.record(caller, "link.changed", after);
        return after;
    }

    /** Ends the link: it is unknown from now on, and nobody gets its slug. */
    void archive(Caller.Person caller, LinkId id) {
        transactions.run(() -> {
            var link = own(caller, store.take(id));
            store.archive(id, changes.now());
            changes.record(caller, "link.archived", link);
        });
    }

    private Link own(Caller.Person caller, Optional<Link> link) {
        return link.filter(found -> affiliates.find(found.affiliate()).map(Affiliate::account).stream()
                        .anyMatch(caller.account()::equals))
                .orElseThrow(() -> Refused.notFound("link"));
    }

    private static void check(Program program, @Nullable WebAddress landing) {
        if (landing != null && !program.allows(landing)) {
            throw Refused.invalid(List.of(new Fault(
                    "/landing_url", "host_not_allowed", "The programme does not send visitors to this host.")));
        }
    }
}
