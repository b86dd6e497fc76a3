package dev.handsel.fraud.identities;

import static dev.handsel.fraud.identities.IdentityScene.customer;
import static dev.handsel.fraud.identities.IdentityScene.login;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.Fact.Client;
import dev.handsel.base.facts.Fact.Envelope;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.StatementCount;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Identities as they follow from what merchants tell, on the real database. */
@HandselTest
class IdentityReaderTest {

    private static final Instant START = Instant.parse(EventScene.START);

    @Autowired
    EventScene events;

    @Autowired
    IdentityScene scene;

    @Autowired
    Identities identities;

    @Autowired
    IdentityReader reader;

    @Autowired
    IdentityFigures figures;

    @Autowired
    IdentityLoop loop;

    @Autowired
    MeterRegistry meters;

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

        assertThat(scene.known(program, customer("ann")))
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
        var other = events.shop();
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
        assertThat(scene.known(program, customer("ann"))).containsExactly("card 1 of 1");
        shop.tell(Event.signup("ann"));
        identities.catchUp(program);
        assertThat(scene.known(program, customer("ann"))).containsExactly("card 1 of 1");
    }

    @Test
    void following_again_changes_nothing() {
        shop.tellAll(login("ann", "192.0.2.1"), login("ann", "192.0.2.1"), login("bob", "192.0.2.1"));
        for (int i = 0; i < 3; i++) {
            identities.catchUp(program);
            assertThat(reader.closing(program).received()).isEmpty();
        }
        assertThat(scene.known(program, customer("ann"))).containsExactly("address 2 of 2");
        assertThat(scene.known(program, customer("bob"))).containsExactly("address 1 of 2");
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
    void five_hundred_events_cost_as_few_statements_as_the_first_did() {
        var costs = new ArrayList<Integer>();
        for (int turn = 0; turn < 4; turn++) {
            int batch = turn;
            shop.tellAll(IntStream.range(0, 500)
                    .mapToObj(i -> login("c" + batch + "-" + i, "198.51.100." + i % 200)
                            .with("device", "d-" + i % 100)
                            .with("fingerprint", "f-" + batch + "-" + i))
                    .toList());
            var count = StatementCount.here(
                    () -> assertThat(reader.closing(program).received()).hasSize(500));
            System.out.println("statements of 500 events: " + count.total());
            assertThat(count.total()).as(String.join("\n", count.statements())).isLessThanOrEqualTo(14);
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
            return !scene.known(program, customer("ann")).isEmpty();
        });
        figures.refresh();
        assertThat(meters.get("handsel.fraud.delay").timer().count()).isPositive();
        assertThat(scene.known(program, customer("ann"))).containsExactly("address 1 of 1");
    }
}
