package dev.handsel.fraud.verdicts;

import static dev.handsel.fraud.rules.Action.BLOCK;
import static dev.handsel.fraud.rules.Action.CLEAR;
import static dev.handsel.fraud.rules.Action.HOLD;
import static dev.handsel.fraud.verdicts.Opinions.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.replay.Recompute;
import dev.handsel.fraud.rules.Rule;
import dev.handsel.identity.access.Role;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.StatementCount;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A programme that an older version has kept is judged after the upgrade, and nothing is held until its owner says so. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class EffectsTest {

    @Autowired
    EventScene scene;

    @Autowired
    Opinions opinions;

    @Autowired
    Verdicts verdicts;

    @Autowired
    Recompute recompute;

    @Autowired
    Bearers bearers;

    @Autowired
    JdbcClient jdbc;

    @Value("${handsel.public-url}")
    String url;

    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void a_programme_with_a_history() throws IOException {
        shop = scene.shop();
        nora = shop.affiliate("nora");
        shop.brought(nora, "ann");
        shop.brought(nora, "bob");
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.tell(Event.invoice("b1", "bob", 3_000));
        shop.moveDays(40);
        jdbc.sql(upgrade()).param("program", Opinions.program(shop).value()).update();
    }

    /** What the upgrade does to every programme that is there, of this one. */
    private static String upgrade() throws IOException {
        try (InputStream file = EffectsTest.class.getResourceAsStream("/db/migration/V068__fraud_effects.sql")) {
            var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            var insert = text.substring(text.indexOf("insert into"), text.indexOf(" group by p.id"));
            return insert + " where p.id = :program group by p.id";
        }
    }

    @AfterEach
    void everything_is_as_it_has_to_be() {
        assertThat(shop.verdict().get("violations")).isEmpty();
        assertThat(recompute.run(_ -> {}).differences()).isEmpty();
    }

    private void effects(String effects) {
        var set = new Client(url)
                .send(
                        "PUT",
                        "/v1/programs/" + shop.id() + "/fraud_parameters",
                        BodyPublishers.ofString("{\"parameters\": {}, \"effects\": \"" + effects + "\"}"),
                        "Authorization",
                        bearers.with(Role.OWNER),
                        "If-Match",
                        "*",
                        "Content-Type",
                        "application/json");
        assertThat(set.status()).as(set.text()).isEqualTo(200);
    }

    private List<String> states() {
        return shop.lines(
                nora,
                line -> line.get("invoice").asString() + " " + line.get("state").asString());
    }

    private List<Long> run() {
        return shop.asManager("/v1/programs/" + shop.id() + "/payouts/run", Map.of())
                .json()
                .get("payouts")
                .valueStream()
                .map(payout -> payout.get("amount").asLong())
                .toList();
    }

    private void doubted() {
        opinions.say(shop, said("ann", "nora", Rule.SR_2, HOLD, 0.8), said("bob", "nora", Rule.SR_2, BLOCK, 0.95));
    }

    /** All of them wait: with each batch they would be more to read. */
    @Test
    void those_who_wait_are_not_read_while_nobody_is_restricted() {
        doubted();
        var said = StatementCount.here(() -> {
            opinions.say(shop, said("ann", "nora", Rule.SR_2, HOLD, 0.9));
            return 0;
        });
        assertThat(said.statements()).isNotEmpty().noneMatch(statement -> statement.contains("restriction is null"));
        effects("full");
        assertThat(states()).contains("a1 held");
    }

    @Test
    void verdicts_of_before_are_shown_and_hold_nothing_until_the_owner_says_so() {
        doubted();
        assertThat(opinions.told(shop))
                .containsExactly("account ann self_referral hold SR-2", "account bob self_referral block SR-2");
        assertThat(states()).containsExactly("a1 payable", "b1 payable");

        effects("full");

        assertThat(states()).containsExactly("a1 held", "b1 reversed");
        assertThat(run()).isEmpty();
        assertThat(shop.audited(shop.id())).contains("fraud.rules.configured");
    }

    @Test
    void what_it_holds_is_released_when_it_is_switched_back_and_held_again_later() {
        effects("full");
        doubted();
        assertThat(states()).containsExactly("a1 held", "b1 reversed");
        effects("flag_only");
        assertThat(states()).contains("a1 payable").doesNotContain("a1 held");
        assertThat(opinions.told(shop)).hasSize(2);
        effects("full");
        assertThat(states()).contains("a1 held");
        opinions.say(shop, said("ann", "nora", Rule.SR_2, CLEAR, 0));
        assertThat(states()).contains("a1 payable");
    }

    @Test
    void what_is_cleared_meanwhile_holds_nothing_when_it_is_switched_on() {
        doubted();
        opinions.say(shop, said("ann", "nora", Rule.SR_2, CLEAR, 0), said("bob", "nora", Rule.SR_2, CLEAR, 0));
        effects("full");
        assertThat(states()).containsExactly("a1 payable", "b1 payable");
        assertThat(run()).containsExactly(1_800L);
    }

    @Test
    void nothing_is_held_of_those_who_came_later_either() {
        opinions.say(shop, said("eve", "nora", Rule.SR_2, HOLD, 0.8));
        shop.brought(nora, "eve");
        shop.tell(Event.invoice("e1", "eve", 1_000));
        opinions.take(shop, List.of());
        assertThat(states()).contains("e1 pending");
        effects("full");
        assertThat(states()).contains("e1 held");
    }
}
