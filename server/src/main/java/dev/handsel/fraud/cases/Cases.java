package dev.handsel.fraud.cases;

import dev.handsel.base.ids.CaseId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.fraud.cases.DecisionStore.Decided;
import dev.handsel.fraud.cases.FraudCase.Choice;
import dev.handsel.fraud.verdicts.Rulings;
import dev.handsel.fraud.verdicts.Signal;
import dev.handsel.fraud.verdicts.Signal.Standing;
import dev.handsel.platform.audit.AuditTrail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What people decide about cases, with all that follows. */
@Component
class Cases {

    private final CaseStore cases;
    private final DecisionStore decisions;
    private final CaseSignals signals;
    private final Rulings rulings;
    private final Exempting exempting;
    private final AuditTrail audit;

    Cases(
            CaseStore cases,
            DecisionStore decisions,
            CaseSignals signals,
            Rulings rulings,
            Exempting exempting,
            AuditTrail audit) {
        this.cases = cases;
        this.decisions = decisions;
        this.signals = signals;
        this.rulings = rulings;
        this.exempting = exempting;
        this.audit = audit;
    }

    /** The case, held still until the transaction ends: nobody judges its programme meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    FraudCase hold(CaseId id) {
        rulings.hold(require(id).program());
        return require(id);
    }

    FraudCase require(CaseId id) {
        return cases.find(id).orElseThrow(() -> Refused.notFound("fraud case"));
    }

    /**
     * Decides a case that is held: about those in it who wait, and about all where nobody does, so that what was decided of
     * others stands when somebody opens their case again. Who dismisses it takes the effect of all that is said, until something
     * stronger or another kind of evidence appears; who confirms it keeps that effect, also when nothing is said any more. What was
     * decided may be decided otherwise; what would change nothing is refused (409 {@code case_decided}), as is to confirm what is
     * all on the whitelist.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    FraudCase decide(FraudCase held, Decided decided) {
        var all = signals.of(held, signals.subjects(held.id()));
        if (held.state() == decided.decision().state() && all.stream().noneMatch(decided.decision()::changes)) {
            throw Refused.conflict("case_decided", "The case is " + held.state().word() + " already.");
        }
        var subjects = Set.copyOf(signals.undecided(held.id()));
        var said = all.stream()
                .filter(signal -> subjects.contains(signal.subject()))
                .toList();
        if (decided.decision() == Choice.CONFIRM && exempt(said)) {
            throw Refused.conflict("case_decided", "All of it is on the whitelist: take it from there first.");
        }
        var whitelisted = exempting.entries(held, said, decided);
        switch (decided.decision()) {
            case CONFIRM -> rulings.confirm(held.program(), subjects, decided.at(), decided.reviewer());
            case DISMISS -> rulings.dismiss(held.program(), subjects, whitelisted, decided.at(), decided.reviewer());
        }
        decisions.add(held.id(), decided, all.stream().map(EvidenceView::of).toList());
        cases.decided(held.id(), decided.decision().state());
        record(held, decided, said);
        return require(held.id());
    }

    private static boolean exempt(List<Signal> said) {
        return !said.isEmpty() && said.stream().allMatch(signal -> signal.standing() == Standing.WHITELISTED);
    }

    private void record(FraudCase held, Decided decided, List<Signal> said) {
        var body = new LinkedHashMap<String, Object>();
        body.put("program", held.program());
        body.put("type", held.type());
        body.put(
                "rules",
                said.stream()
                        .map(signal -> signal.verdict().rule().id())
                        .distinct()
                        .sorted()
                        .toList());
        body.put("reason_code", decided.reasonCode());
        body.put("reason", decided.reason());
        if (decided.whitelist() != null) {
            body.put("whitelist", decided.whitelist());
        }
        audit.record(
                decided.reviewer(),
                "fraud.case." + decided.decision().state().word(),
                held.id().toString(),
                body);
    }
}
