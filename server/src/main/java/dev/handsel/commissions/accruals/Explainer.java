package dev.handsel.commissions.accruals;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.BasisPoints;
import dev.handsel.base.money.Fraction;
import dev.handsel.base.refusal.Refused;
import dev.handsel.commissions.accruals.Explanation.ClawBackView;
import dev.handsel.commissions.accruals.Explanation.EventRef;
import dev.handsel.commissions.accruals.Explanation.Recomputed;
import dev.handsel.commissions.accruals.Explanation.Rounding;
import dev.handsel.commissions.rules.Earning;
import dev.handsel.commissions.rules.Earning.CommissionKind;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.InputsJson;
import dev.handsel.commissions.rules.Reversal;
import dev.handsel.commissions.rules.Slice;
import dev.handsel.ledger.LedgerHistory;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Explains a commission from what was stored with it. */
@Service
class Explainer {

    private final JdbcClient jdbc;
    private final CommissionQueries lines;
    private final InvoiceStore invoices;
    private final LedgerHistory history;
    private final InputsJson json;

    Explainer(JdbcClient jdbc, CommissionQueries lines, InvoiceStore invoices, LedgerHistory history, InputsJson json) {
        this.jdbc = jdbc;
        this.lines = lines;
        this.invoices = invoices;
        this.history = history;
        this.json = json;
    }

    private record StoredInputs(Inputs inputs, ProgramId program, boolean held) {}

    Explanation explain(AffiliateId affiliate, CommissionId id) {
        var line = lines.find(affiliate, id).orElseThrow(() -> Refused.notFound("commission"));
        var stored = stored(id);
        var kind = CommissionKind.valueOf(line.kind());
        var inputs = stored.inputs();
        var slices = inputs.slices().stream()
                .filter(slice -> inputs.isIn(kind, slice))
                .toList();
        var ledger = history.of("commission", id.value());
        var exact = exact(inputs, slices, line.rateBp());
        var explained = new Explanation(
                line,
                List.of(),
                events(stored.program(), line.invoice()),
                inputs,
                slices,
                new Rounding(
                        exact.numerator().toString(),
                        exact.denominator().toString(),
                        exact.roundedHalfEven(),
                        "half_even"),
                reversal(stored, line),
                stored.held(),
                ledger,
                recomputed(inputs, kind, line));
        return Words.with(explained);
    }

    private ClawBackView reversal(StoredInputs stored, CommissionView line) {
        var invoice = invoices.find(stored.program(), List.of(line.invoice())).getFirst();
        var disputed = invoices.disputes(stored.program(), List.of(line.invoice()), List.of()).stream()
                .filter(Dispute::takesBack)
                .mapToLong(Dispute::amount)
                .sum();
        long takenBack = Math.addExact(invoice.refunded(), disputed);
        return new ClawBackView(
                invoice.refunded(),
                disputed,
                stored.inputs().paid(),
                Reversal.target(line.amount(), takenBack, stored.inputs().paid()),
                line.reversed());
    }

    private StoredInputs stored(CommissionId id) {
        return jdbc.sql("""
                select l.inputs, l.program_id, s.held from commission_line l
                join commission_state s on s.line_id = l.id where l.id = :id
                """)
                .param("id", id.value())
                .query((row, _) -> new StoredInputs(
                        json.inputs(row.getString("inputs")),
                        new ProgramId(row.getObject("program_id", UUID.class)),
                        row.getBoolean("held")))
                .single();
    }

    private static Fraction exact(Inputs inputs, List<Slice> slices, int rateBp) {
        long sold = slices.stream().mapToLong(Slice::amount).sum();
        return Fraction.of(sold).times(inputs.paid(), inputs.gross()).times(rateBp, BasisPoints.WHOLE);
    }

    private static Recomputed recomputed(Inputs inputs, CommissionKind kind, CommissionView line) {
        var earning =
                inputs.earnings().stream().filter(one -> one.kind() == kind).findFirst();
        long base = earning.map(Earning::base).orElse(0L);
        long amount = earning.map(Earning::amount).orElse(0L);
        return new Recomputed(inputs.engine(), base, amount, amount == line.amount() && base == line.base());
    }

    /** The invoice's own event, then what was taken back of it, in the order in which it happened. */
    private List<EventRef> events(ProgramId program, String invoice) {
        return jdbc.sql("""
                select event_id, 'invoice_paid' as type, paid_at as at from invoice
                    where program_id = :program and ref = :invoice
                union all
                select event_id, 'refund', occurred_at from invoice_refund
                    where program_id = :program and invoice_ref = :invoice
                union all
                select opened_event_id, 'dispute_opened', opened_at from invoice_dispute
                    where program_id = :program and invoice_ref = :invoice
                union all
                select closed_event_id, 'dispute_' || state, closed_at from invoice_dispute
                    where program_id = :program and invoice_ref = :invoice and state <> 'opened'
                order by at, event_id
                """)
                .param("program", program.value())
                .param("invoice", invoice)
                .query((row, _) -> new EventRef(
                        row.getString("event_id"),
                        row.getString("type"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
