package dev.handsel.inbox.stripebilling;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.stripebilling.SecretStore.DatedSecret;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.settings.Secret;
import dev.handsel.platform.stripe.WebhookSignature;
import dev.handsel.programs.terms.Programs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * By which secrets a programme's webhooks are signed: one, and for a day after it was replaced the one before. Beside them
 * stands the connected account, if one is named, whose events are taken.
 */
@Service
class SigningSecrets {

    private static final Duration OVERLAP = Duration.ofHours(24);

    private final SecretStore store;
    private final AccountStore accounts;
    private final Programs programs;
    private final Transactions transactions;
    private final AuditTrail audit;
    private final InstantSource clock;

    SigningSecrets(
            SecretStore store,
            AccountStore accounts,
            Programs programs,
            Transactions transactions,
            AuditTrail audit,
            InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.programs = programs;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Those that count now, the present one first. */
    List<DatedSecret> valid(ProgramId program) {
        return store.valid(program, clock.instant());
    }

    /** Whether one of the programme's secrets signed these bytes at about this time. */
    boolean signed(ProgramId program, @Nullable String signature, byte[] body) {
        var secrets = valid(program).stream().map(DatedSecret::secret).toList();
        return WebhookSignature.valid(signature, body, secrets, clock.instant());
    }

    /** The connected account that is named. */
    Optional<String> account(ProgramId program) {
        return accounts.find(program);
    }

    /** Makes this the present secret, and this the connected account; what it is already stays as it is. */
    void set(ProgramId program, Secret secret, Optional<String> account, String actor) {
        transactions.run(() -> {
            programs.lock(program);
            replace(program, secret, actor);
            if (accounts.set(program, account)) {
                audit.record(
                        actor,
                        "stripe_billing.account_changed",
                        program.toString(),
                        Map.of("account", account.orElse("")));
            }
        });
    }

    private void replace(ProgramId program, Secret secret, String actor) {
        var present = valid(program).stream()
                .filter(one -> one.validUntil() == null)
                .findFirst();
        if (present.filter(one -> one.secret().equals(secret)).isPresent()) {
            return;
        }
        var now = clock.instant();
        store.end(program, now.plus(OVERLAP));
        store.add(program, secret, now);
        var action = present.isPresent() ? "stripe_billing.secret_replaced" : "stripe_billing.connected";
        audit.record(actor, action, program.toString(), Map.of());
    }

    /** Forgets the secrets and the account, so that nothing is taken any more. */
    void remove(ProgramId program, String actor) {
        transactions.run(() -> {
            programs.lock(program);
            accounts.set(program, Optional.empty());
            if (store.remove(program) > 0) {
                audit.record(actor, "stripe_billing.disconnected", program.toString(), Map.of());
            }
        });
    }
}
