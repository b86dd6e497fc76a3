package dev.handsel.fraud.verdicts;

import dev.handsel.fraud.rules.Family;
import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.verdicts.WhitelistEntry.Of;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What of the whitelist is about the accounts in question. */
final class Exemptions {

    static final Exemptions NONE = new Exemptions(List.of());

    private final List<Of> entries;

    Exemptions(Collection<Of> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Whether people said that such a thing is to count for nothing. */
    boolean covers(Signal signal) {
        return entries.stream().anyMatch(entry -> covers(entry, signal));
    }

    private static boolean covers(Of entry, Signal signal) {
        return switch (entry) {
            case Of.Pair pair -> covers(pair, signal);
            case Of.Account account -> signal.names(account.account());
            case Of.Agency agency -> agency(agency.affiliate(), signal);
            // Who judges leaves it out of what is judged by.
            case Of.Network _ -> false;
        };
    }

    private static boolean covers(Of.Pair pair, Signal signal) {
        var others = Others.of(signal.other());
        var two = new ArrayList<>(others);
        if (others.size() == 1) {
            two.add(signal.subject().account());
        }
        return two.size() == 2 && two.contains(pair.one()) && two.contains(pair.other());
    }

    /** An agency works for its customers at its own machines: what else they have in common has to say it alone. */
    private static boolean agency(String affiliate, Signal signal) {
        var rule = signal.verdict().rule();
        boolean samePerson = rule == Rule.SR_2 || rule == Rule.SR_3 || rule == Rule.MA_1;
        return samePerson
                && (signal.other().equals(affiliate)
                        || signal.subject().account().equals(affiliate))
                && Grounds.families(signal.verdict()).stream()
                                .filter(family -> family != Family.PLACE && family != Family.TRAIN)
                                .count()
                        < 2;
    }
}
