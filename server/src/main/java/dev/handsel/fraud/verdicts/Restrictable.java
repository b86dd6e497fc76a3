package dev.handsel.fraud.verdicts;

import static java.util.stream.Collectors.partitioningBy;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.restrictions.Restricted;
import dev.handsel.fraud.identities.Party;
import dev.handsel.referrals.affiliates.Affiliates;
import dev.handsel.referrals.customers.Referrals;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The customers and affiliates behind subjects, as far as they are there. */
@Component
class Restrictable {

    private final Referrals referrals;
    private final Affiliates affiliates;

    Restrictable(Referrals referrals, Affiliates affiliates) {
        this.referrals = referrals;
        this.affiliates = affiliates;
    }

    /** Whom each of these would restrict; nothing of one who is not there. At most two statements. */
    Map<Subject, Restricted> of(ProgramId program, Collection<Subject> subjects) {
        Map<Boolean, List<Subject>> ofAffiliates =
                subjects.stream().collect(partitioningBy(subject -> subject.kind() == Subject.Kind.AFFILIATE));
        Map<Party, Restricted> customers = new HashMap<>();
        referrals
                .find(program, refs(ofAffiliates.getOrDefault(false, List.of())))
                .forEach(customer ->
                        customers.put(new Party.Customer(customer.ref()), new Restricted.OfCustomer(customer.id())));
        var named = ofAffiliates.getOrDefault(true, List.of());
        Map<Party, Restricted> owners = new HashMap<>();
        affiliates
                .find(
                        program,
                        refs(named),
                        named.stream().flatMap(Restrictable::id).toList())
                .forEach(affiliate -> owners.put(
                        Party.ofAffiliate(affiliate.id(), affiliate.externalId()),
                        new Restricted.OfAffiliate(affiliate.id())));
        Map<Subject, Restricted> found = new HashMap<>();
        for (var subject : subjects) {
            var whom = (subject.kind() == Subject.Kind.AFFILIATE ? owners : customers).get(subject.party());
            if (whom != null) {
                found.put(subject, whom);
            }
        }
        return found;
    }

    private static List<String> refs(List<Subject> subjects) {
        return subjects.stream()
                .flatMap(subject ->
                        subject.party() instanceof Party.Customer customer ? Stream.of(customer.ref()) : Stream.empty())
                .toList();
    }

    private static Stream<AffiliateId> id(Subject subject) {
        return subject.party() instanceof Party.Affiliate affiliate ? Stream.of(affiliate.id()) : Stream.empty();
    }
}
