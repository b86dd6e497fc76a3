package dev.handsel.inbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.HandselTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Where more goes back than was paid, whoever tells it is told so. */
@HandselTest
class NotesTest {

    @Autowired
    EventScene scene;

    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
    }

    @Test
    void a_refund_beyond_what_was_paid_counts_and_says_so() {
        shop.brought(nora, "ann");
        shop.tell(Event.invoice("in1", "ann", 3000));
        assertThat(shop.answer(Event.refund("in1", 3000)).has("notes")).isFalse();
        var answer = shop.answer(Event.refund("in1", 90_000));
        assertThat(answer.get("result").asString()).isEqualTo("recorded");
        var note = answer.get("notes").get(0);
        assertThat(note.get("code").asString()).isEqualTo("exceeds_invoice");
        assertThat(note.get("currency").asString()).isEqualTo("USD");
        assertThat(note.get("paid").asLong()).isEqualTo(3000);
        assertThat(note.get("refunded").asLong()).isEqualTo(93_000);
        assertThat(note.get("disputed").asLong()).isZero();
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 900");
    }

    @Test
    void so_does_a_dispute() {
        shop.brought(nora, "ann");
        shop.tellAll(Event.invoice("in1", "ann", 3000), Event.refund("in1", 2000));
        var note = shop.answer(Event.disputed("in1", "d1", 3000)).get("notes").get(0);
        assertThat(note.get("refunded").asLong()).isEqualTo(2000);
        assertThat(note.get("disputed").asLong()).isEqualTo(3000);
        assertThat(shop.answer(Event.won("in1", "d1")).has("notes")).isFalse();
    }

    @Test
    void so_does_what_concerns_nobodys_customer() {
        shop.tellAll(Event.signup("ann"), Event.invoice("in1", "ann", 3000));
        var answer = shop.answer(Event.refund("in1", 3001));
        assertThat(answer.get("result").asString()).isEqualTo("not_attributed");
        assertThat(answer.get("reason").asString()).isEqualTo("nobody_named");
        assertThat(answer.get("notes")).hasSize(1);
    }
}
