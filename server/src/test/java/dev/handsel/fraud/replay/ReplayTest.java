package dev.handsel.fraud.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.commissions.replay.StopPreview.Stopped;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.fraud.verdicts.Subject.Kind;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who would be judged otherwise by other parameters, and what that costs to the cent. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class ReplayTest {

    static final Map<String, Double> LOOSER = Map.of("hold_at", 0.99, "block_at", 0.99, "soon_window", 60.0);
    static final Map<String, Double> STRICTER = Map.of("hold_at", 0.5, "hold_families", 1.0);

    @Autowired
    ReplayScene scene;

    @Autowired
    Replays replays;

    @Autowired
    JdbcClient jdbc;

    private Shop shop;

    @BeforeEach
    void open() {
        shop = scene.shop();
    }

    private ReplayReport replay(Map<String, Double> set) {
        return replays.run(ReplayScene.program(shop), Parameters.read(set), (_, _, _) -> true)
                .orElseThrow();
    }

    /** As {@code account ann self_referral hold flag SR-3}. */
    private static List<String> told(ReplayReport report) {
        return report.differences().stream()
                .map(one -> "%s %s %s %s %s %s"
                        .formatted(
                                one.kind().word(),
                                one.id(),
                                one.type().word(),
                                one.now().word(),
                                one.then().word(),
                                one.rule()))
                .toList();
    }

    @Test
    void by_the_parameters_in_force_nobody_is_judged_otherwise() {
        var before = Fingerprint.of(jdbc);
        var report = replay(Map.of());
        assertThat(told(report)).isEmpty();
        assertThat(report.money()).isEmpty();
        assertThat(report.byAction()).isEmpty();
        assertThat(Fingerprint.of(jdbc)).isEqualTo(before);
    }

    @Test
    void looser_ones_release_whom_rules_alone_stop() {
        var before = Fingerprint.of(jdbc);
        var report = replay(LOOSER);
        assertThat(told(report))
                .containsExactly(
                        "account ann self_referral hold flag SR-3",
                        "account ann multi_account hold flag MA-1",
                        "account carl self_referral block flag SR-3",
                        "account carl multi_account hold flag MA-1",
                        "account eve multi_account hold flag MA-1");
        // 30 % of Ann's 30 dollars and of Carl's 50. Eve is held all the same: somebody confirmed it.
        assertThat(report.money()).isEqualTo(Map.of("USD", new Stopped(0, 0, 900 + 1_500)));
        assertThat(report.judgedOtherwise(Kind.ACCOUNT)).isEqualTo(3);
        assertThat(report.judgedOtherwise(Kind.AFFILIATE)).isZero();
        assertThat(report.byAction()).isEqualTo(Map.of(Action.FLAG, 5L));
        assertThat(Fingerprint.of(jdbc)).isEqualTo(before);
    }

    @Test
    void stricter_ones_hold_who_was_only_flagged_and_leave_those_alone_whom_people_spared() {
        var report = replay(STRICTER);
        assertThat(told(report))
                .containsExactly(
                        "account bob self_referral flag hold SR-2", "account bob multi_account flag hold MA-1");
        assertThat(report.money()).isEqualTo(Map.of("USD", new Stopped(600, 0, 0)));
    }

    @Test
    void what_would_be_blocked_would_not_be_earned() {
        var report = replay(Map.of("hold_at", 0.5, "block_at", 0.5, "block_families", 1.0));
        assertThat(told(report))
                .containsExactly(
                        "account bob self_referral flag block SR-1", "account bob multi_account flag hold MA-1");
        assertThat(report.money()).isEqualTo(Map.of("USD", new Stopped(0, 600, 0)));
    }

    @Test
    void what_has_been_paid_out_is_stopped_no_more() {
        shop.moveTo("2026-03-01T00:00:00Z");
        var nora = new Shop.Affiliate(affiliate("nora"), "nora", "", "", "");
        shop.payoutsEnabled(nora, true);
        shop.paidOut(nora);
        assertThat(replay(STRICTER).money()).isEmpty();
        assertThat(replay(Map.of("hold_at", 0.5, "block_at", 0.5, "block_families", 1.0))
                        .money())
                .isEmpty();
        assertThat(replay(STRICTER).differences()).isNotEmpty();
    }

    @Test
    void programmes_whose_verdicts_restrict_nobody_are_told_what_they_would_stop() {
        jdbc.sql("""
                insert into fraud_configuration (program_id, version, parameters, effects, set_at, set_by)
                values (:program::uuid, 1, '{}', 'flag_only', now(), 'test')
                """).param("program", ReplayScene.program(shop).value()).update();
        assertThat(replay(STRICTER).money()).isEqualTo(Map.of("USD", new Stopped(600, 0, 0)));
    }

    private String affiliate(String name) {
        var id = jdbc.sql("select id from affiliate where program_id = :program and external_id = :name")
                .param("program", ReplayScene.program(shop).value())
                .param("name", name)
                .query(UUID.class)
                .single();
        return new AffiliateId(id).toString();
    }

    @Test
    void affiliates_whom_no_event_made_are_judged_by_all_they_were_known_by() {
        for (var name : List.of("una", "vera", "wim")) {
            shop.affiliate(name);
            paidTo(name, "one bank");
        }
        scene.judge(shop);
        shop.tell(Event.login("bob").with("device", "device-bob").at("2025-12-30T00:00:00Z"));
        paidTo("una", "another bank");
        scene.judge(shop);

        assertThat(told(replay(Map.of()))).isEmpty();
        assertThat(told(replay(Map.of("ring_affiliates", 4.0))))
                .containsExactly(
                        "affiliate una collusion hold flag PD-1",
                        "affiliate vera collusion hold flag PD-1",
                        "affiliate wim collusion hold flag PD-1");
    }

    private void paidTo(String name, String bank) {
        jdbc.sql("update affiliate set payout_fingerprint = :bank where program_id = :program and external_id = :name")
                .param("bank", bank)
                .param("program", ReplayScene.program(shop).value())
                .param("name", name)
                .update();
    }

    @Test
    void what_the_programme_has_not_judged_yet_is_left_out() {
        var events = replay(Map.of()).events();
        assertThat(events).isEqualTo(22);
        shop.tell(Event.login("bob").with("device", "device-nora").at("2025-12-30T00:00:00Z"));
        scene.judge(shop);
        var report = replay(Map.of());
        assertThat(report.events()).isEqualTo(events + 1);
        assertThat(report.differences()).isEmpty();
        assertThat(report.behind()).isFalse();
    }
}
