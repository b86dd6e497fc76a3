package dev.handsel.inbox.stripebilling;

import static java.util.stream.Collectors.toMap;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Columns;
import dev.handsel.platform.database.Locks;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How Stripe's ids hang together: the only one that names the tables {@code stripe_billing_customer}, {@code
 * stripe_billing_payment} and {@code stripe_billing_promotion}.
 */
@Repository
class StripeIdStore {

    private final JdbcClient jdbc;
    private final Locks locks;

    StripeIdStore(JdbcClient jdbc, Locks locks) {
        this.jdbc = jdbc;
        this.locks = locks;
    }

    /** Makes everybody else who works on these ids of the programme wait until the transaction ends. */
    void lock(ProgramId program, Collection<String> keys) {
        locks.take(Locks.stripeIds(program, keys));
    }

    /** What the merchant calls a customer of Stripe, where it was told. */
    Optional<String> customer(ProgramId program, String stripeCustomer) {
        return jdbc.sql("""
                select customer from stripe_billing_customer
                where program_id = :program and stripe_customer = :stripeCustomer
                """)
                .param("program", program.value())
                .param("stripeCustomer", stripeCustomer)
                .query(String.class)
                .optional();
    }

    void name(ProgramId program, String stripeCustomer, String customer) {
        jdbc.sql("""
                insert into stripe_billing_customer (program_id, stripe_customer, customer)
                values (:program, :stripeCustomer, :customer) on conflict do nothing
                """)
                .param("program", program.value())
                .param("stripeCustomer", stripeCustomer)
                .param("customer", customer)
                .update();
    }

    /** The invoice that one of these payments was for. */
    Optional<String> invoice(ProgramId program, Collection<String> payments) {
        return jdbc.sql("""
                select invoice from stripe_billing_payment where program_id = :program and payment = any(:payments)
                order by payment limit 1
                """)
                .param("program", program.value())
                .param("payments", Columns.texts(payments))
                .query(String.class)
                .optional();
    }

    void pay(ProgramId program, String invoice, List<String> payments) {
        jdbc.sql("""
                insert into stripe_billing_payment (program_id, payment, invoice)
                select :program, payment, :invoice from unnest(:payments::text[]) as payment
                on conflict do nothing
                """)
                .param("program", program.value())
                .param("invoice", invoice)
                .param("payments", Columns.texts(payments))
                .update();
    }

    /** The codes of those promotion codes of which one was told. */
    Map<String, String> codes(ProgramId program, Collection<String> promotions) {
        return jdbc
                .sql("""
                select promotion, code from stripe_billing_promotion
                where program_id = :program and promotion = any(:promotions)
                """)
                .param("program", program.value())
                .param("promotions", Columns.texts(promotions))
                .query((row, _) -> Map.entry(row.getString("promotion"), row.getString("code")))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** People type {@code code} where Stripe says {@code promotion}. */
    void remember(ProgramId program, String promotion, String code) {
        jdbc.sql("""
                insert into stripe_billing_promotion (program_id, promotion, code)
                values (:program, :promotion, :code) on conflict do nothing
                """)
                .param("program", program.value())
                .param("promotion", promotion)
                .param("code", code)
                .update();
    }
}
