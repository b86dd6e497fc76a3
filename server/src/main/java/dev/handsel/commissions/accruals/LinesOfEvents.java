package dev.handsel.commissions.accruals;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.ledger.LedgerHistory;
import dev.handsel.ledger.LedgerHistory.PostedTransaction;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What events earned, to be read. */
@Service
public class LinesOfEvents {

    private final JdbcClient jdbc;
    private final CommissionQueries lines;
    private final LedgerHistory history;

    LinesOfEvents(JdbcClient jdbc, CommissionQueries lines, LedgerHistory history) {
        this.jdbc = jdbc;
        this.lines = lines;
        this.history = history;
    }

    /** A line with every transaction that was written for it, in order. */
    public record BookedLine(CommissionView line, List<PostedTransaction> bookings) {}

    private record Key(AffiliateId affiliate, CommissionId id) {}

    /** The lines of the event, and those of the invoice that it is about, in the order in which they came to be. */
    public List<BookedLine> of(ProgramId program, String event, Optional<String> invoice) {
        return jdbc
                .sql("""
                select affiliate_id, id from commission_line where program_id = :program and event_id = :event
                union
                select affiliate_id, id from commission_line where program_id = :program and invoice_ref = :invoice
                order by id
                """)
                .param("program", program.value())
                .param("event", event)
                .param("invoice", invoice.orElse(null))
                .query((row, _) -> new Key(
                        new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                        new CommissionId(row.getObject("id", UUID.class))))
                .list()
                .stream()
                .flatMap(key -> lines.find(key.affiliate(), key.id()).stream())
                .map(line ->
                        new BookedLine(line, history.of("commission", line.id().value())))
                .toList();
    }
}
