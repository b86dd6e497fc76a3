package dev.handsel.payouts.lifecycle;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.words.Word;
import dev.handsel.payouts.lifecycle.PayoutPart.PartState;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The only one that names the table {@code payout_part}. Whoever changes a part holds its payout; a payout that is sent in one has
 * none.
 */
@Repository
public class PayoutParts {

    private final JdbcClient jdbc;

    PayoutParts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The parts of one payout, by number. */
    public List<PayoutPart> of(PayoutId payout) {
        return jdbc.sql("select * from payout_part where payout_id = :payout order by part")
                .param("payout", payout.value())
                .query(PayoutParts::read)
                .list();
    }

    /** The parts of those of these payouts that have any, by number. */
    Map<PayoutId, List<PayoutPart>> of(Collection<PayoutId> payouts) {
        record Owned(PayoutId payout, PayoutPart part) {}
        return jdbc
                .sql("select * from payout_part where payout_id = any(:payouts) order by payout_id, part")
                .param("payouts", payouts.stream().map(PayoutId::value).toArray(UUID[]::new))
                .query((row, n) -> new Owned(new PayoutId(row.getObject("payout_id", UUID.class)), read(row, n)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Owned::payout, Collectors.mapping(Owned::part, Collectors.toList())));
    }

    /** The sum of what left, by the reference of each transfer: none where the payout was sent in one. */
    public List<PayoutPart> transferred(PayoutId payout) {
        return of(payout).stream()
                .filter(part -> part.state() == PartState.TRANSFERRED)
                .toList();
    }

    /** Writes down parts that are to be sent, or that exist already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(PayoutId payout, Collection<PayoutPart> parts) {
        jdbc.sql("""
                insert into payout_part (payout_id, part, amount, idem_key, state, reference)
                select :payout, part, amount, idem_key, state, reference
                from unnest(:numbers::int[], :amounts::bigint[], :keys::text[], :states::text[], :references::text[])
                    as added(part, amount, idem_key, state, reference)
                """)
                .param("payout", payout.value())
                .params(Columns.of(List.copyOf(parts))
                        .with("numbers", PayoutPart::number)
                        .with("amounts", PayoutPart::amount)
                        .with("keys", PayoutPart::key)
                        .with("states", part -> part.state().word())
                        .with("references", PayoutPart::reference)
                        .params())
                .update();
    }

    /** The transfer of a part exists. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void exists(PayoutId payout, int number, String reference) {
        change(payout, List.of(number), PartState.TRANSFERRED, reference, null);
    }

    /** These certainly do not exist and never will. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void refused(PayoutId payout, Collection<Integer> numbers, String code) {
        change(payout, numbers, PartState.REFUSED, null, code);
    }

    /** Others take the place of these. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void split(PayoutId payout, Collection<Integer> numbers) {
        change(payout, numbers, PartState.SPLIT, null, null);
    }

    private void change(
            PayoutId payout,
            Collection<Integer> numbers,
            PartState state,
            @Nullable String reference,
            @Nullable String code) {
        jdbc.sql("""
                update payout_part set state = :state, reference = :reference, code = :code
                where payout_id = :payout and part = any(:numbers)
                """)
                .param("payout", payout.value())
                .param("numbers", numbers.toArray(Integer[]::new))
                .param("state", state.word())
                .param("reference", reference)
                .param("code", code)
                .update();
    }

    /** So much of the part came back so far. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reversed(PayoutId payout, int number, long total) {
        jdbc.sql("update payout_part set reversed = :total where payout_id = :payout and part = :number")
                .param("payout", payout.value())
                .param("number", number)
                .param("total", total)
                .update();
    }

    /** Parts that were never sent are decided anew. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(PayoutId payout, Collection<Integer> numbers) {
        jdbc.sql("delete from payout_part where payout_id = :payout and part = any(:numbers)")
                .param("payout", payout.value())
                .param("numbers", numbers.toArray(Integer[]::new))
                .update();
    }

    private static PayoutPart read(ResultSet row, int number) throws SQLException {
        return new PayoutPart(
                row.getInt("part"),
                row.getLong("amount"),
                row.getString("idem_key"),
                Word.read(PartState.class, row.getString("state")),
                row.getString("reference"),
                row.getLong("reversed"),
                row.getString("code"));
    }
}
