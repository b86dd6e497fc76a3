package dev.handsel.fraud.cases;

import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.commissions.accruals.CommissionQueries;
import dev.handsel.fraud.cases.ReviewController.HoldView;
import dev.handsel.fraud.cases.ReviewController.HoldView.Effect;
import dev.handsel.fraud.identities.Party;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.verdicts.Subject;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.fraud.verdicts.Verdicts.StandingVerdict;
import dev.handsel.identity.access.Caller;
import dev.handsel.referrals.affiliates.Affiliate;
import dev.handsel.referrals.affiliates.Affiliates;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What affiliates may know of what is said of them: that it is looked at, since when and in what respect; nothing else. */
@Component
class OwnAffairs {

    private final Affiliates affiliates;
    private final CommissionQueries commissions;
    private final SubjectStore subjects;
    private final Verdicts verdicts;

    OwnAffairs(Affiliates affiliates, CommissionQueries commissions, SubjectStore subjects, Verdicts verdicts) {
        this.affiliates = affiliates;
        this.commissions = commissions;
        this.subjects = subjects;
        this.verdicts = verdicts;
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

    /** What of an affiliate's is held, or earns nothing, because of what is said. */
    List<HoldView> holds(Affiliate affiliate) {
        var stopped = subjects.stoppedOf(affiliate.id());
        var accounts = stopped.stream().map(Subject::account).distinct().toList();
        return verdicts.standing(affiliate.program(), accounts).stream()
                .filter(verdict -> verdict.restriction().isPresent() && stopped.contains(verdict.subject()))
                .map(OwnAffairs::view)
                .toList();
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
