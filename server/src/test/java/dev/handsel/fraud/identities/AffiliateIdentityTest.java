package dev.handsel.fraud.identities;

import static dev.handsel.fraud.identities.IdentityScene.customer;
import static dev.handsel.fraud.identities.IdentityScene.login;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.DeviceId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** By what affiliates are known: what is told of them, and what they registered themselves. */
@HandselTest
class AffiliateIdentityTest {

    @Autowired
    EventScene events;

    @Autowired
    IdentityScene scene;

    @Autowired
    Identities identities;

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
    void an_affiliate_is_known_by_their_own_particulars_and_devices() {
        var nora = shop.affiliate("nora");
        shop.tell(Event.signup("bob").with("email", "nora+bob@aff.example"));
        identities.catchUp(program);
        assertThat(scene.known(program, customer("nora")))
                .containsExactlyInAnyOrder("mail_domain 0 of 2", "mailbox 0 of 2");

        var device = registered(nora);
        shop.tell(login("bob", "192.0.2.1").with("device", device.toString()));
        identities.catchUp(program);
        assertThat(scene.known(program, customer("nora")))
                .containsExactlyInAnyOrder("device 0 of 2", "mail_domain 0 of 2", "mailbox 0 of 2");
    }

    @Test
    void a_device_that_was_there_before_the_affiliate_had_the_account_counts_too() {
        var account = account();
        var device = device(account);
        var nora = shop.affiliate("nora");
        identities.catchUp(program);
        assertThat(scene.known(program, customer("nora"))).hasSize(2);

        join(nora, account);
        shop.tell(login("bob", "192.0.2.1").with("device", device.toString()));
        identities.catchUp(program);
        assertThat(scene.known(program, customer("nora"))).contains("device 0 of 2");
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
        assertThat(scene.known(program, customer("nora"))).noneMatch(text -> text.startsWith("device"));

        jdbc.sql("update device set state = 'active', confirmed_at = now() where id = :id")
                .param("id", device.value())
                .update();
        identities.catchUp(program);
        assertThat(scene.known(program, customer("nora"))).contains("device 0 of 1");
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
        assertThat(scene.known(program, party)).contains("payout_account 0 of 2");
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
}
