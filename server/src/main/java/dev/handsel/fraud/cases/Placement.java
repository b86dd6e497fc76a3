package dev.handsel.fraud.cases;

import static java.util.stream.Collectors.toMap;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.Party;
import dev.handsel.fraud.verdicts.Subject;
import dev.handsel.referrals.affiliates.Affiliates;
import dev.handsel.referrals.customers.Customer;
import dev.handsel.referrals.customers.Referrals;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Whose case it is what is said of somebody: who is owed for them; who they are themselves, if an affiliate; else nobody's. */
@Component
class Placement {

    private final Referrals referrals;
    private final Affiliates affiliates;

    Placement(Referrals referrals, Affiliates affiliates) {
        this.referrals = referrals;
        this.affiliates = affiliates;
    }

    /** Whose case each of these is in, by what is known now; at most two statements. */
    Map<Subject, Whose> of(ProgramId program, Collection<Subject> subjects) {
        var refs = subjects.stream()
                .map(Subject::party)
                .flatMap(party -> party instanceof Party.Customer customer ? Stream.of(customer.ref()) : Stream.empty())
                .distinct()
                .toList();
        var ids = subjects.stream()
                .map(Subject::party)
                .flatMap(party ->
                        party instanceof Party.Affiliate affiliate ? Stream.of(affiliate.id()) : Stream.empty())
                .distinct()
                .toList();
        var customers = referrals.find(program, refs).stream().collect(toMap(Customer::ref, Customer::affiliate));
        Map<Party, AffiliateId> themselves = new HashMap<>();
        affiliates
                .find(program, refs, ids)
                .forEach(found -> themselves.put(Party.ofAffiliate(found.id(), found.externalId()), found.id()));
        Map<Subject, Whose> whose = new HashMap<>();
        for (var subject : subjects) {
            var party = subject.party();
            var itself = Optional.ofNullable(themselves.get(party));
            var owner = subject.kind() == Subject.Kind.ACCOUNT && party instanceof Party.Customer customer
                    ? customers.getOrDefault(customer.ref(), Optional.empty()).or(() -> itself)
                    : itself;
            whose.put(
                    subject,
                    owner.<Whose>map(Whose.OfAffiliate::new).orElseGet(() -> new Whose.OfAccount(subject.account())));
        }
        return whose;
    }
}
