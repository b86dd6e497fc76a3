package dev.handsel.commissions.restrictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.commissions.restrictions.Restriction.Clearing;
import dev.handsel.commissions.restrictions.Restriction.RestrictionReason;
import dev.handsel.commissions.restrictions.Restriction.Strength;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.platform.database.Transactions;
import dev.handsel.testing.HandselTest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Restrictions are told once, never changed, and hold in the database whoever writes. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class RestrictionFactsTest {

    @Autowired
    EventScene scene;

    @Autowired
    Doubts doubts;

    @Autowired
    Restrictions restrictions;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient jdbc;

    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
        shop.brought(nora, "ann");
        shop.tell(Event.invoice("a1", "ann", 3_000));
    }

    private int update(String sql) {
        return jdbc.sql(sql).param("program", Doubts.program(shop).value()).update();
    }

    private List<String> states() {
        return shop.lines(nora, line -> line.get("state").asString());
    }

    @Test
    void what_is_known_changes_nothing() {
        assertThat(doubts.hold(shop, "k1", "ann").raised()).containsExactly("k1");
        assertThat(doubts.hold(shop, "k1", "ann")).isEqualTo(RestrictionChanges.NONE);
        assertThat(doubts.clear(shop, "k1").cleared()).containsExactly("k1");
        assertThat(doubts.clear(shop, "k1")).isEqualTo(RestrictionChanges.NONE);
        // Cleared is cleared: who doubts again says so by another key.
        assertThat(doubts.hold(shop, "k1", "ann")).isEqualTo(RestrictionChanges.NONE);
        assertThat(states()).containsExactly("pending");
        assertThat(doubts.hold(shop, "k2", "ann").held()).isOne();
    }

    @Test
    void what_contradicts_or_belongs_elsewhere_is_a_fault_of_the_caller() {
        doubts.hold(shop, "k1", "ann");
        var other = scene.shop();
        assertThatThrownBy(() -> doubts.block(shop, "k1", "ann")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> doubts.clear(shop, "k2")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> doubts.hold(other, "k1", nora)).isInstanceOf(IllegalArgumentException.class);
        var ann = Doubts.restriction(other, "k1", doubts.customer(shop, "ann"), Strength.HOLD);
        assertThatThrownBy(() -> doubts.raise(other, ann)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Doubts.restriction(shop, "", Doubts.affiliate(nora), Strength.HOLD))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Doubts.restriction(shop, "k3", Doubts.affiliate(nora), Strength.BLOCK))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void many_are_told_at_once_and_what_stands_can_be_asked() {
        shop.brought(nora, "bob");
        var ann = doubts.customer(shop, "ann");
        var bob = doubts.customer(shop, "bob");
        var changes = transactions.required(() -> restrictions.change(
                Doubts.program(shop),
                List.of(
                        Doubts.restriction(shop, "k1", bob, Strength.BLOCK),
                        Doubts.restriction(shop, "k2", ann, Strength.HOLD),
                        Doubts.restriction(shop, "k3", Doubts.affiliate(nora), Strength.HOLD),
                        Doubts.restriction(shop, "k4", ann, Strength.BLOCK)),
                List.of(new Clearing("k1", shop.now(), "system"))));
        assertThat(changes.raised()).containsExactlyInAnyOrder("k1", "k2", "k3", "k4");
        assertThat(changes.cleared()).containsExactly("k1");
        assertThat(restrictions.standing(bob)).isEmpty();
        assertThat(restrictions.standing(ann)).extracting(Restriction::key).containsExactlyInAnyOrder("k2", "k4");
        assertThat(restrictions.standing(Doubts.affiliate(nora)))
                .singleElement()
                .satisfies(one -> assertThat(one.reason()).isEqualTo(RestrictionReason.WASH_TRADE));
        assertThat(restrictions.strongest(ann.customer().orElseThrow())).contains(Strength.BLOCK);
        assertThat(restrictions.strongest(bob.customer().orElseThrow())).isEmpty();
        assertThat(shop.audited(ann.text())).contains("commission.held", "commission.blocked");
        assertThat(shop.audited(bob.text())).contains("commission.blocked", "commission.unblocked");
        assertThat(shop.audited(nora.id())).contains("commission.held");
        assertThat(shop.verdict().get("violations")).isEmpty();
    }

    @Test
    void what_is_rolled_back_was_never_raised() {
        var ann = doubts.customer(shop, "ann");
        assertThatThrownBy(() -> transactions.run(() -> {
                    restrictions.raise(Doubts.program(shop), Doubts.restriction(shop, "k1", ann, Strength.BLOCK));
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(states()).containsExactly("pending");
        assertThat(restrictions.standing(ann)).isEmpty();
        assertThat(shop.audited(ann.text())).doesNotContain("commission.blocked");
        assertThat(shop.verdict().get("violations")).isEmpty();
    }

    @Test
    void two_who_raise_the_same_at_once_raise_it_once() throws Exception {
        for (int turn = 0; turn < 10; turn++) {
            var key = "k" + turn;
            boolean block = turn % 2 == 0;
            try (var threads = Executors.newFixedThreadPool(2)) {
                var tasks = IntStream.range(0, 2)
                        .<Callable<RestrictionChanges>>mapToObj(
                                _ -> () -> block ? doubts.block(shop, key, "ann") : doubts.hold(shop, key, nora))
                        .toList();
                assertThat(threads.invokeAll(tasks).stream().map(Future::resultNow))
                        .filteredOn(changes -> !changes.raised().isEmpty())
                        .hasSize(1);
            }
        }
        assertThat(shop.verdict().get("violations")).isEmpty();
        assertThat(states()).containsExactly("reversed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update restriction set strength = 'hold' where program_id = :program",
                "delete from restriction where program_id = :program",
                "update restriction_end set actor = 'x' where program_id = :program",
                "delete from restriction_end where program_id = :program",
                "update restriction_spared set amount = 1 where program_id = :program",
                "delete from restriction_spared where program_id = :program",
                "insert into restriction (program_id, key, strength, reason, raised_at, actor)"
                        + " values (:program, 'x', 'hold', 'other', now(), 'x')",
                "insert into restriction (program_id, key, affiliate_id, strength, reason, raised_at, actor)"
                        + " select :program, 'x', id, 'block', 'other', now(), 'x' from affiliate where program_id = :program",
                "insert into restriction_end (program_id, key, cleared_at, actor) values (:program, 'nothing', now(), 'x')",
                "insert into restriction_end (program_id, key, cleared_at, actor) values (:program, 'k2', now(), 'x')",
                "update commission_state set paid_before = -1 where program_id = :program"
            })
    void facts_are_neither_changed_nor_made_up(String sql) {
        shop.moveDays(40);
        shop.paidOut(nora);
        doubts.block(shop, "k1", "ann");
        doubts.hold(shop, "k2", "ann");
        doubts.clear(shop, "k2");
        assertThatThrownBy(() -> update(sql)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void whoever_writes_a_line_is_held_while_something_stands_and_then_alone() {
        update("update commission_state set held = true, paid_before = 5 where program_id = :program");
        assertThat(states()).containsExactly("pending");
        doubts.hold(shop, "k1", "ann");
        update("update commission_state set held = false, paid_before = 0 where program_id = :program");
        assertThat(states()).containsExactly("held");
        assertThat(shop.verdict().get("violations")).isEmpty();
    }

    @Test
    void what_somebody_slipped_past_the_triggers_is_found() {
        doubts.block(shop, "k1", "ann");
        update("update customer set blocked_except = null where program_id = :program");
        assertThat(violations()).containsExactly("block of a customer differs from its restrictions");
        shop.tell(Event.renewal("a2", "ann", 1_000));
        update("update customer set blocked_except = '{}' where program_id = :program and ref = 'ann'");
        assertThat(violations()).containsOnly("counts though its customer is blocked");
        doubts.clear(shop, "k1");
        assertThat(violations()).isEmpty();
    }

    @Test
    void a_hold_that_is_not_followed_is_found() {
        update("""
                insert into restriction (program_id, key, affiliate_id, strength, reason, raised_at, actor)
                select :program, 'x', id, 'hold', 'other', now(), 'x' from affiliate where program_id = :program
                """);
        assertThat(violations()).containsExactly("not held though it has to be");
        update("update commission_state set held = true where program_id = :program");
        assertThat(violations()).isEmpty();
        update("insert into restriction_end (program_id, key, cleared_at, actor) values (:program, 'x', now(), 'x')");
        assertThat(violations()).containsExactly("held though nothing holds it");
        update("update commission_state set held = false where program_id = :program");
        assertThat(violations()).isEmpty();
    }

    /** Of this programme's customers and lines. */
    private List<String> violations() {
        return jdbc.sql("""
                select v.what from commission_violation v where v.id in (
                    select line_id::text from commission_state where program_id = :program
                    union all select id::text from customer where program_id = :program)
                """)
                .param("program", Doubts.program(shop).value())
                .query((row, _) -> String.valueOf(row.getString("what")))
                .list();
    }
}
