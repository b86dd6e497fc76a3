package dev.handsel.referrals.customers;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.words.Word;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SelfReferralController {

    /** What speaks for it that customer and affiliate are one person. */
    enum SelfReferralReason implements Word {
        /** Their e-mail addresses lead to one mailbox. */
        SAME_MAILBOX
    }

    /**
     * Somebody to look at.
     *
     * @param customer the merchant's id of the customer
     * @param affiliate to whom they are owed
     */
    record SelfReferralView(String customer, AffiliateId affiliate, SelfReferralReason reason, Instant foundAt) {
        static SelfReferralView of(SelfReferralStore.SelfReferral found) {
            return new SelfReferralView(
                    found.customer(), found.affiliate(), SelfReferralReason.SAME_MAILBOX, found.foundAt());
        }
    }

    private final SelfReferralStore store;

    SelfReferralController(SelfReferralStore store) {
        this.store = store;
    }

    @Operation(
            summary = "Customers who seem to be the affiliates they are owed to, newest customers first",
            description = """
                    Whoever signs up is compared with the affiliate at once, and earns them nothing. This lists customers of
                    before, found when more was learned about which e-mail addresses lead to one mailbox. They stay
                    attributed and nothing that is booked changes: somebody has to look at them.""")
    @GetMapping("/v1/programs/{id}/self_referrals")
    Page<SelfReferralView> list(Caller caller, @PathVariable ProgramId id, PageRequest page) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        return Page.of(page, store.list(id, page), found -> found.id().value()).map(SelfReferralView::of);
    }
}
