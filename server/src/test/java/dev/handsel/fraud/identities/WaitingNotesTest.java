package dev.handsel.fraud.identities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.platform.database.Transactions;
import dev.handsel.testing.HandselTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Notes of affiliates whom an event tells of that was not followed yet. */
@HandselTest
class WaitingNotesTest {

    @Autowired
    EventScene events;

    @Autowired
    ChangeStore changes;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient jdbc;

    private Shop shop;
    private ProgramId program;

    @BeforeEach
    void open() {
        shop = events.shop();
        program = ProgramId.parse(shop.id());
    }

    /** Otherwise each batch of a first start would go over the notes of all affiliates who are still to be told of. */
    @Test
    void of_many_notes_that_wait_only_the_first_are_looked_at() {
        shop.tellAll(
                Event.signup("ann"),
                Event.of("affiliate_enrolled").with("customer", "ann").with("code", "ann-" + shop.tag()));
        note("external_id = 'ann'", 2_000);
        shop.affiliate("bob");

        assertThat(transactions.required(() -> changes.take(program, 0, 500)).notes())
                .isZero();
        assertThat(transactions
                        .required(() -> changes.take(program, Long.MAX_VALUE, 500))
                        .notes())
                .isEqualTo(500);
    }

    private void note(String whom, int times) {
        jdbc.sql("""
                insert into fraud_change (program_id, affiliate_id)
                select a.program_id, a.id from affiliate a, generate_series(1, :times) where a.program_id = :program and {whom}
                """.replace("{whom}", whom))
                .param("program", program.value())
                .param("times", times)
                .update();
    }
}
