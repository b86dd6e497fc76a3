package dev.handsel.programs.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.payouts.lifecycle.PayoutScene;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClockTest extends PayoutScene {

    @Test
    void each_stop_is_committed_by_itself_also_of_a_request_with_a_key() {
        var shop = shop();
        jdbc.sql("update program set payout_schedule = 'daily' where id = ?")
                .param(shop.id().value())
                .update();
        var token = "Bearer " + somebody("manager").token();
        var key = UUID.randomUUID().toString();
        var path = "/v1/programs/" + shop.id() + "/clock";
        var body = "{\"now\": \"" + NOW.plus(Duration.ofHours(25)) + "\"}";

        // The batch of the day is on the way.
        var moved = client().post(path, body, "Authorization", token, "Idempotency-Key", key);

        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
        assertThat(jdbc.sql("""
                        select count(distinct writer) from (
                            select xmin::text as writer from audit_entry
                                where object = :object and action = 'program.clock_moved'
                            union all select xmin::text from program where id = :id) as written
                        """)
                        .param("object", shop.id().toString())
                        .param("id", shop.id().value())
                        .query((row, _) -> row.getInt(1))
                        .single())
                .isEqualTo(2);
        var again = client().post(path, body, "Authorization", token, "Idempotency-Key", key);
        assertThat(again.text()).isEqualTo(moved.text());
    }
}
