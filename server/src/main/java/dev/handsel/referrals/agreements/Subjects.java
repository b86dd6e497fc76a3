package dev.handsel.referrals.agreements;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.LinkId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.ids.TermsId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.programs.agreements.Agreements;
import dev.handsel.programs.agreements.Earners;
import dev.handsel.programs.agreements.GroupStore;
import dev.handsel.programs.agreements.Level;
import dev.handsel.programs.agreements.SpecialTerms;
import dev.handsel.programs.agreements.Subject;
import dev.handsel.programs.terms.LinesInForce;
import dev.handsel.referrals.affiliates.Affiliate;
import dev.handsel.referrals.affiliates.Affiliates;
import dev.handsel.referrals.links.LinkOwners;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom and what terms can be for, who earns by them, and whether somebody has earned by what held before. */
@Component
public class Subjects implements Earners {

    private final LinkOwners links;
    private final GroupStore groups;
    private final Affiliates affiliates;
    private final LinesInForce lines;

    Subjects(LinkOwners links, GroupStore groups, Affiliates affiliates, LinesInForce lines) {
        this.links = links;
        this.groups = groups;
        this.affiliates = affiliates;
        this.lines = lines;
    }

    /** The terms that a draft writes, under an id of their own; a subject that is not the programme's is refused (404). */
    public SpecialTerms drafted(ProgramId program, TermsDraft draft) {
        return new SpecialTerms(
                TermsId.fresh(),
                named(program, draft.level(), draft.subject()),
                draft.effectiveFrom(),
                draft.conditions().conditions());
    }

    /** The subject of this name as somebody wrote it; one that is not the programme's is refused (404). Products are any. */
    Subject named(ProgramId program, Level level, @Nullable String name) {
        return switch (level) {
            case LINK -> known(program, Subject.of(LinkId.parse(written(name))));
            case COUPON -> known(program, Subject.coupon(written(name)));
            case AFFILIATE -> known(program, Subject.of(AffiliateId.parse(written(name))));
            case GROUP -> {
                group(program, written(name));
                yield Subject.group(written(name));
            }
            case PRODUCT -> Subject.product(written(name));
            case PROGRAM -> Subject.PROGRAM;
        };
    }

    private Subject known(ProgramId program, Subject subject) {
        return owner(program, subject).map(_ -> subject).orElseThrow(() -> unknown(subject.level()));
    }

    private static String written(@Nullable String name) {
        return Objects.requireNonNull(name, "Every level but the programme has a name");
    }

    private static Refused unknown(Level level) {
        return Refused.notFound(level.word());
    }

    /** Refuses (404) a group that is not the programme's. */
    void group(ProgramId program, String slug) {
        if (groups.find(program, slug).isEmpty()) {
            throw unknown(Level.GROUP);
        }
    }

    /** The one affiliate who earns by these terms; nothing where there may be many. */
    Optional<AffiliateId> owner(ProgramId program, Subject subject) {
        return switch (subject.level()) {
            case LINK -> links.of(program, LinkId.parse(written(subject.name())));
            case COUPON -> affiliates.ownerOf(program, written(subject.name()));
            case AFFILIATE ->
                affiliates
                        .find(AffiliateId.parse(written(subject.name())))
                        .filter(found -> found.program().equals(program))
                        .map(Affiliate::id);
            case GROUP, PRODUCT, PROGRAM -> Optional.empty();
        };
    }

    @Override
    public Optional<AffiliateId> own(Caller.Person person, ProgramId program) {
        return affiliates.membership(person, program).map(Affiliate::id);
    }

    /**
     * Whether the person earns by these terms, or may: of a group that is who is in it at their first instant or later, of a
     * product and the programme every affiliate.
     */
    boolean earns(Caller.Person person, ProgramId program, Agreements agreements, SpecialTerms terms) {
        var subject = terms.subject();
        return own(person, program)
                .filter(own -> switch (subject.level()) {
                    case LINK, COUPON, AFFILIATE ->
                        owner(program, subject).filter(own::equals).isPresent();
                    case GROUP ->
                        agreements
                                .membersFrom(written(subject.name()), terms.effectiveFrom())
                                .contains(own);
                    case PRODUCT, PROGRAM -> true;
                })
                .isPresent();
    }

    /** The affiliate, if it is the programme's; another one is refused (404). */
    Affiliate affiliate(ProgramId program, AffiliateId id) {
        return affiliates
                .find(id)
                .filter(found -> found.program().equals(program))
                .orElseThrow(() -> unknown(Level.AFFILIATE));
    }

    /**
     * Whether a commission dated from {@code from} on was earned by somebody whom terms of this subject concern. A line does
     * not say of which product it is: for a product every line counts.
     */
    boolean inUse(ProgramId program, Agreements agreements, Subject subject, Instant from) {
        return switch (subject.level()) {
            case LINK, COUPON, AFFILIATE ->
                inUse(owner(program, subject).orElseThrow(() -> unknown(subject.level())), from);
            case GROUP -> lines.existFrom(agreements.membersFrom(written(subject.name()), from), from);
            case PRODUCT, PROGRAM -> lines.existFrom(program, from);
        };
    }

    /** Whether the affiliate has earned a commission dated from {@code from} on. */
    boolean inUse(AffiliateId affiliate, Instant from) {
        return lines.existFrom(List.of(affiliate), from);
    }
}
