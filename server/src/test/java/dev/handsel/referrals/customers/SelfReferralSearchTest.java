package dev.handsel.referrals.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Customers of before, whom nobody took for the affiliate they are owed to. */
@HandselTest
class SelfReferralSearchTest {

    @Autowired
    EventScene scene;

    @Autowired
    SelfReferralSearch search;

    @Autowired
    JdbcClient jdbc;

    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void open() {
        shop = scene.shop();
        var reply = shop.asMerchant(
                "/v1/affiliates",
                Map.of("external_id", "u-nora", "email", "nora@icloud.com", "coupons", List.of("N" + shop.tag())));
        nora = new Shop.Affiliate(reply.json().get("id").asString(), "nora", "", "N" + shop.tag(), "nora@icloud.com");
    }

    /** A customer as an older server may have left them. */
    private void attributed(String customer, String email) {
        shop.tell(Event.signup(customer).with("coupon", nora.coupon()));
        jdbc.sql("update customer set email_normalised = :email where program_id = :program and ref = :ref")
                .param("email", email)
                .param("program", ProgramId.parse(shop.id()).value())
                .param("ref", customer)
                .update();
    }

    private void rulesHaveChanged() {
        jdbc.sql("update customer_mailbox_search set rules = 'older'").update();
    }

    private List<String> listed() {
        return shop.all("/v1/programs/" + shop.id() + "/self_referrals").stream()
                .map(found -> found.get("customer").asString() + " "
                        + found.get("reason").asString())
                .toList();
    }

    private String idOf(String customer) {
        return jdbc.sql("select id from customer where program_id = :program and ref = :ref")
                .param("program", ProgramId.parse(shop.id()).value())
                .param("ref", customer)
                .query((row, _) -> new dev.handsel.base.ids.CustomerId(row.getObject("id", java.util.UUID.class)))
                .single()
                .toString();
    }

    @Test
    void they_are_listed_once_and_nothing_else_changes() {
        attributed("ann", "nora@me.com");
        attributed("bob", "bob@me.com");
        attributed("cat", "nora@mac.com");
        shop.tell(Event.invoice("in1", "ann", 3000));
        rulesHaveChanged();

        search.run();

        assertThat(listed()).containsExactly("cat same_mailbox", "ann same_mailbox");
        var first = shop.get("/v1/programs/" + shop.id() + "/self_referrals?limit=1")
                .json();
        assertThat(first.get("data").get(0).get("affiliate").asString()).isEqualTo(nora.id());
        assertThat(first.get("has_more").asBoolean()).isTrue();
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 900");
        assertThat(shop.audited(idOf("ann"))).contains("customer.self_referral_found");

        rulesHaveChanged();
        search.run();
        assertThat(listed()).hasSize(2);
        assertThat(shop.audited(idOf("ann"))).containsOnlyOnce("customer.self_referral_found");
    }

    @Test
    void whom_an_older_server_took_meanwhile_is_found_by_the_next_search() {
        rulesHaveChanged();
        search.run();
        attributed("ann", "nora@me.com");
        search.run();
        assertThat(listed()).containsExactly("ann same_mailbox");
    }

    @Test
    void a_search_that_was_cut_short_goes_on_where_it_was() {
        attributed("ann", "nora@me.com");
        attributed("bob", "nora@mac.com");
        rulesHaveChanged();
        search.run();
        jdbc.sql("delete from customer_self_referral where program_id = :program")
                .param("program", ProgramId.parse(shop.id()).value())
                .update();
        jdbc.sql("""
                update customer_mailbox_search set last_customer =
                    (select id from customer where program_id = :program and ref = 'ann')
                """).param("program", ProgramId.parse(shop.id()).value()).update();
        search.run();
        assertThat(listed()).containsExactly("bob same_mailbox");
    }

    @Test
    void other_programmes_see_nothing_of_it() {
        attributed("ann", "nora@me.com");
        rulesHaveChanged();
        search.run();
        var other = scene.shop();
        assertThat(other.get("/v1/programs/" + shop.id() + "/self_referrals").status())
                .isEqualTo(404);
        assertThat(other.all("/v1/programs/" + other.id() + "/self_referrals")).isEmpty();
    }
}
