package dev.handsel.payouts.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.payouts.lifecycle.Payout.BankState;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepCauseTest {

    @Test
    void the_words_that_histories_hold_already_stay_as_they_are() {
        assertThat(Stream.of(StepCause.values()).map(StepCause::word))
                .containsExactly(
                        "requested",
                        "batch",
                        "approved",
                        "reserved",
                        "canceled",
                        "superseded",
                        "recovered",
                        "sent",
                        "answer_unclear",
                        "put_back",
                        "transfer_created",
                        "transfer_found",
                        "transfer_failed",
                        "transfer_reversed",
                        "bank_again",
                        "bank_pending",
                        "bank_paid",
                        "bank_failed",
                        "split",
                        "part_created",
                        "part_found",
                        "part_refused");
        assertThat(Stream.of(StepCause.values()).map(cause -> StepCause.named(cause.word())))
                .containsExactly(StepCause.values());
    }

    @Test
    void a_word_that_nobody_knows_is_an_error() {
        assertThatThrownBy(() -> StepCause.named("transfer_lost"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transfer_lost");
    }

    @Test
    void what_the_provider_says_of_the_bank_is_the_cause_of_its_name() {
        for (var state : BankState.values()) {
            assertThat(new ProviderOutcome.BankSaid(state).cause().name()).isEqualTo("BANK_" + state.name());
        }
    }
}
