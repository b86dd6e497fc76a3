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
        var email = EmailAddress.of(UUID.randomUUID() + "@shop.example");
        return "Bearer " + tokens.mint(email, Set.of(roles), new TokenLifetime(Duration.ofMinutes(10)), true);
    }
}
