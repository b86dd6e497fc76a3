package dev.handsel.inbox.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.identity.access.Role;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.HandselTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Owners are told what was given up: once, and again a week later at the earliest. */
@HandselTest
class GivenUpMailsTest {

    @Autowired
    EventScene scene;

    @Autowired
    GivenUpMails mails;

    @Autowired
    Bearers bearers;

    @Autowired
    JdbcClient jdbc;

    @Value("${handsel.public-url}")
    String url;

    private final String name = "Shop " + UUID.randomUUID();
    private Shop shop;
    private String owner;
    private String address;
    private Client client;

    @BeforeEach
    void open() {
        client = new Client(url);
        shop = scene.shop(wish -> wish.put("name", name));
        owner = bearers.with(Role.OWNER);
        address = client.get("/v1/accounts/me", "Authorization", owner)
                .json()
                .get("email")
                .asString();
    }

    private List<String> told() {
        mails.run();
        return client.get("/v1/mailbox?limit=100&to=" + address, "Authorization", owner)
                .json()
                .get("data")
                .valueStream()
                .filter(mail -> mail.get("subject").asString().contains(name))
                .map(mail -> mail.get("text").asString())
                .toList();
    }

    private void aWeekPasses() {
        jdbc.sql("update waiting_given_up set told_at = told_at - interval '7 days' where program_id = "
                        + "(select id from program where name = :name)")
                .param("name", name)
                .update();
    }

    private void givenUp(String invoice) {
        shop.tell(Event.refund(invoice, 100));
        shop.moveDays(31);
    }

    @Test
    void owners_are_told_with_where_to_look() {
        shop.tell(Event.refund("in1", 100));
        assertThat(told()).isEmpty();
        givenUp("in2");
        assertThat(told())
                .singleElement()
                .asString()
                .contains("2 more")
                .contains("\n" + url + "/v1/programs/" + shop.id() + "/waiting\n");
    }

    @Test
    void they_are_told_again_only_of_something_new_and_a_week_later() {
        givenUp("in1");
        assertThat(told()).hasSize(1);
        givenUp("in2");
        givenUp("in3");
        assertThat(told()).hasSize(1);
        aWeekPasses();
        assertThat(told()).hasSize(2).first().asString().contains("2 more");
        aWeekPasses();
        assertThat(told()).hasSize(2);
    }
}
