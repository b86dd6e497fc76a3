package dev.handsel.fraud.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Inbox;
import dev.handsel.testing.HandselTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What is told before that to which it belongs counts once, whether it was judged before or after the rest was told. */
@HandselTest
class LateCountTest {

    private static final Instant START = Instant.parse(EventScene.START);

    private static final String AFFILIATE = """
            {"type":"signup","customer":"aff"}
            {"type":"affiliate_enrolled","customer":"aff","code":"code0","coupons":["SAVE0"]}
            """;
    private static final String CUSTOMER = """
            {"type":"signup","customer":"cus","coupon":"SAVE0"}
            """;
    private static final String OPENED = """
            {"type":"trade_opened","customer":"cus","trade":"t1","symbol":"EURUSD","side":"buy","volume":0.2,"price":1.1}
            """;
    private static final String CLOSED = """
            {"type":"trade_closed","customer":"cus","trade":"t1","price":1.2,"currency":"USD","pnl":10,"commission":1}
            """;
    private static final String PARTS = """
            {"type":"trade_closed","customer":"cus","trade":"t1","price":1.2,"currency":"USD","pnl":10,"commission":1,"volume":0.1}
            {"type":"trade_closed","customer":"cus","trade":"t1","price":1.3,"currency":"USD","pnl":10,"commission":1,"volume":0.1}
            """;
    private static final String INVOICE = """
            {"type":"invoice_paid","customer":"cus","invoice":"in1","currency":"USD","reason":"create","tax":0,\
            "lines":[{"amount":2900,"period_start":"2026-01-01T00:00:00Z","months":1}]}
            """;
    private static final String DISPUTED = """
            {"type":"dispute_opened","invoice":"in1","dispute":"dp1","amount":2900}
            """;
    private static final String TOLD = """
            {"type":"stripe_dispute","invoice":"in1","dispute":"dp1","amount":2900,"state":"open"}
            {"type":"stripe_dispute","invoice":"in1","dispute":"dp1","amount":2900,"state":"lost"}
            """;

    @Autowired
    EventScene scene;

    @Autowired
    Inbox inbox;

    @Autowired
    Evaluation evaluation;

    @Autowired
    JdbcClient jdbc;

    private int told;

    private ProgramId program;

    @BeforeEach
    void open() {
        program = ProgramId.parse(scene.shop().id());
    }

    private void tell(boolean judging, String... groups) {
        for (var group : groups) {
            for (var line : group.strip().lines().toList()) {
                told++;
                var full = line.replaceFirst(
                        "\\{",
                        "{\"id\":\"e%d\",\"occurred_at\":\"%s\","
                                .formatted(told, START.minusSeconds(6_000 - 60L * told)));
                var json = JsonMapper.shared().readTree(full);
                var event = line.contains("stripe_") ? inbox.readStripe(json) : inbox.read(json);
                inbox.take(program, List.of(event), "test");
                if (judging) {
                    evaluation.catchUp(program, START);
                }
            }
        }
        evaluation.catchUp(program, START);
    }

    private String doc(String account) {
        return jdbc.sql("select doc::text from fraud_account where program_id = :program and account = :account")
                .param("program", program.value())
                .param("account", account)
                .query(String.class)
                .single();
    }

    private int disputes() {
        return JsonMapper.shared()
                .readTree(doc("customer:aff"))
                .path("affiliate")
                .path("disputes")
                .asInt();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_trade_closed_before_it_was_opened(boolean judging) {
        tell(judging, AFFILIATE, CUSTOMER, CLOSED, OPENED);
        assertThat(doc("customer:cus")).contains("\"trades\"");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_trade_of_a_customer_who_was_not_told_of(boolean judging) {
        tell(judging, AFFILIATE, OPENED, CLOSED, CUSTOMER);
        assertThat(doc("customer:cus")).contains("\"trades\"");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_trade_that_is_closed_by_parts_alone(boolean judging) {
        tell(judging, AFFILIATE, CUSTOMER, OPENED, PARTS);
        assertThat(doc("customer:cus")).contains("\"trades\"");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_dispute_before_its_invoice(boolean judging) {
        tell(judging, AFFILIATE, CUSTOMER, DISPUTED, INVOICE);
        assertThat(disputes()).as(doc("customer:aff")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_dispute_that_is_told_more_than_once(boolean judging) {
        tell(judging, AFFILIATE, CUSTOMER, INVOICE, TOLD);
        assertThat(disputes()).as(doc("customer:aff")).isEqualTo(1);
    }
}
