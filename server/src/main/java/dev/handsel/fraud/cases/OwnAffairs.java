package dev.handsel.fraud.cases;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.commissions.accruals.CommissionQueries;
import dev.handsel.fraud.cases.ReviewController.HoldView;
import dev.handsel.fraud.cases.ReviewController.HoldView.Effect;
import dev.handsel.fraud.configuration.Effects;
import dev.handsel.fraud.configuration.RuleConfigurations;
import dev.handsel.fraud.identities.Party;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.verdicts.Subject;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.fraud.verdicts.Verdicts.StandingVerdict;
import dev.handsel.identity.access.Caller;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.referrals.affiliates.Affiliate;
import dev.handsel.referrals.affiliates.Affiliates;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What affiliates may know of what is said of them: that it is looked at, since when and in what respect; nothing else. */
@Component
class OwnAffairs {

    private final Affiliates affiliates;
    private final CommissionQueries commissions;
    private final SubjectStore subjects;
    private final Verdicts verdicts;
    private final RuleConfigurations configurations;

    OwnAffairs(
            Affiliates affiliates,
            CommissionQueries commissions,
            SubjectStore subjects,
            Verdicts verdicts,
            RuleConfigurations configurations) {
        this.affiliates = affiliates;
        this.commissions = commissions;
        this.subjects = subjects;
        this.verdicts = verdicts;
        this.configurations = configurations;
    }

    /**
     * Who the person is as an affiliate: in the programme that is named, else as who earned the commission, else in the only one
     * there is. A commission of somebody else is unknown.
     */
    Affiliate affiliate(Caller.Person person, @Nullable ProgramId program, @Nullable CommissionId commission) {
        if (commission != null) {
            return commissions
                    .affiliateOf(commission)
                    .flatMap(affiliates::find)
                    .filter(earner -> program == null || program.equals(earner.program()))
                    .flatMap(earner -> affiliates
                            .membership(person, earner.program())
                            .filter(mine -> mine.id().equals(earner.id())))
                    .orElseThrow(() -> Refused.notFound("commission"));
        }
        if (program != null) {
            return affiliates.mine(person, program);
        }
        var all = affiliates.mine(person);
        if (all.size() > 1) {
            throw Refused.invalid(List.of(new Fault("?program", "required", "Say which programme: its id or slug.")));
        }
        return all.stream().findFirst().orElseThrow(() -> Refused.notFound("affiliate"));
    }

    /**
     * A page of what of an affiliate's is held, or earns nothing, because of what is said, by the accounts. It may have fewer rows
     * than asked for: what restricts nobody yet is left out.
     */
    Page<HoldView> holds(Affiliate affiliate, PageRequest request) {
        if (configurations.of(affiliate.program()).effects() == Effects.FLAG_ONLY) {
            return Page.ofText(request, List.<HoldView>of(), _ -> "");
        }
        var page = subjects.stoppedOf(affiliate.id(), request);
        var stopped = Set.copyOf(page.data());
        var accounts = stopped.stream().map(Subject::account).collect(toUnmodifiableSet());
        var held = verdicts.standing(affiliate.program(), accounts).stream()
                .filter(verdict -> verdict.restriction().isPresent() && stopped.contains(verdict.subject()))
                .collect(toMap(StandingVerdict::subject, OwnAffairs::view));
        return new Page<>(
                page.data().stream()
                        .flatMap(subject -> Stream.ofNullable(held.get(subject)))
                        .toList(),
                page.hasMore(),
                page.nextCursor(),
                page.previousCursor());
    }

    private static HoldView view(StandingVerdict verdict) {
        var subject = verdict.subject();
        var customer = subject.kind() == Subject.Kind.ACCOUNT && subject.party() instanceof Party.Customer known
                ? known.ref()
                : null;
        var effect = verdict.action() == Action.BLOCK && customer != null ? Effect.NOT_EARNED : Effect.HELD;
        return new HoldView(customer, effect, subject.type(), verdict.since());
    }
}
