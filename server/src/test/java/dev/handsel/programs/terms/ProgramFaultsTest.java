package dev.handsel.programs.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.addresses.WebAddress;
import dev.handsel.base.refusal.Refused;
import dev.handsel.programs.terms.Program.AttributionTerms;
import dev.handsel.programs.terms.Program.Consent;
import dev.handsel.programs.terms.Program.Model;
import dev.handsel.programs.terms.Program.PayoutProvider;
import dev.handsel.programs.terms.Program.PayoutSchedule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgramFaultsTest {

    private static ProgramDraft draft(boolean live, PayoutProvider provider) {
        return new ProgramDraft(
                "Shop",
                Optional.empty(),
                live,
                WebAddress.find("https://example.com/").orElseThrow(),
                List.of("example.com"),
                "USD",
                30,
                Map.of(),
                PayoutSchedule.MANUAL,
                6,
                provider,
                false,
                new AttributionTerms(Model.LAST_CLICK, 30, true),
                Consent.NOT_APPLICABLE,
                Tracking.USUAL,
                Optional.empty());
    }

    private static void check(boolean live, PayoutProvider provider, boolean stripeConfigured) {
        ProgramFaults.check(
                draft(live, provider),
                Instant.EPOCH,
                new ProgramSetUp.Abilities(stripeConfigured, new LinkHosts("http://localhost", List.of())));
    }

    @Test
    void a_live_programme_that_nobody_could_be_paid_by_is_not_made() {
        assertThatThrownBy(() -> check(true, PayoutProvider.STRIPE, false))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.faults())
                                .extracting(fault -> fault.pointer() + " " + fault.code())
                                .containsExactly("/payout_provider stripe_not_configured"));
        assertThatCode(() -> check(true, PayoutProvider.STRIPE, true)).doesNotThrowAnyException();
    }

    @Test
    void a_test_programme_may_wait_for_its_key() {
        assertThatCode(() -> check(false, PayoutProvider.STRIPE, false)).doesNotThrowAnyException();
        assertThatCode(() -> check(false, PayoutProvider.SIMULATED, false)).doesNotThrowAnyException();
    }
}
