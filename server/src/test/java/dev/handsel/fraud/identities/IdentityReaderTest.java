package dev.handsel.fraud.identities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.Fact.Client;
import dev.handsel.base.facts.Fact.Envelope;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.DeviceId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.Party.Customer;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Inbox;
import dev.handsel.inbox.events.Shop;
import dev.handsel.platform.database.Transactions;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.StatementCount;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Identities as they follow from what merchants tell, on the real database. */
@HandselTest
class IdentityReaderTest {

    private static final Instant START = Instant.parse(EventScene.START);

    @Autowired
    EventScene scene;

    @Autowired
    Inbox inbox;

    @Autowired
    Identities identities;

    @Autowired
    IdentityReader reader;

    @Autowired
    IdentityRetention retention;

    @Autowired
    IdentityFigures figures;

    @Autowired
    IdentityLoop loop;

    @Autowired
    MeterRegistry meters;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient jdbc;

    private Shop shop;
    private ProgramId program;

    @BeforeEach
    void open() {
        shop = scene.shop();
        program = ProgramId.parse(shop.id());
    }

    private static Party.Customer customer(String ref) {
        return new Customer(ref);
    }

    /** What somebody is known by, as {@code address 3 of 2}: told so often, and so many have it. */
    private List<String> known(Party party) {
        return identities.of(program, List.of(party)).stream()
                .map(held -> "%s %d of %d".formatted(held.kind().word(), held.times(), held.fanOut()))
                .toList();
    }

    private static Event login(String customer, String ip) {
        return Event.login(customer).with("ip", ip);
    }

    @Test
    void each_event_tells_by_what_its_customer_is_known() {
        shop.tellAll(
                Event.signup("ann")
                        .with("email", "annabelle@shop.example")
                        .with("ip", "192.0.2.1")
                        .with("device", "d-1")
                        .with("fingerprint", "f-1"),
                Event.invoice("in-1", "ann", 1000)
                        .with("payment_fingerprint", "card-1")
                        .with("ip", "192.0.2.2"),
                Event.terminal("ann"),
                Event.tradeOpened("t-1", "ann").with("account", "77001"),
                Event.click("nobody-" + shop.tag()).with("ip", "192.0.2.3").with("device", "d-9"));

        identities.catchUp(program);

        assertThat(known(customer("ann")))
                .containsExactlyInAnyOrder(
                        "address 1 of 1",
                        "address 1 of 1",
                        "broker_account 2 of 1",
                        "card 1 of 1",
                        "device 1 of 1",
                        "fingerprint 1 of 1",
                        "mail_domain 1 of 1",
                        "mailbox 1 of 1",
                        "stem 1 of 1",
                        "terminal 1 of 1");
        assertThat(jdbc.sql("select count(*) from fraud_identity where program_id = :program")
                        .param("program", program.value())
                        .query(Integer.class)
                        .single())
                .as("a click is nobody's")
                .isEqualTo(10);
    }

    @Test
    void values_are_hashes_by_a_key_of_the_programme() {
        var other = scene.shop();
        shop.tell(login("ann", "192.0.2.1"));
        other.tell(login("ann", "192.0.2.1"));
        identities.catchUp(program);
        identities.catchUp(ProgramId.parse(other.id()));

        var here = identities.of(program, List.of(customer("ann"))).getFirst().hash();
        var there = identities
                .of(ProgramId.parse(other.id()), List.of(customer("ann")))
                .getFirst()
                .hash();
        assertThat(here).isNotEqualTo(there);
        assertThat(jdbc.sql("select i::text from fraud_identity i where program_id = :program")
                        .param("program", program.value())
                        .query(String.class)
                        .list())
                .noneMatch(row -> row.contains("192.0.2"));
    }

    @Test
    void what_waits_for_something_is_followed_when_it_comes_and_once() {
        shop.tell(Event.invoice("in-1", "ann", 1000).with("payment_fingerprint", "card-1"));
        identities.catchUp(program);
        assertThat(known(customer("ann"))).containsExactly("card 1 of 1");
        shop.tell(Event.signup("ann"));
        identities.catchUp(program);
        assertThat(known(customer("ann"))).containsExactly("card 1 of 1");
    }

    @Test
    void following_again_changes_nothing() {
        shop.tellAll(login("ann", "192.0.2.1"), login("ann", "192.0.2.1"), login("bob", "192.0.2.1"));
        for (int i = 0; i < 3; i++) {
            identities.catchUp(program);
            assertThat(reader.closing(program).received()).isEmpty();
        }
        assertThat(known(customer("ann"))).containsExactly("address 2 of 2");
        assertThat(known(customer("bob"))).containsExactly("address 1 of 2");
    }

    @Test
    void the_first_and_the_last_time_are_those_of_the_events_in_any_order() {
        shop.moveDays(10);
        for (var day : List.of(5, 1, 9, 3)) {
            shop.tell(login("ann", "192.0.2.1")
                    .with("occurred_at", START.plus(Duration.ofDays(day)).toString()));
            identities.catchUp(program);
        }
        assertThat(identities.of(program, List.of(customer("ann"))))
                .singleElement()
                .satisfies(held -> {
                    assertThat(held.first()).isEqualTo(START.plus(Duration.ofDays(1)));
                    assertThat(held.last()).isEqualTo(START.plus(Duration.ofDays(9)));
                    assertThat(held.times()).isEqualTo(4);
                });
    }

    @Test
    void a_step_that_is_cut_short_leaves_nothing_and_is_taken_again() {
        shop.tellAll(login("ann", "192.0.2.1"), login("bob", "192.0.2.1"));
        assertThatThrownBy(() -> transactions.run(() -> {
                    assertThat(reader.closing(program).received()).hasSize(2);
                    throw new IllegalStateException("cut short");
                }))
                .hasMessage("cut short");
        assertThat(known(customer("ann"))).isEmpty();

        assertThat(reader.closing(program).received()).hasSize(2);
        assertThat(known(customer("ann"))).containsExactly("address 1 of 2");
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
        assertThat(known(customer("bob"))).isEmpty();

        commit.countDown();
        slow.get(20, TimeUnit.SECONDS);
        assertThat(reader.closing(program).received()).hasSize(2);
        assertThat(known(customer("ann"))).containsExactly("address 1 of 2");
        assertThat(known(customer("bob"))).containsExactly("address 1 of 2");
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
        assertThat(known(customer("ann"))).isEmpty();
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

        assertThat(second).isEqualTo(IdentityReader.Step.NONE);
        assertThat(known(customer("ann"))).containsExactly("address 1 of 1");
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

        assertThat(miscounted()).isEmpty();
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

    private List<String> miscounted() {
        return jdbc.sql("""
                select f.kind || ' ' || f.n || ' ' || count(i.account) from fraud_fanout f
                full join fraud_identity i using (program_id, kind, value_hash)
                where program_id = :program
                group by program_id, kind, value_hash, f.kind, f.n having f.n is distinct from count(i.account)
                """).param("program", program.value()).query(String.class).list().stream()
                .map(String::valueOf)
                .toList();
    }

    @Test
    void who_shares_what_an_event_names_is_found_unless_it_is_a_crowd() {
        shop.tellAll(
                login("ann", "192.0.2.1").with("device", "d-1"),
                login("bob", "192.0.2.9").with("device", "d-1"));
        shop.tellAll(IntStream.range(0, 40)
                .mapToObj(i -> login("c" + i, "192.0.2.1"))
                .toList());
        identities.catchUp(program);

        var fact = new Fact.Login(new Envelope("e", START), "ann", new Client("192.0.2.1", null, null, "d-1"));
        assertThat(identities.sharing(program, List.of(fact)))
                .extracting(held -> held.kind() + " " + held.party().key())
                .containsExactly("DEVICE customer:ann", "DEVICE customer:bob");
        assertThat(identities.neighbours(program, List.of(customer("bob"))))
                .isEqualTo(identities.sharing(program, List.of(fact)));
        assertThat(identities.neighbours(program, List.of(customer("c1")))).isEmpty();

        // One fewer, and it is no crowd any more.
        identities.erase(program, customer("c39"));
        assertThat(identities.neighbours(program, List.of(customer("c1")))).hasSize(40);
    }

    @Test
    void an_affiliate_is_known_by_their_own_particulars_and_devices() {
        var nora = shop.affiliate("nora");
        shop.tell(Event.signup("bob").with("email", "nora+bob@aff.example"));
        identities.catchUp(program);
        assertThat(known(customer("nora"))).containsExactlyInAnyOrder("mail_domain 0 of 2", "mailbox 0 of 2");

        var device = registered(nora);
        shop.tell(login("bob", "192.0.2.1").with("device", device.toString()));
        identities.catchUp(program);
        assertThat(known(customer("nora")))
                .containsExactlyInAnyOrder("device 0 of 2", "mail_domain 0 of 2", "mailbox 0 of 2");
    }

    @Test
    void a_device_that_was_there_before_the_affiliate_had_the_account_counts_too() {
        var account = account();
        var device = device(account);
        var nora = shop.affiliate("nora");
        identities.catchUp(program);
        assertThat(known(customer("nora"))).hasSize(2);

        join(nora, account);
        shop.tell(login("bob", "192.0.2.1").with("device", device.toString()));
        identities.catchUp(program);
        assertThat(known(customer("nora"))).contains("device 0 of 2");
    }

    @Test
    void a_device_counts_once_it_is_confirmed() {
        var nora = shop.affiliate("nora");
        var account = account();
        join(nora, account);
        var device = DeviceId.fresh();
        jdbc.sql(
                        "insert into device (id, owner_id, name, state, created_at) values (:id, :owner, 'n', 'pending', now())")
                .param("id", device.value())
                .param("owner", account)
                .update();
        identities.catchUp(program);
        assertThat(known(customer("nora"))).noneMatch(text -> text.startsWith("device"));

        jdbc.sql("update device set state = 'active', confirmed_at = now() where id = :id")
                .param("id", device.value())
                .update();
        identities.catchUp(program);
        assertThat(known(customer("nora"))).contains("device 0 of 1");
    }

    @Test
    void an_affiliate_whom_the_merchant_has_no_id_for_is_known_too() {
        var nora = shop.affiliate("nora");
        jdbc.sql("update affiliate set external_id = null, payout_fingerprint = 'bank-1' where id = :id")
                .param("id", AffiliateId.parse(nora.id()).value())
                .update();
        shop.tell(Event.enrolled("mia").with("payout_fingerprint", "bank-1"));
        identities.catchUp(program);

        var party = Party.ofAffiliate(AffiliateId.parse(nora.id()), null);
        assertThat(known(party)).contains("payout_account 0 of 2");
        assertThat(identities.neighbours(program, List.of(customer("mia"))))
                .extracting(HeldIdentity::party)
                .contains(party, customer("mia"));
    }

    private DeviceId registered(Shop.Affiliate affiliate) {
        var account = account();
        join(affiliate, account);
        return device(account);
    }

    private UUID account() {
        var id = UUID.randomUUID();
        jdbc.sql("insert into account (id, email, email_verified, created_at) values (:id, '', false, now())")
                .param("id", id)
                .update();
        return id;
    }

    private DeviceId device(UUID account) {
        var id = DeviceId.fresh();
        jdbc.sql("""
                insert into device (id, owner_id, name, state, created_at, confirmed_at)
                values (:id, :owner, 'phone', 'active', now(), now())
                """).param("id", id.value()).param("owner", account).update();
        return id;
    }

    private void join(Shop.Affiliate affiliate, UUID account) {
        jdbc.sql("update affiliate set account_id = :account where id = :id")
                .param("account", account)
                .param("id", AffiliateId.parse(affiliate.id()).value())
                .update();
    }

    @Test
    void somebody_is_forgotten_with_one_call_also_what_was_not_followed_yet() {
        shop.tellAll(login("ann", "192.0.2.1"), login("bob", "192.0.2.1"));
        identities.catchUp(program);
        shop.tell(login("ann", "192.0.2.2"));

        assertThat(identities.erase(program, customer("ann"))).isEqualTo(2);

        assertThat(known(customer("ann"))).isEmpty();
        assertThat(known(customer("bob"))).containsExactly("address 1 of 1");
        assertThat(miscounted()).isEmpty();
        assertThat(identities.erase(program, customer("ann"))).isZero();
    }

    @Test
    void what_was_not_told_for_thirteen_months_is_forgotten() {
        shop.tellAll(login("ann", "192.0.2.1"), login("bob", "192.0.2.1"));
        shop.moveTo("2026-06-01T00:00:00Z");
        shop.tell(login("bob", "192.0.2.1"));
        identities.catchUp(program);

        shop.moveTo("2027-02-01T23:59:59Z");
        retention.run(program);
        assertThat(known(customer("ann"))).containsExactly("address 1 of 2");

        shop.moveTo("2027-02-02T00:00:00Z");
        retention.run(program);
        assertThat(known(customer("ann"))).isEmpty();
        assertThat(known(customer("bob"))).containsExactly("address 2 of 1");
        assertThat(miscounted()).isEmpty();
    }

    @Test
    void five_hundred_events_cost_as_few_statements_as_the_first_did() {
        var costs = new ArrayList<Integer>();
        for (int turn = 0; turn < 4; turn++) {
            int batch = turn;
            shop.tellAll(IntStream.range(0, 500)
                    .mapToObj(i -> login("c" + batch + "-" + i, "198.51.100." + i % 200)
                            .with("device", "d-" + i % 100)
                            .with("fingerprint", "f-" + batch + "-" + i))
                    .toList());
            var count = StatementCount.of(
                    () -> assertThat(reader.closing(program).received()).hasSize(500));
            System.out.println("statements of 500 events: " + count.total());
            assertThat(count.total()).as(String.join("\n", count.statements())).isLessThanOrEqualTo(12);
            costs.add(count.total());
        }
        assertThat(costs.getLast()).isLessThanOrEqualTo(costs.getFirst());
    }

    @Test
    void figures_say_how_far_behind_it_is() {
        shop.tell(login("ann", "192.0.2.1"));
        figures.refresh();
        assertThat(meters.get("handsel.fraud.behind").gauge().value()).isPositive();
        Eventually.happens(Duration.ofSeconds(30), "nothing more comes of that time", () -> {
            loop.round();
            return !known(customer("ann")).isEmpty();
        });
        figures.refresh();
        assertThat(meters.get("handsel.fraud.delay").timer().count()).isPositive();
        assertThat(known(customer("ann"))).containsExactly("address 1 of 1");
    }
}
