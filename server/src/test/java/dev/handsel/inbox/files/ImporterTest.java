package dev.handsel.inbox.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.programs.terms.ProgramScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

class ImporterTest extends ProgramScene {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Autowired
    Importer importer;

    @TempDir
    Path folder;

    private record Event(Instant at, String json) {}

    @Test
    void every_line_has_one_of_six_results_and_a_bad_one_stops_no_other() throws Exception {
        var shop = shopAt(START);
        var report = run(
                shop,
                false,
                () -> false,
                """
                {"id":"a","type":"affiliate_enrolled","occurred_at":"2026-01-01T00:00:00Z","customer":"nora","code":"nora"}

                {"id":"b","type":"signup","occurred_at":"2026-01-01T00:00:00Z","customer":"c1","code":"nora"}
                {"id":"b","type":"signup","occurred_at":"2026-01-01T00:00:00Z","customer":"c1","code":"nora"}
                {"id":"b","type":"signup","occurred_at":"2026-01-01T00:00:00Z","customer":"c2"}
                {"id":"c","type":"signup","occurred_at":"2026-01-01T00:00:00Z","customer":"c3"}
                {"id":"d","type":"refund","occurred_at":"2026-01-01T00:00:00Z","invoice":"i1","amount":1}
                {"id":"e","type":"refund","occurred_at":"2026-01-01T00:00:00Z","amount":0,"what":1}
                {"id":"f","type":"signup"
                """ + "[" + "x".repeat(Lines.LONGEST) + "]\n{\"id\":\"g\",\"type\":\"signup\","
                        + "\"occurred_at\":\"2026-01-02T00:00:00Z\",\"customer\":\"c4\"}\n");

        assertThat(report.counts())
                .containsExactly(
                        Map.entry("recorded", 2L),
                        Map.entry("duplicate", 1L),
                        Map.entry("not_attributed", 1L),
                        Map.entry("parked", 1L),
                        Map.entry("quarantined", 1L),
                        Map.entry("invalid", 4L));
        assertThat(report.rejected()).extracting(ImportReport.Rejected::line).containsExactly(8L, 9L, 10L, 11L);
        assertThat(report.rejected().getFirst().faults()).hasSizeGreaterThan(1);
        assertThat(report.finished()).isTrue();
        assertThat(deeds(shop.id())).isNotEmpty();
    }

    @Test
    void what_was_cut_short_goes_on_where_it_was() throws Exception {
        var shop = shopAt(START);
        var text = new StringBuilder();
        for (int i = 0; i < 1_200; i++) {
            text.append(signup("c" + i, START).json()).append('\n');
        }
        var asked = new AtomicInteger();

        var first = run(shop, false, () -> asked.getAndIncrement() == 1, text.toString());
        var second = run(shop, false, () -> false, text.toString());
        var again = run(shop, false, () -> false, text.toString());

        assertThat(first.finished()).isFalse();
        assertThat(first.counts()).containsEntry("not_attributed", 500L);
        assertThat(second.resumedAfter()).isEqualTo(500);
        assertThat(second.finished()).isTrue();
        assertThat(second.counts()).containsEntry("not_attributed", 1_200L).containsEntry("duplicate", 0L);
        assertThat(again.resumedAfter()).isZero();
        assertThat(again.counts()).containsEntry("duplicate", 1_200L);
    }

    @Test
    void a_driven_clock_gives_what_sending_each_event_at_its_time_gives() throws Exception {
        for (int holdDays : new int[] {20, 1, 0}) {
            var events = story(new Random(42 + holdDays), holdDays);
            var driven = shopAt(START, holdDays);
            var slow = shopAt(START, holdDays);

            var report = run(
                    driven,
                    true,
                    () -> false,
                    String.join("\n", events.stream().map(Event::json).toList()));
            events.forEach(event -> sendAtItsTime(slow, event));

            assertThat(report.invalid()).isZero();
            assertThat(books(driven)).isNotEmpty().isEqualTo(books(slow));
            assertThat(results(driven)).isEqualTo(results(slow));
        }
    }

    /** Invoices, refunds and disputes on both sides of maturity, and at the very instant of it. */
    private static List<Event> story(Random random, int holdDays) {
        var events = new ArrayList<Event>();
        events.add(event("affiliate_enrolled", START, "\"customer\":\"nora\",\"code\":\"nora\""));
        for (int i = 0; i < 8; i++) {
            var customer = "c" + i;
            var at = START.plus(Duration.ofHours(1 + random.nextInt(24 * 10)));
            events.add(event("signup", at, "\"customer\":\"%s\",\"code\":\"nora\"".formatted(customer)));
            for (int month = 0; month < 2; month++) {
                var paid = at.plus(Duration.ofDays(month * 30L));
                var invoice = customer + "-" + month;
                events.add(event("invoice_paid", paid, """
                        "customer":"%s","invoice":"%s","currency":"USD","reason":"%s","tax":0,"lines":[{"amount":%d,\
                        "period_start":"%s","months":1}]\
                        """.formatted(
                        customer, invoice, month == 0 ? "create" : "cycle", 1_000 + random.nextInt(9_000), paid)));
                // Without a holding period events of one instant are one batch.
                var later = holdDays == 0 ? paid.plusSeconds(1) : paid.plus(Duration.ofDays(holdDays));
                switch (random.nextInt(4)) {
                    case 0 -> events.add(refund(invoice, later));
                    case 1 ->
                        events.add(refund(
                                invoice, later.minusSeconds(random.nextInt(2_000_000) % (holdDays * 86_400 + 1))));
                    case 2 -> events.add(refund(invoice, later.plusSeconds(random.nextInt(100_000))));
                    default -> {}
                }
            }
        }
        events.sort(Comparator.comparing(Event::at));
        return events;
    }

    private static Event refund(String invoice, Instant at) {
        return event("refund", at, "\"invoice\":\"%s\",\"amount\":%d".formatted(invoice, 500));
    }

    private static Event signup(String customer, Instant at) {
        return event("signup", at, "\"customer\":\"%s\"".formatted(customer));
    }

    private static Event event(String type, Instant at, String members) {
        var id = type + "-" + Integer.toHexString((members + at).hashCode());
        return new Event(
                at, "{\"id\":\"%s\",\"type\":\"%s\",\"occurred_at\":\"%s\",%s}".formatted(id, type, at, members));
    }

    private Shop shopAt(Instant instant) {
        return shopAt(instant, 20);
    }

    private Shop shopAt(Instant instant, int holdDays) {
        return shop(wish -> wish.put("clock", instant.toString()).put("hold_days", holdDays));
    }

    private ImportReport run(Shop shop, boolean driveClock, BooleanSupplier stop, String text)
            throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("events.jsonl"), text);
        return importer.run(file, ProgramId.parse(shop.id()), driveClock, stop, (_, _) -> {});
    }

    private void sendAtItsTime(Shop shop, Event event) {
        post(shop.key(), "/v1/programs/" + shop.id() + "/clock", "{\"now\":\"" + event.at() + "\"}");
        var reply = post(shop.key(), "/v1/events", event.json());
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    /** Every posting with the merchant's names, in the order of business time. */
    private List<String> books(Shop shop) {
        return jdbc.sql("""
                select concat_ws(' ', t.effective_at, l.invoice_ref, l.kind, t.kind, a.name, p.amount)
                from ledger_transaction t join ledger_posting p on p.transaction_id = t.id
                join ledger_account a on a.id = p.account_id
                left join commission_line l on t.source_type = 'commission' and l.id::text = t.source_id
                where t.program_id = :program order by 1
                """)
                .param("program", ProgramId.parse(shop.id()).value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private List<String> results(Shop shop) {
        return jdbc.sql("select id || ' ' || result from event where program_id = :program order by id")
                .param("program", ProgramId.parse(shop.id()).value())
                .query((row, _) -> row.getString(1))
                .list();
    }
}
