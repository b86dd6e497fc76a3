package dev.handsel.fraud.identities;

import static dev.handsel.fraud.identities.IdentityScene.customer;
import static dev.handsel.fraud.identities.IdentityScene.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Inbox;
import dev.handsel.inbox.events.Shop;
import dev.handsel.platform.database.Transactions;
import dev.handsel.testing.HandselTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Events are followed once each, whoever follows them, when they are committed and what is cut short. */
@HandselTest
class IdentityFollowersTest {

    @Autowired
    EventScene events;

    @Autowired
    IdentityScene scene;

    @Autowired
    Inbox inbox;

    @Autowired
    Identities identities;

    @Autowired
    IdentityReader reader;

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

    @Test
    void a_step_that_is_cut_short_leaves_nothing_and_is_taken_again() {
        shop.tellAll(login("ann", "192.0.2.1"), login("bob", "192.0.2.1"));
        assertThatThrownBy(() -> transactions.run(() -> {
                    assertThat(reader.closing(program).received()).hasSize(2);
                    throw new IllegalStateException("cut short");
                }))
                .hasMessage("cut short");
        assertThat(scene.known(program, customer("ann"))).isEmpty();

        assertThat(reader.closing(program).received()).hasSize(2);
        assertThat(scene.known(program, customer("ann"))).containsExactly("address 1 of 2");
    }

    @Test
    void an_event_that_is_committed_after_later_ones_is_not_missed() throws Exception {
        var written = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        var slow = aside(() -> transactions.run(() -> {
            take(login("ann", "192.0.2.1").with("id", "slow"));
            written.countDown();
            await(commit);
        }));
        await(written);
        aside(() -> take(login("bob", "192.0.2.1").with("id", "fast"))).get(20, TimeUnit.SECONDS);

        assertThat(reader.closing(program).received())
                .as("the slow one may still come before")
                .isEmpty();
        assertThat(scene.known(program, customer("bob"))).isEmpty();

        commit.countDown();
        slow.get(20, TimeUnit.SECONDS);
        assertThat(reader.closing(program).received()).hasSize(2);
        assertThat(scene.known(program, customer("ann"))).containsExactly("address 1 of 2");
        assertThat(scene.known(program, customer("bob"))).containsExactly("address 1 of 2");
    }

    @Test
    void an_event_that_is_rolled_back_holds_nobody_up() throws Exception {
        var slow = aside(() -> transactions.run(() -> {
            take(login("ann", "192.0.2.1").with("id", "slow"));
            throw new IllegalStateException("rolled back");
        }));
        assertThatThrownBy(() -> slow.get(20, TimeUnit.SECONDS)).hasMessageContaining("rolled back");
        take(login("bob", "192.0.2.1").with("id", "fast"));
        assertThat(reader.closing(program).received()).hasSize(1);
        assertThat(scene.known(program, customer("ann"))).isEmpty();
    }

    /** On a thread of its own: the common pool has one on a small machine. */
    private static CompletableFuture<Void> aside(Runnable work) {
        return CompletableFuture.runAsync(work, Thread::startVirtualThread);
    }

    private void take(Event event) {
        var json = JsonMapper.shared().readTree(shop.requestOf(List.of(event)));
        inbox.take(program, List.of(inbox.read(json)), "test");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void while_somebody_follows_a_programme_nobody_else_does() throws Exception {
        shop.tell(login("ann", "192.0.2.1"));
        var taken = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        var first = aside(() -> transactions.run(() -> {
            assertThat(reader.closing(program).received()).hasSize(1);
            taken.countDown();
            await(commit);
        }));
        await(taken);
        var second = CompletableFuture.supplyAsync(() -> reader.closing(program), Thread::startVirtualThread)
                .get(20, TimeUnit.SECONDS);
        commit.countDown();
        first.get(20, TimeUnit.SECONDS);

        assertThat(second).isEqualTo(Following.Step.NONE);
        assertThat(scene.known(program, customer("ann"))).containsExactly("address 1 of 1");
    }

    /** Many tell and several follow at once, as replicas do; in the end the counts are those of the rows. */
    @Test
    void the_fan_out_is_right_however_many_follow() throws Exception {
        var work = new ArrayList<CompletableFuture<?>>();
        for (int teller = 0; teller < 3; teller++) {
            int which = teller;
            work.add(aside(() -> IntStream.range(0, 15)
                    .forEach(turn -> shop.tellAll(
                            login("c" + which + "-" + turn % 5, "192.0.2." + turn % 3)
                                    .with("device", "d-" + turn % 4),
                            login("shared", "192.0.2." + which)))));
        }
        for (int follower = 0; follower < 3; follower++) {
            work.add(aside(() -> IntStream.range(0, 40).forEach(_ -> reader.closing(program))));
        }
        for (var one : work) {
            one.get(120, TimeUnit.SECONDS);
        }
        identities.catchUp(program);

        assertThat(scene.miscounted(program)).isEmpty();
        assertThat(jdbc.sql("""
                        select sum((use->>1)::int) from fraud_account, json_array_elements(uses->'address') as use
                        where program_id = :program
                        """)
                        .param("program", program.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(90);
        assertThat(identities.of(program, List.of(customer("shared"))))
                .hasSize(3)
                .allSatisfy(held -> assertThat(held.fanOut()).isEqualTo(16));
    }
}
