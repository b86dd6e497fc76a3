package dev.handsel.fraud.identities;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.Party.Customer;
import dev.handsel.inbox.events.Event;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is known by what, as tests ask for it. */
@Component
class IdentityScene {

    private final Identities identities;
    private final JdbcClient jdbc;

    IdentityScene(Identities identities, JdbcClient jdbc) {
        this.identities = identities;
        this.jdbc = jdbc;
    }

    static Party.Customer customer(String ref) {
        return new Customer(ref);
    }

    static Event login(String customer, String ip) {
        return Event.login(customer).with("ip", ip);
    }

    /** What somebody is known by, as {@code address 3 of 2}: told so often, and so many have it. */
    List<String> known(ProgramId program, Party party) {
        return identities.of(program, List.of(party)).stream()
                .map(held -> "%s %d of %d".formatted(held.kind().word(), held.times(), held.fanOut()))
                .toList();
    }

    /** Values that more or fewer have than is counted. */
    List<String> miscounted(ProgramId program) {
        return jdbc.sql("""
                select f.kind || ' ' || f.n || ' ' || count(i.account) from fraud_fanout f
                full join fraud_identity i using (program_id, kind, value_hash)
                where program_id = :program
                group by program_id, kind, value_hash, f.kind, f.n having f.n is distinct from count(i.account)
                """).param("program", program.value()).query(String.class).list().stream()
                .map(String::valueOf)
                .toList();
    }
}
