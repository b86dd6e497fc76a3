package dev.handsel.payouts.accounts;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where Stripe sends people back to; the pages say what comes next and know nobody. */
@Hidden
@Controller
class PayoutAccountPages {

    @GetMapping("/payout-account/done")
    String done() {
        return "payoutaccounts/done";
    }

    @GetMapping("/payout-account/expired")
    String expired() {
        return "payoutaccounts/expired";
    }
}
