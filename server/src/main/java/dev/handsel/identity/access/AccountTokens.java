package dev.handsel.identity.access;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.tokens.IssuerKey;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.identity.tokens.TokenIssuer;
import dev.handsel.identity.tokens.TokenLifetime;
import dev.handsel.identity.tokens.TokenSettings;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Locks;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tokens and set-up links by the operator's command, without a running Spring: who can read the issuer's key may be
 * anybody.
 */
public final class AccountTokens {

    private static final String OPERATOR = "operator";

    private final AccountStore store;
    private final SetUpLinks links;
    private final TransactionTemplate transactions;
    private final TokenIssuer issuer;
    private final InstantSource clock;
    private final AuditTrail audit;

    /**
     * Tokens of the issuer that the settings describe.
     *
     * @param audit records each change, inside its transaction; made for the same database
     */
    public AccountTokens(
            DataSource database, IssuerKey key, TokenSettings settings, InstantSource clock, AuditTrail audit) {
        var jdbc = JdbcClient.create(database);
        this.store = new AccountStore(jdbc, new Locks(jdbc));
        this.links = new SetUpLinks(jdbc, clock, new PublicUrl(settings));
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        this.issuer = new TokenIssuer(key, settings.publicUrl(), settings.jwtAudience());
        this.clock = clock;
        this.audit = audit;
    }

    /** Makes the account where it is missing and that is allowed, gives it the roles, and signs a token for it. */
    public String mint(EmailAddress email, Set<Role> roles, TokenLifetime lifetime, boolean mayCreate) {
        var account = transactions.execute(_ -> withRoles(email, roles, mayCreate));
        return issuer.token(account, clock.instant(), lifetime.value());
    }

    /** The same account, and a one-time link by which it chooses its password; an older link stops working. */
    public String setUpLink(EmailAddress email, Set<Role> roles, boolean mayCreate) {
        return transactions.execute(_ -> {
            var account = withRoles(email, roles, mayCreate);
            record("account.set_up_link_made", account, Map.of());
            return links.fresh(Optional.of(account));
        });
    }

    private AccountId withRoles(EmailAddress email, Set<Role> roles, boolean mayCreate) {
        var found = accountOf(email, mayCreate);
        for (var role : roles) {
            if (!role.isEverybodys() && store.give(found, role, clock.instant())) {
                record("account.role_granted", found, Map.of("role", role.text()));
            }
        }
        return found;
    }

    private AccountId accountOf(EmailAddress email, boolean mayCreate) {
        var known = store.find(email);
        if (known.isPresent()) {
            return known.get().id();
        }
        if (!mayCreate) {
            throw Refused.notFound("account");
        }
        var fresh = store.add(email, clock.instant());
        fresh.ifPresent(account -> record("account.created", account, Map.of()));
        return fresh.orElseGet(() -> store.find(email).orElseThrow().id());
    }

    private void record(String action, AccountId account, Map<String, Object> body) {
        audit.record(OPERATOR, action, account.toString(), body);
    }
}
