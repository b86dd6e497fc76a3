package dev.handsel.fraud.evaluation;

import static dev.handsel.fraud.rules.Action.HOLD;
import static dev.handsel.fraud.verdicts.Opinions.judgement;
import static dev.handsel.fraud.verdicts.Opinions.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.Identities;
import dev.handsel.fraud.identities.Party;
import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.verdicts.Judgement;
import dev.handsel.fraud.verdicts.Opinions;
import dev.handsel.fraud.verdicts.Others;
import dev.handsel.fraud.verdicts.Subject.Kind;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody is erased and comes back. Nora brought Ann and Bob. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class ErasedTest {

    private static final Party NORA = new Party.Customer("nora");

    @Autowired
    EventScene scene;

    @Autowired
    Identities identities;

    @Autowired
    Opinions opinions;

    private Shop shop;
    private ProgramId program;
    private Shop.Affiliate nora;

    @BeforeEach
    void open() {
        shop = scene.shop();
        program = ProgramId.parse(shop.id());
        nora = shop.affiliate("nora");
        shop.brought(nora, "ann");
        shop.brought(nora, "bob");
        identities.catchUp(program);
    }

    @Test
    void an_affiliate_who_comes_back_counts_anew() {
        identities.erase(program, NORA);
        shop.tell(Event.login("nora").with("ip", "192.0.2.1"));
        identities.catchUp(program);
        shop.tell(Event.invoice("a1", "ann", 3_000).with("coupon", nora.coupon()));
        identities.catchUp(program);
        assertThat(identities.erase(program, NORA)).isEqualTo(1);
    }

    @Test
    void nothing_is_said_of_the_erased_nor_of_others_because_of_them() {
        opinions.say(
                shop,
                said("ann", "nora", Rule.SR_2, HOLD, 0.8),
                said("nora", "ann", Rule.SR_2, HOLD, 0.8),
                said("bob", "ann", Rule.SR_2, HOLD, 0.8));
        identities.erase(program, NORA);
        assertThat(opinions.told(shop).subList(3, 5))
                .containsExactlyInAnyOrder(
                        "account ann self_referral clear SR-2", "account nora self_referral clear SR-2");
        assertThat(opinions.told(shop)).hasSize(5);
    }

    @Test
    void nothing_is_said_because_of_the_erased_and_another_together() {
        opinions.say(
                shop,
                together("customer:ann", "customer:zoe"),
                together("customer:zoe", "customer:ann"),
                together("customer:bob", "customer:zoe"));
        assertThat(opinions.told(shop)).containsExactly("account nora collusion hold WT-6");
        identities.erase(program, new Party.Customer("ann"));
        identities.erase(program, new Party.Customer("bob"));
        assertThat(opinions.told(shop))
                .containsExactly("account nora collusion hold WT-6", "account nora collusion clear WT-6");
    }

    private static Judgement together(String one, String other) {
        return judgement(Kind.ACCOUNT, "customer:nora", Others.both(one, other), Rule.WT_6, HOLD, 0.8);
    }
}
