package dev.handsel.commissions.accruals;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.ledger.LedgerHistory;
import dev.handsel.ledger.LedgerHistory.PostedTransaction;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
    public record EventLine(CommissionView line, List<PostedTransaction> bookings) {}

    /** Whom and what the event names; of invoice and trade the merchant's ids. */
    public record Named(Optional<CustomerId> customer, Optional<String> invoice, Optional<String> trade) {}

    private record Key(AffiliateId affiliate, CommissionId id) {}

    /**
     * The lines that the event earned and those of which it changed what is reversed, in the order in which they came to be; at most 100.
     */
    public List<EventLine> of(ProgramId program, String event, Named named) {
        // Hardly ever of more than one affiliate.
        var found = keys(program, event, named).stream()
                .collect(groupingBy(Key::affiliate, mapping(Key::id, toList())))
                .entrySet()
                .stream()
                .flatMap(theirs -> lines.find(theirs.getKey(), theirs.getValue()).stream())
                .sorted(Comparator.comparing(line -> line.id().toString()))
                .toList();
        var bookings = bookings(found);
        return found.stream()
                .map(line -> new EventLine(line, bookings.getOrDefault(line.id().toString(), List.of())))
                .toList();
    }

    private Map<String, List<PostedTransaction>> bookings(List<CommissionView> lines) {
        var ids = lines.stream().map(line -> line.id().value()).toList();
        return history.of("commission", ids).stream().collect(groupingBy(PostedTransaction::sourceId));
    }

    private List<Key> keys(ProgramId program, String event, Named named) {
        return jdbc.sql("""
                with theirs as (
                    select customer_id as id from invoice where program_id = :program and ref = :invoice
                    union select customer_id from trade where program_id = :program and ref = :trade
                    union select :customer::uuid where :customer::uuid is not null
                    union select i.customer_id from invoice_money_back m join invoice i
                        on (i.program_id, i.ref) = (m.program_id, m.invoice_ref)
                    where m.program_id = :program and m.event_id = :event)
                select affiliate_id, id from commission_line where program_id = :program and event_id = :event
                union
                select l.affiliate_id, l.id from theirs join commission_line l on l.customer_id = theirs.id
                    join commission_change c on c.line_id = l.id and :event = any(c.events)
                order by id limit 100
                """)
                .param("program", program.value())
                .param("event", event)
                .param(
                        "customer",
                        named.customer().map(id -> id.value().toString()).orElse(null))
                .param("invoice", named.invoice().orElse(null))
                .param("trade", named.trade().orElse(null))
                .query((row, _) -> new Key(
                        new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                        new CommissionId(row.getObject("id", UUID.class))))
                .list();
    }
}
