package dev.handsel.fraud.cases;

import static dev.handsel.fraud.rules.Action.HOLD;
import static dev.handsel.fraud.verdicts.Opinions.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.verdicts.Opinions;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.Client.Reply;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A programme in which Nora brought Ann, who has paid, and Bob: what is suspected of them, and what becomes of it. */
record Affair(CaseScene cases, Opinions opinions, Shop shop, Shop.Affiliate nora) {

    /** Each line of Nora, as {@code a1 held}. */
    List<String> lines() {
        return shop.lines(
                nora,
                line -> line.get("invoice").asString() + " " + line.get("state").asString());
    }

    /** Cases as {@code self_referral open hold}. */
    static List<String> states(List<JsonNode> found) {
        return found.stream()
                .map(one -> one.get("type").asString() + " " + one.get("state").asString() + " "
                        + one.get("action").asString())
                .toList();
    }

    List<String> states(String filter) {
        return states(cases.cases(shop, filter));
    }

    /** Ann is held as another of Nora, by these families of evidence. */
    void held(String... families) {
        opinions.say(shop, said("ann", "nora", Rule.SR_2, HOLD, 0.8, families));
    }

    /** The only case there is, dismissed. */
    Reply dismissed(Map<String, Object> more) {
        return decided("dismiss", more);
    }

    /** The only case there is, confirmed. */
    Reply confirmed() {
        return decided("confirm", Map.of("reason_code", "fraud"));
    }

    private Reply decided(String decision, Map<String, Object> more) {
        var reply = cases.decide(cases.manager, cases.only(shop), decision, more);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }
}
