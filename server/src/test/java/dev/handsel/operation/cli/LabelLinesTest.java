package dev.handsel.operation.cli;

import static dev.handsel.fraud.rules.Action.HOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.verdicts.Opinions;
import dev.handsel.fraud.verdicts.Rulings;
import dev.handsel.fraud.verdicts.Subject;
import dev.handsel.fraud.verdicts.Subject.Kind;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.platform.database.Transactions;
import dev.handsel.referrals.affiliates.Affiliates;
import dev.handsel.referrals.customers.AllCustomers;
import dev.handsel.testing.HandselTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What {@code fraud labels} prints. */
@HandselTest
class LabelLinesTest {

    @Autowired
    EventScene scene;

    @Autowired
    Opinions opinions;

    @Autowired
    Verdicts verdicts;

    @Autowired
    Rulings rulings;

    @Autowired
    Transactions transactions;

    @Autowired
    AllCustomers customers;

    @Autowired
    Affiliates affiliates;

    @Test
    void what_was_confirmed_is_a_label_and_everything_else_none() {
        var shop = scene.shop();
        var nora = shop.affiliate("nora");
        shop.brought(nora, "ann");
        shop.brought(nora, "bob");
        var ring = Opinions.judgement(Kind.AFFILIATE, "customer:nora", "", Rule.PD_1, HOLD, 0.9);
        var self = Opinions.said("ann", "nora", Rule.SR_2, HOLD, 0.8);
        opinions.say(shop, self, Opinions.said("bob", "nora", Rule.SR_2, HOLD, 0.8), ring);
        List<Subject> confirmed = List.of(self.subject(), ring.subject());
        transactions.run(() -> rulings.confirm(Opinions.program(shop), confirmed, shop.now(), "account:nobody"));

        var out = new StringWriter();
        new LabelLines(verdicts, customers, affiliates).print(Opinions.program(shop), new PrintWriter(out));

        assertThat(out.toString().lines()).containsExactly("""
                        {"entity":"account","customer":"ann","affiliate_id":"nora","labels":["self_referral"],"benign":[]}""", """
                        {"entity":"account","customer":"bob","affiliate_id":"nora","labels":[],"benign":[]}""", """
                        {"entity":"affiliate","customer":"nora","labels":["ring"]}""");
    }
}
