package dev.handsel.commissions.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.CommissionId;
import dev.handsel.commissions.replay.Recompute.RecomputeDifference;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.testing.HandselTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HandselTest
class RecomputeTest {

    @Autowired
    EventScene scene;

    @Autowired
    Recompute recompute;

    @Autowired
    JdbcClient jdbc;

    @Test
    void what_was_written_comes_out_again_and_what_was_tampered_with_does_not() {
        var shop = scene.shop();
        var nora = shop.affiliate("nora");
        shop.tell(Event.signup("bob").with("coupon", nora.coupon()));
        shop.tell(Event.invoice("in1", "bob", 3000));
        shop.tell(Event.refund("in1", 1000));
        var line =
                CommissionId.parse(shop.commissions(nora).getFirst().get("id").asString());
        assertThat(about(line)).isEmpty();

        jdbc.sql("update commission_state set reversed = reversed + 1 where line_id = :id")
                .param("id", line.value())
                .update();
        assertThat(about(line))
                .singleElement()
                .satisfies(found ->
                        assertThat(found.what()).isEqualTo("is reversed by 301, refunds and disputes give 300"));

        jdbc.sql("update commission_state set reversed = reversed - 1 where line_id = :id")
                .param("id", line.value())
                .update();
        assertThat(about(line)).isEmpty();
    }

    private List<RecomputeDifference> about(CommissionId line) {
        return recompute.run(_ -> {}).differences().stream()
                .filter(difference -> difference.object().equals(line.toString()))
                .toList();
    }
}
