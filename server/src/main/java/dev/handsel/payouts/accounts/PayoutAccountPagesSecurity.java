package dev.handsel.payouts.accounts;

import dev.handsel.platform.http.OpenPath.OpenPages;
import dev.handsel.platform.http.RequestPaths;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages that people come back to from Stripe: nobody is signed in there, and nothing is shown that is theirs. */
@Configuration(proxyBeanMethods = false)
class PayoutAccountPagesSecurity {

    @Bean
    OpenPages openPayoutAccountPages() {
        return new OpenPages(RequestPaths.any("/payout-account/done", "/payout-account/expired"));
    }
}
