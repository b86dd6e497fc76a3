package dev.handsel.fraud.replay;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.ids.WhitelistId;
import dev.handsel.fraud.evaluation.Evaluation;
import dev.handsel.fraud.rules.FraudType;
import dev.handsel.fraud.verdicts.Rulings;
import dev.handsel.fraud.verdicts.Subject;
import dev.handsel.fraud.verdicts.WhitelistEntry;
import dev.handsel.fraud.verdicts.WhitelistEntry.Of;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.platform.database.Transactions;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * A programme with four affiliates. Ann is held as Nora herself, by Nora's device right after Nora enrolled: 9.00 USD. Bob, Nora's too,
 * has an address that looks like hers, which is a flag: 6.00 USD are earned. Carl is blocked as Otto, by what their addresses, cards, devices, terminals and
 * places have in common: 15.00 USD are not earned. Dora is as Ann, Paul's, and people said that those two are two: 3.00 USD are earned.
 * Eve is as Ann, Quin's, and people confirmed that she refers herself: 6.00 USD are held.
 */
@Component
@ConditionalOnWebApplication
public class ReplayScene {

    private final EventScene scene;
    private final Evaluation evaluation;
    private final Rulings rulings;
    private final Transactions transactions;

    ReplayScene(EventScene scene, Evaluation evaluation, Rulings rulings, Transactions transactions) {
        this.scene = scene;
        this.evaluation = evaluation;
        this.rulings = rulings;
        this.transactions = transactions;
    }

    /** With all that, judged. */
    public Shop shop() {
        var shop = scene.shop();
        affiliate(shop, "nora", "20");
        affiliate(shop, "otto", "20");
        affiliate(shop, "paul", "20");
        affiliate(shop, "quin", "20");
        shop.tell(Event.terminal("otto").with("broker_account", "b-otto").at("2025-12-20T02:00:00Z"));
        pays(shop, "nora", 100, "card-nora", "2025-12-20T03:00:00Z");
        pays(shop, "otto", 100, "card-otto", "2025-12-20T03:00:01Z");
        comes(shop, "ann", "nora", "2025-12-21T00:00:00Z", "device-nora");
        shop.tell(Event.signup("bob")
                .with("code", "nora-" + shop.tag())
                .with("email", "norasmithson@bob.example")
                .with("device", "device-bob")
                .at("2025-12-28T00:00:00Z"));
        carl(shop);
        comes(shop, "dora", "paul", "2025-12-21T00:00:02Z", "device-paul");
        comes(shop, "eve", "quin", "2025-12-21T00:00:03Z", "device-quin");
        pays(shop, "ann", 3_000, "card-ann", "2025-12-29T00:00:00Z");
        pays(shop, "bob", 2_000, "card-bob", "2025-12-29T00:00:01Z");
        pays(shop, "carl", 5_000, "card-otto", "2025-12-29T00:00:02Z");
        pays(shop, "dora", 1_000, "card-dora", "2025-12-29T00:00:03Z");
        pays(shop, "eve", 2_000, "card-eve", "2025-12-29T00:00:04Z");
        judge(shop);
        decide(shop);
        return shop;
    }

    /** Has all judged that was told. */
    void judge(Shop shop) {
        evaluation.catchUp(program(shop));
    }

    static ProgramId program(Shop shop) {
        return ProgramId.parse(shop.id());
    }

    private void decide(Shop shop) {
        var program = program(shop);
        var eve = new Subject(Subject.Kind.ACCOUNT, "customer:eve", FraudType.SELF_REFERRAL);
        var pair = new WhitelistEntry(
                WhitelistId.fresh(),
                program,
                new Of.Pair("customer:dora", "customer:paul"),
                "household",
                "A couple.",
                shop.now(),
                "account:nobody");
        transactions.run(() -> rulings.dismiss(program, List.of(), List.of(pair), shop.now(), "account:nobody"));
        transactions.run(() -> rulings.confirm(program, List.of(eve), shop.now(), "account:nobody"));
    }

    private static void affiliate(Shop shop, String name, String day) {
        shop.tell(Event.signup(name)
                .with("email", name + "smithson@one.example")
                .with("device", "device-" + name)
                .with("ip", "198.51.100." + name.charAt(0) % 100)
                .at("2025-12-" + day + "T00:00:00Z"));
        shop.tell(Event.enrolled(name)
                .with("code", name + "-" + shop.tag())
                .with("device", "device-" + name)
                .at("2025-12-" + day + "T00:10:00Z"));
    }

    private static void comes(Shop shop, String customer, String affiliate, String at, String device) {
        shop.tell(Event.signup(customer)
                .with("code", affiliate + "-" + shop.tag())
                .with("email", "me@" + customer + ".example")
                .with("device", device)
                .at(at));
    }

    private static void carl(Shop shop) {
        shop.tell(Event.signup("carl")
                .with("code", "otto-" + shop.tag())
                .with("email", "ottosmithson@two.example")
                .with("device", "device-otto")
                .with("ip", "198.51.100." + 'o' % 100)
                .at("2025-12-21T00:00:01Z"));
        shop.tell(Event.terminal("carl").with("broker_account", "b-carl").at("2025-12-21T01:00:00Z"));
    }

    private static void pays(Shop shop, String customer, long amount, String card, String at) {
        shop.tell(Event.invoice("in-" + customer, customer, amount)
                .with("payment_fingerprint", card)
                .at(at));
    }
}
