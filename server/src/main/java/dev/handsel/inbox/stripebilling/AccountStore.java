package dev.handsel.inbox.stripebilling;

import dev.handsel.base.ids.ProgramId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code stripe_billing_account}: whose sales a programme takes beside the sender's own. */
@Repository
class AccountStore {

    private final JdbcClient jdbc;

    AccountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The connected account that the programme names. */
    Optional<String> find(ProgramId program) {
        return jdbc.sql("select account from stripe_billing_account where program_id = :program")
                .param("program", program.value())
                .query(String.class)
                .optional();
    }

    /** Makes this the connected account of the programme, or lets it have none; says whether that changed anything. */
    boolean set(ProgramId program, Optional<String> account) {
        if (find(program).equals(account)) {
            return false;
        }
        jdbc.sql("delete from stripe_billing_account where program_id = :program")
                .param("program", program.value())
                .update();
        account.ifPresent(
                named -> jdbc.sql("insert into stripe_billing_account (program_id, account) values (:program, :account)")
                        .param("program", program.value())
                        .param("account", named)
                        .update());
        return true;
    }
}
