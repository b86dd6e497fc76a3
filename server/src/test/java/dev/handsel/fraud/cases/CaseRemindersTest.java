package dev.handsel.fraud.cases;

import static dev.handsel.fraud.rules.Action.FLAG;
import static dev.handsel.fraud.rules.Action.HOLD;
import static dev.handsel.fraud.verdicts.Opinions.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.verdicts.Opinions;
import dev.handsel.identity.access.Role;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.HandselTest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is told of cases that wait, and when. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class CaseRemindersTest {

    @Autowired
    EventScene scene;

    @Autowired
    CaseScene cases;

    @Autowired
    Opinions opinions;

    @Autowired
    CaseReminders reminders;

    @Autowired
    Bearers bearers;

    @Autowired
    InstantSource clock;

    @Autowired
    JdbcClient jdbc;

    private String owner() {
        return bearers.with(Role.OWNER);
    }

    /** How often this address was told of cases of the programme. */
    private long told(String address, Shop shop) {
        return cases.get(owner(), "/v1/mailbox?limit=100&to=" + address)
                .json()
                .get("data")
                .valueStream()
                .filter(mail -> mail.get("text").asString().contains(shop.id()))
                .count();
    }

    @Test
    void managers_are_reminded_after_a_week_and_owners_after_a_month_once_each_and_nothing_is_released() {
        var manager = "manager-" + UUID.randomUUID() + "@staff.example";
        var boss = "owner-" + UUID.randomUUID() + "@staff.example";
        assertThat(cases.get(bearers.of(manager, Role.MANAGER), "/v1/accounts/me")
                        .status())
                .isEqualTo(200);
        assertThat(cases.get(bearers.of(boss, Role.OWNER), "/v1/accounts/me").status())
                .isEqualTo(200);
        var shop = scene.shop();
        opinions.say(shop, said("ann", "", Rule.WT_7, HOLD, 0.8));
        var flagged = scene.shop();
        opinions.say(flagged, said("ann", "", Rule.WT_1, FLAG, 0.8));
        Instant start = clock.instant();

        reminders.run(start.plus(Duration.ofDays(6)));
        assertThat(told(manager, shop)).isZero();
        reminders.run(start.plus(Duration.ofDays(8)));
        reminders.run(start.plus(Duration.ofDays(20)));
        assertThat(told(manager, shop)).isOne();
        assertThat(told(boss, shop)).isZero();
        reminders.run(start.plus(Duration.ofDays(31)));
        reminders.run(start.plus(Duration.ofDays(400)));
        assertThat(told(boss, shop)).isOne();
        assertThat(told(manager, shop)).isOne();
        assertThat(told(manager, flagged)).as("a flag holds nothing").isZero();
        assertThat(cases.cases(shop, "&state=open")).hasSize(1);
    }

    @Test
    void what_was_decided_is_not_reminded_of() {
        var manager = "manager-" + UUID.randomUUID() + "@staff.example";
        assertThat(cases.get(bearers.of(manager, Role.MANAGER), "/v1/accounts/me")
                        .status())
                .isEqualTo(200);
        var shop = scene.shop();
        opinions.say(shop, said("ann", "", Rule.WT_7, HOLD, 0.8));
        cases.decide(cases.manager, cases.only(shop), "confirm", Map.of("reason_code", "fraud"));
        reminders.run(clock.instant().plus(Duration.ofDays(50)));
        assertThat(told(manager, shop)).isZero();
    }

    @Test
    void nobody_is_reminded_of_flags_and_the_days_are_counted_from_when_somebody_is_held() {
        var manager = staff("manager-", Role.MANAGER);
        var boss = staff("owner-", Role.OWNER);
        var shop = scene.shop();
        effects(shop, "flag_only");
        opinions.say(shop, said("ann", "", Rule.WT_7, HOLD, 0.8));
        var start = clock.instant();
        reminders.run(start.plus(Duration.ofDays(40)));
        assertThat(told(manager, shop)).as("nothing is held").isZero();
        assertThat(told(boss, shop)).isZero();

        effects(shop, "full");
        var held = clock.instant();
        reminders.run(held.plus(Duration.ofDays(6)));
        assertThat(told(manager, shop)).isZero();
        reminders.run(held.plus(Duration.ofDays(8)));
        assertThat(told(manager, shop)).isOne();
        assertThat(told(boss, shop)).isZero();
        effects(shop, "flag_only");
        reminders.run(held.plus(Duration.ofDays(60)));
        assertThat(told(boss, shop)).as("it was released").isZero();
    }

    @Test
    void a_flag_that_becomes_a_hold_is_reminded_of_a_week_after_that() {
        var boss = staff("owner-", Role.OWNER);
        var shop = scene.shop();
        opinions.say(shop, said("ann", "", Rule.WT_1, FLAG, 0.8));
        jdbc.sql("update fraud_case set holds_since = holds_since - interval '40 days' where program_id = :program")
                .param("program", Opinions.program(shop).value())
                .update();
        opinions.say(shop, said("ann", "", Rule.WT_7, HOLD, 0.8));
        var held = clock.instant();
        reminders.run(held.plus(Duration.ofDays(29)));
        assertThat(told(boss, shop)).isZero();
        reminders.run(held.plus(Duration.ofDays(31)));
        assertThat(told(boss, shop)).isOne();
    }

    private void effects(Shop shop, String effects) {
        var path = "/v1/programs/" + shop.id() + "/fraud_parameters";
        assertThat(cases.set(owner(), path, Map.of("parameters", Map.of(), "effects", effects))
                        .status())
                .isEqualTo(200);
    }

    /** The address of somebody new. */
    private String staff(String name, Role role) {
        var address = name + UUID.randomUUID() + "@staff.example";
        assertThat(cases.get(bearers.of(address, role), "/v1/accounts/me").status())
                .isEqualTo(200);
        return address;
    }
}
