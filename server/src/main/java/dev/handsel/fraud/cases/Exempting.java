package dev.handsel.fraud.cases;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.handsel.base.ids.WhitelistId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.fraud.cases.DecisionStore.Decided;
import dev.handsel.fraud.identities.HeldIdentity;
import dev.handsel.fraud.identities.Identities;
import dev.handsel.fraud.identities.IdentityHash;
import dev.handsel.fraud.identities.IdentityKind;
import dev.handsel.fraud.identities.Party;
import dev.handsel.fraud.verdicts.Others;
import dev.handsel.fraud.verdicts.Signal;
import dev.handsel.fraud.verdicts.WhitelistEntry;
import dev.handsel.fraud.verdicts.WhitelistEntry.Of;
import dev.handsel.fraud.verdicts.WhitelistEntry.WhitelistKind;
import dev.handsel.referrals.affiliates.Affiliates;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What a decision puts on the whitelist, so that the same is not found again. */
@Component
class Exempting {

    private final Identities identities;
    private final Affiliates affiliates;

    Exempting(Identities identities, Affiliates affiliates) {
        this.identities = identities;
        this.affiliates = affiliates;
    }

    /**
     * The entries that a decision makes; none where it asks for none. Where the case has nothing of the kind it is refused (422
     * {@code nothing_to_whitelist}).
     *
     * @param signals what the case says
     */
    List<WhitelistEntry> entries(FraudCase about, List<Signal> signals, Decided decided) {
        var kind = decided.whitelist();
        if (kind == null) {
            return List.of();
        }
        var found = things(about, kind, signals);
        if (found.isEmpty()) {
            throw Refused.unacceptable("nothing_to_whitelist", "The case has no " + kind.word() + ".");
        }
        return found.stream()
                .map(of -> new WhitelistEntry(
                        WhitelistId.fresh(),
                        about.program(),
                        of,
                        decided.reasonCode(),
                        decided.reason(),
                        decided.at(),
                        decided.reviewer()))
                .toList();
    }

    private Set<Of> things(FraudCase about, WhitelistKind kind, List<Signal> signals) {
        return switch (kind) {
            case PAIR -> signals.stream().flatMap(Exempting::pair).collect(toSet());
            case ACCOUNT ->
                signals.stream()
                        .map(signal -> new Of.Account(signal.subject().account()))
                        .collect(toSet());
            case AGENCY -> agency(about).map(Of.Agency::new).stream().collect(toSet());
            case NETWORK -> networks(about, signals).map(Of.Network::new).collect(toSet());
        };
    }

    /** Who is held for one person, or said to act together: none where it is said because of nobody. */
    private static Stream<Of> pair(Signal signal) {
        var others = Others.of(signal.other());
        if (others.isEmpty()) {
            return Stream.empty();
        }
        var one = others.size() == 2 ? others.getFirst() : signal.subject().account();
        var other = others.getLast();
        return one.equals(other) ? Stream.empty() : Stream.of(new Of.Pair(one, other));
    }

    private Optional<String> agency(FraudCase about) {
        return Optional.ofNullable(about.whose().affiliate())
                .flatMap(affiliates::find)
                .map(affiliate -> Party.ofAffiliate(affiliate.id(), affiliate.externalId())
                        .key());
    }

    /** The addresses that at least two of these have in common. */
    private Stream<UUID> networks(FraudCase about, List<Signal> signals) {
        var accounts = signals.stream().flatMap(CaseGraph::accounts).collect(toSet());
        return shared(about, accounts).entrySet().stream()
                .filter(address -> address.getValue().size() > 1)
                .map(address -> address.getKey().value());
    }

    private Map<IdentityHash, List<HeldIdentity>> shared(FraudCase about, Collection<String> accounts) {
        var parties = accounts.stream().map(Party::parse).toList();
        return identities.neighbours(about.program(), parties).stream()
                .filter(held -> held.kind() == IdentityKind.ADDRESS
                        && accounts.contains(held.party().key()))
                .collect(groupingBy(HeldIdentity::hash));
    }
}
