package dev.handsel.fraud.cases;

import static java.util.stream.Collectors.toMap;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.restrictions.Restrictions;
import dev.handsel.fraud.cases.CaseDetailView.AccountView;
import dev.handsel.fraud.cases.CaseDetailView.ClawBackView;
import dev.handsel.fraud.cases.CaseDetailView.DecisionView;
import dev.handsel.fraud.identities.Identities;
import dev.handsel.fraud.identities.Party;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.verdicts.Subject;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.fraud.verdicts.Verdicts.StandingVerdict;
import dev.handsel.referrals.affiliates.Affiliates;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cases as people see them. */
@Component
class CaseViews {

    private static final int MOST = 200;

    private final CaseSignals signals;
    private final DecisionStore decisions;
    private final Verdicts verdicts;
    private final Restrictions restrictions;
    private final Identities identities;
    private final Affiliates affiliates;

    CaseViews(
            CaseSignals signals,
            DecisionStore decisions,
            Verdicts verdicts,
            Restrictions restrictions,
            Identities identities,
            Affiliates affiliates) {
        this.signals = signals;
        this.decisions = decisions;
        this.verdicts = verdicts;
        this.restrictions = restrictions;
        this.identities = identities;
        this.affiliates = affiliates;
    }

    CaseDetailView detail(FraudCase found) {
        var subjects = signals.subjects(found.id());
        var said = signals.strongest(found, subjects, MOST);
        var standing = standing(found, Set.copyOf(subjects));
        var accounts = Stream.concat(
                        said.signals().stream().flatMap(CaseGraph::accounts),
                        subjects.stream().map(Subject::account))
                .distinct()
                .limit(MOST)
                .map(account -> account(found.program(), account, standing.get(account)))
                .toList();
        return new CaseDetailView(
                found.id(),
                found.program(),
                found.whose().affiliate(),
                found.whose().account(),
                found.type(),
                found.state(),
                found.action(),
                found.rules(),
                found.waiting(),
                found.openedAt(),
                accounts,
                said.signals().stream().map(EvidenceView::of).toList(),
                said.more(),
                clawBack(found.program(), standing.values()),
                decisions.of(found.id()).stream().map(DecisionView::of).toList());
    }

    /** The verdicts that count of those whom the case is of, by their accounts; of two about one account, the stronger. */
    private Map<String, StandingVerdict> standing(FraudCase found, Set<Subject> subjects) {
        var accounts = subjects.stream().map(Subject::account).distinct().toList();
        return verdicts.standing(found.program(), accounts).stream()
                .filter(verdict -> subjects.contains(verdict.subject()))
                .collect(toMap(
                        verdict -> verdict.subject().account(),
                        verdict -> verdict,
                        (one, other) -> one.action().compareTo(other.action()) >= 0 ? one : other));
    }

    private static AccountView account(ProgramId program, String account, @Nullable StandingVerdict standing) {
        var party = Party.parse(account);
        var customer = party instanceof Party.Customer known ? known.ref() : null;
        return new AccountView(
                account,
                customer,
                party instanceof Party.Affiliate known ? known.id() : null,
                standing == null ? null : standing.action(),
                standing == null ? null : standing.since(),
                standing != null && standing.restriction().isPresent(),
                customer == null
                        ? null
                        : "/v1/events?program=" + program + "&customer="
                                + URLEncoder.encode(customer, StandardCharsets.UTF_8));
    }

    private List<ClawBackView> clawBack(ProgramId program, Collection<StandingVerdict> standing) {
        return standing.stream()
                .filter(verdict -> verdict.action() == Action.BLOCK)
                .flatMap(verdict -> verdict.restriction().stream()
                        .flatMap(key -> restrictions.spared(program, key).stream())
                        .map(spared -> new ClawBackView(
                                verdict.subject().party() instanceof Party.Customer customer
                                        ? customer.ref()
                                        : verdict.subject().account(),
                                spared.invoice().invoice(),
                                spared.invoice().affiliate(),
                                spared.invoice().amount(),
                                spared.invoice().currency().code())))
                .toList();
    }

    CaseGraph graph(FraudCase found) {
        var said = signals.of(found, signals.subjects(found.id()));
        var affiliate = affiliate(found.whose().affiliate());
        var shown = CaseGraph.shown(affiliate, said).stream().map(Party::parse).toList();
        return CaseGraph.of(affiliate, said, identities.neighbours(found.program(), shown));
    }

    private @Nullable String affiliate(@Nullable AffiliateId id) {
        return id == null
                ? null
                : affiliates
                        .find(id)
                        .map(found -> Party.ofAffiliate(found.id(), found.externalId())
                                .key())
                        .orElse(null);
    }
}
