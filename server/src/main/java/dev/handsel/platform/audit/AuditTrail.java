package dev.handsel.platform.audit;

import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The log of everything that matters. An entry stands if and only if what it tells of does: both are in one transaction, which
 * the caller must have opened.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class AuditTrail {

    /**
     * What one caller did to one thing.
     *
     * @param actor who did it, as the caller's name ({@code account:acc_...}, {@code api_key:key_...}, {@code system})
     * @param action what was done, in dotted past tense: {@code program.created}
     * @param object the id of what it was done to
     * @param body what else is to be known, kept as canonical JSON; holds no secret
     */
    public record AuditEntry(String actor, String action, String object, Object body) {}

    private final AuditStore store;

    AuditTrail(AuditStore store) {
        this.store = store;
    }

    /** The log for a command that runs without Spring; its entries join the transaction on this data source. */
    public static AuditTrail outsideSpring(DataSource database, InstantSource clock) {
        var json = new CanonicalJson(JsonMapper.shared());
        return new AuditTrail(new AuditStore(JdbcClient.create(database), json, clock));
    }

    public void record(String actor, String action, String object, Object body) {
        recordAll(List.of(new AuditEntry(actor, action, object, body)));
    }

    /** Records all of these in their order, with one statement. */
    public void recordAll(List<AuditEntry> entries) {
        store.add(entries);
    }
}
