package dev.handsel.testing;

import dev.handsel.identity.access.AccountTokens;
import dev.handsel.identity.access.EmailAddress;
import dev.handsel.identity.access.Role;
import dev.handsel.identity.tokens.IssuerKey;
import dev.handsel.identity.tokens.TokenLifetime;
import dev.handsel.identity.tokens.TokenSettings;
import dev.handsel.platform.audit.AuditTrail;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** {@code Authorization} headers of fresh accounts. */
@Component
public class Bearers {

    private final AccountTokens tokens;

    Bearers(DataSource database, IssuerKey key, TokenSettings settings, InstantSource clock, AuditTrail audit) {
        this.tokens = new AccountTokens(database, key, settings, clock, audit);
    }

    /** The header's value for a new account with these roles. */
    public String with(Role... roles) {
        return of(UUID.randomUUID() + "@shop.example", roles);
    }

    /** The header's value for the account of this address, which has these roles beside those that it had. */
    public String of(String email, Role... roles) {
        return "Bearer "
                + tokens.mint(EmailAddress.of(email), Set.of(roles), new TokenLifetime(Duration.ofMinutes(10)), true);
    }
}
