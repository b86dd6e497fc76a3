package dev.handsel.fraud.identities;

import static dev.handsel.fraud.identities.IdentityScene.customer;
import static dev.handsel.fraud.identities.IdentityScene.login;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Identities that are forgotten, on demand and by their age. */
@HandselTest
class ForgottenIdentityTest {

    @Autowired
    EventScene events;

    @Autowired
    IdentityScene scene;

    @Autowired
    Identities identities;

    @Autowired
    IdentityRetention retention;

    private Shop shop;
    private ProgramId program;

    @BeforeEach
    void open() {
        shop = events.shop();
        program = ProgramId.parse(shop.id());
    }

    @Test
    void somebody_is_forgotten_with_one_call_also_what_was_not_followed_yet() {
        shop.tellAll(login("ann", "192.0.2.1"), login("bob", "192.0.2.1"));
        identities.catchUp(program);
        shop.tell(login("ann", "192.0.2.2"));

        assertThat(identities.erase(program, customer("ann"))).isEqualTo(2);

        assertThat(scene.known(program, customer("ann"))).isEmpty();
        assertThat(scene.known(program, customer("bob"))).containsExactly("address 1 of 1");
        assertThat(scene.miscounted(program)).isEmpty();
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
        assertThat(scene.known(program, customer("ann"))).containsExactly("address 1 of 2");

        shop.moveTo("2027-02-02T00:00:00Z");
        retention.run(program);
        assertThat(scene.known(program, customer("ann"))).isEmpty();
        assertThat(scene.known(program, customer("bob"))).containsExactly("address 2 of 1");
        assertThat(scene.miscounted(program)).isEmpty();
    }
}
