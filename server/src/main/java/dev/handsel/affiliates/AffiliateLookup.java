package dev.handsel.affiliates;

import dev.handsel.access.Caller;
import dev.handsel.access.Role;
import dev.handsel.ids.AffiliateId;
import dev.handsel.ids.ProgramId;
import dev.handsel.refusal.Refused;
import org.springframework.stereotype.Service;

/** Affiliates, as far as somebody may see them. */
@Service
public class AffiliateLookup {

    private final AffiliateStore store;

    AffiliateLookup(AffiliateStore store) {
        this.store = store;
    }

    /** The affiliate, if it is the caller's own, of the caller's programme, or the caller reviews programmes; else 404. */
    public Affiliate require(Caller caller, AffiliateId id) {
        return store.find(id)
                .filter(affiliate -> sees(caller, affiliate))
                .orElseThrow(() -> Refused.notFound("affiliate"));
    }

    /** The person's own affiliate in the programme; else 404. */
    public Affiliate mine(Caller.Person person, ProgramId program) {
        return store.findByAccount(program, person.account()).orElseThrow(() -> Refused.notFound("affiliate"));
    }

    private static boolean sees(Caller caller, Affiliate affiliate) {
        return switch (caller) {
            case Caller.Person person ->
                person.account().equals(affiliate.account())
                        || person.has(Role.MANAGER)
                        || person.has(Role.FINANCE)
                        || person.has(Role.ANALYST);
            case Caller.Merchant merchant -> merchant.program().equals(affiliate.program());
        };
    }
}
