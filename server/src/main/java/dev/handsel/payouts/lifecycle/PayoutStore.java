package dev.handsel.payouts.lifecycle;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.payouts.lifecycle.PayoutSteps.AtBank;
import dev.handsel.platform.database.Columns;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.platform.work.QueueRows;
import dev.handsel.platform.work.WorkQueue;
import dev.handsel.platform.work.WorkQueue.Claimed;
import dev.handsel.platform.work.WorkQueue.Lease;
import dev.handsel.platform.work.WorkQueue.Only;
import dev.handsel.platform.work.WorkQueues;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code payout}. */
@Repository
class PayoutStore {

    private final JdbcClient jdbc;
    private final WorkQueue queue;

    PayoutStore(JdbcClient jdbc, WorkQueues queues) {
        this.jdbc = jdbc;
        this.queue = queues.open(QueueRows.of("payout", "id").open("due_at is not null"));
    }

    /** Which payouts a list is to show; null shows all. */
    record Filter(@Nullable ProgramId program, @Nullable AffiliateId affiliate, Payout.@Nullable PayoutState state) {}

    /** What only one payout at a time may be open for. */
    record BalanceKey(AffiliateId affiliate, Currency currency) {}

    void addAll(List<Payout> payouts) {
        jdbc.sql("""
                insert into payout (id, program_id, affiliate_id, amount, currency, provider, destination, origin,
                    requested_by, two_person, state, provider_reference, sent_in_parts, version, created_at, due_at, bank_at)
                select *, case when state in ('reserved', 'sending', 'unknown') and provider = 'stripe' then now() end,
                    case when state = 'transferred' then now() end
                from unnest(:ids::uuid[], :programs::uuid[], :affiliates::uuid[], :amounts::bigint[],
                    :currencies::text[], :providers::text[], :destinations::text[], :origins::text[],
                    :requesters::text[], :twoPerson::boolean[], :states::text[], :references::text[], :sent::bigint[],
                    :versions::bigint[], :created::timestamptz[]) as added(id, program_id, affiliate_id, amount, currency,
                    provider, destination, origin, requested_by, two_person, state, provider_reference, sent_in_parts, version,
                    created_at)
                """)
                .params(Columns.of(payouts)
                        .with("ids", payout -> payout.terms().id().value())
                        .with("programs", payout -> payout.terms().program().value())
                        .with("affiliates", payout -> payout.terms().affiliate().value())
                        .with("amounts", payout -> payout.terms().amount().minor())
                        .with("currencies", payout -> payout.terms().amount().currency())
                        .with("providers", payout -> payout.terms().provider().word())
                        .with("destinations", payout -> payout.terms().destination())
                        .with("references", payout -> PayoutRow.of(payout).reference())
                        .with("sent", payout -> PayoutRow.of(payout).sentInParts())
                        .with("origins", payout -> payout.terms().origin().word())
                        .with("requesters", payout -> payout.terms().requestedBy())
                        .with("twoPerson", payout -> payout.terms().twoPerson())
                        .with("states", payout -> payout.state().word())
                        .with("versions", payout -> payout.terms().version())
                        .with("created", payout -> payout.terms().createdAt())
                        .params())
                .update();
    }

    /** Writes what a payout that was taken has become. */
    void change(Payout payout) {
        var row = PayoutRow.of(payout);
        jdbc.sql("""
                update payout set state = :state, approved_by = :approvedBy, provider_reference = :reference,
                    reversed = :reversed, sent_in_parts = :sent, bank_state = :bank, version = :version,
                    hold = case when state in ('transferred', 'partly_reversed')
                        and :state in ('transferred', 'partly_reversed') then hold end,
                    bank_at = case when :state in ('transferred', 'partly_reversed', 'reversed')
                        and (bank_at is null or bank_state is distinct from :bank) then now() else bank_at end,
                    due_at = case when :state in ('reserved', 'sending', 'unknown') and provider = 'stripe'
                        then coalesce(due_at, now()) end
                where id = :id
                """)
                .param("id", payout.terms().id().value())
                .param("state", payout.state().word())
                .param("approvedBy", row.approvedBy())
                .param("reference", row.reference())
                .param("reversed", row.reversed())
                .param("sent", row.sentInParts())
                .param("bank", row.bank() == null ? null : row.bank().word())
                .param("version", payout.terms().version())
                .update();
    }

    Optional<Payout> find(PayoutId id) {
        return jdbc.sql("select * from payout where id = :id")
                .param("id", id.value())
                .query(PayoutRow::read)
                .optional();
    }

    /** The payout, locked until the transaction ends. */
    Optional<Payout> take(PayoutId id) {
        return jdbc.sql("select * from payout where id = :id for update")
                .param("id", id.value())
                .query(PayoutRow::read)
                .optional();
    }

    /** The open payout of this affiliate and currency that was not sent, locked until the transaction ends. */
    Optional<Payout> takeUnsent(AffiliateId affiliate, Currency currency) {
        return jdbc.sql("""
                select * from payout where affiliate_id = :affiliate and currency = :currency
                    and state in ('requested', 'approved', 'reserved') and sent_in_parts is null for update
                """)
                .param("affiliate", affiliate.value())
                .param("currency", currency.code())
                .query(PayoutRow::read)
                .optional();
    }

    Optional<Claimed<Payout>> claim(Collection<String> withoutNew) {
        var only = new Only(
                "state <> 'reserved' or not currency = any(:withoutNew)",
                Map.of("withoutNew", Columns.texts(withoutNew)));
        return queue.claim(only, PayoutRow::read);
    }

    /** Unless somebody else has it by now. */
    void postpone(Lease lease, Duration pause, @Nullable String hold) {
        jdbc.sql("""
                update payout set due_at = now() + :pause::interval, hold = :hold
                where id = :id and due_at = :until::timestamptz
                """)
                .param("id", lease.key().getFirst())
                .param("until", lease.until().toString())
                .param("pause", pause.toString())
                .param("hold", hold)
                .update();
    }

    /** Unless somebody else has it by now. */
    void keepsItsTurn(Lease lease, String hold) {
        jdbc.sql("""
                update payout set due_at = least(due_at, recorded_at), hold = :hold
                where id = :id and due_at = :until::timestamptz
                """)
                .param("id", lease.key().getFirst())
                .param("until", lease.until().toString())
                .param("hold", hold)
                .update();
    }

    void hold(PayoutId id, @Nullable String hold) {
        jdbc.sql("""
                update payout set hold = :hold where id = :id and state in ('transferred', 'partly_reversed')
                    and hold is distinct from :hold
                """).param("id", id.value()).param("hold", hold).update();
    }

    long waiting(Currency currency) {
        return jdbc.sql("""
                select coalesce(sum(amount - coalesce(sent_in_parts, 0)), 0)::bigint from payout
                where due_at is not null and state = 'reserved' and currency = :currency
                """)
                .param("currency", currency.code())
                .query(Long.class)
                .single();
    }

    OptionalLong nextWaiting(Currency currency) {
        return jdbc.sql("""
                select amount - coalesce(sent_in_parts, 0) as amount from payout
                where due_at <= now() and state = 'reserved' and currency = :currency order by due_at, id limit 1
                """)
                .param("currency", currency.code())
                .query((row, _) -> OptionalLong.of(row.getLong("amount")))
                .optional()
                .orElse(OptionalLong.empty());
    }

    Duration oldestOpen() {
        return jdbc.sql("""
                select coalesce(extract(epoch from now() - min(recorded_at))::bigint, 0) from payout
                where state in ('requested', 'approved', 'reserved', 'sending', 'unknown')
                """)
                .query((row, _) -> Duration.ofSeconds(row.getLong(1)))
                .single();
    }

    void release(String destination) {
        jdbc.sql("""
                update payout set due_at = now(), hold = null
                where destination = :destination and state = 'reserved' and due_at > now()
                """).param("destination", destination).update();
    }

    boolean wentTo(String destination) {
        return jdbc.sql("""
                select exists (select from payout
                    where destination = :destination and state in ('transferred', 'partly_reversed'))
                """)
                .param("destination", destination)
                .query(Boolean.class)
                .single();
    }

    void goesOn(PayoutId id) {
        jdbc.sql(
                        "update payout set due_at = now(), hold = null where id = :id and state = 'reserved' and due_at > now()")
                .param("id", id.value())
                .update();
    }

    List<AtBank> atBank(String destination, Duration lately) {
        return jdbc.sql("""
                select id, bank_state, least(created_at, recorded_at) as first from payout
                where destination = :destination and state in ('transferred', 'partly_reversed')
                    and bank_at > now() - :lately::interval
                order by bank_at, id
                """)
                .param("destination", destination)
                .param("lately", lately.toString())
                .query((row, _) -> new AtBank(
                        new PayoutId(row.getObject("id", UUID.class)),
                        PayoutRow.bank(row),
                        row.getObject("first", OffsetDateTime.class).toInstant()))
                .list();
    }

    List<Payout> list(Filter filter, PageRequest page) {
        var keyset = page.newestFirst("id");
        var state = filter.state();
        return jdbc.sql("""
                select * from payout where (:program::uuid is null or program_id = :program)
                    and (:affiliate::uuid is null or affiliate_id = :affiliate)
                    and (:state::text is null or state = :state)
                """ + keyset.sql())
                .param(
                        "program",
                        filter.program() == null ? null : filter.program().value())
                .param(
                        "affiliate",
                        filter.affiliate() == null ? null : filter.affiliate().value())
                .param("state", state == null ? null : state.word())
                .params(keyset.params())
                .query(PayoutRow::read)
                .list();
    }

    /** For which affiliates and currencies, of these affiliates, a payout is open. */
    Set<BalanceKey> open(Collection<AffiliateId> affiliates) {
        return new HashSet<>(jdbc.sql("""
                select affiliate_id, currency from payout where affiliate_id = any(:affiliates)
                    and state in ('requested', 'approved', 'reserved', 'sending', 'unknown')
                """)
                .param("affiliates", affiliates.stream().map(AffiliateId::value).toArray(UUID[]::new))
                .query((row, _) -> new BalanceKey(
                        new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                        Currency.of(row.getString("currency"))))
                .list());
    }

    /** Why those of these payouts wait that have a reason. */
    Map<PayoutId, String> holds(Collection<PayoutId> payouts) {
        var holds = new HashMap<PayoutId, String>();
        jdbc.sql("select id, hold from payout where id = any(:ids) and hold is not null")
                .param("ids", payouts.stream().map(PayoutId::value).toArray(UUID[]::new))
                .query(row -> {
                    holds.put(new PayoutId(row.getObject("id", UUID.class)), row.getString("hold"));
                });
        return holds;
    }
}
