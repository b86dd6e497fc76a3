package dev.handsel.payouts.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.payouts.accounts.PayoutAccount.Bank;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Which changes of where an account is paid out to hold money back. */
class BankTest {

    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    private static @Nullable Instant changed(@Nullable Bank after) {
        return after == null ? null : after.changedAt();
    }

    @Test
    void the_first_ones_are_no_change() {
        assertThat(Bank.next(null, List.of("ba_2 f2", "ba_1 f1"), NOW)).isEqualTo(new Bank("ba_1 f1, ba_2 f2", null));
        assertThat(Bank.next(null, List.of(), NOW)).isNull();
    }

    @Test
    void one_more_is_a_change_wherever_it_stands_in_the_list() {
        var known = new Bank("ba_1 f1", null);
        Stream.of(List.of("ba_1 f1", "ba_2 f2"), List.of("ba_2 f2", "ba_1 f1"), List.of("ba_2 f2"))
                .forEach(named ->
                        assertThat(changed(Bank.next(known, named, NOW))).isEqualTo(NOW));
    }

    @Test
    void another_number_under_the_same_id_is_a_change() {
        assertThat(changed(Bank.next(new Bank("ba_1 f1", null), List.of("ba_1 f9"), NOW)))
                .isEqualTo(NOW);
    }

    @Test
    void fewer_or_none_are_no_change_and_an_earlier_change_is_remembered() {
        var known = new Bank("ba_1 f1, ba_2 f2", NOW.minusSeconds(60));
        assertThat(Bank.next(known, List.of("ba_2 f2"), NOW)).isEqualTo(new Bank("ba_2 f2", NOW.minusSeconds(60)));
        assertThat(Bank.next(known, List.of(), NOW)).isSameAs(known);
    }

    @Test
    void every_bank_account_and_card_of_an_account_is_read() {
        var account = StripeAccount.read(JsonMapper.builder().build().readTree("""
                {"external_accounts": {"data": [
                    {"id": "ba_1", "object": "bank_account", "fingerprint": "f1"},
                    {"id": "card_2", "object": "card", "fingerprint": "f2"}, {"object": "bank_account"}]}}
                """));
        assertThat(account.banks()).containsExactly("ba_1 f1", "card_2 f2");
    }
}
