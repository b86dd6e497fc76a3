package dev.handsel.identity.access;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Service;

/** Passwords of local accounts: how they are chosen through a one-time link, and whether one is right. */
@Service
public class LocalSignIn {

    /** Whom a set-up link is for. */
    public sealed interface SetUp {

        /** The first owner, who also says under which e-mail. */
        record FirstOwner() implements SetUp {}

        /** Somebody whose account is there and only lacks a password. */
        record Invited(AccountId account, String email) implements SetUp {}
    }

    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;
    /** Each hash takes 19 MiB: a flood of sign-ins waits instead of filling the memory. */
    private static final int HASHES_AT_ONCE = 4;

    private final AccountStore store;
    private final SetUpLinks links;
    private final Transactions transactions;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore hashing = new Semaphore(HASHES_AT_ONCE, true);
    private final String nobodys;

    LocalSignIn(
            AccountStore store, SetUpLinks links, Transactions transactions, AuditTrail audit, InstantSource clock) {
        this.store = store;
        this.links = links;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.nobodys = hash("nobody has this password");
    }

    /** The account with this e-mail and password. An unknown e-mail takes as long as a wrong password. */
    public Optional<AccountId> check(String email, String password) {
        var stored = EmailAddress.find(email).flatMap(store::password);
        if (password.length() > LONGEST) {
            return Optional.empty();
        }
        var hash = stored.map(AccountStore.Password::hash).orElse(nobodys);
        boolean right = slowly(() -> encoder.matches(password, hash));
        return stored.filter(_ -> right).map(AccountStore.Password::account);
    }

    /**
     * A fresh link for the first owner, which ends the one before; nothing where an owner can sign in. Owners whom only a
     * command has made, for a token, have no password and do not count.
     */
    public Optional<String> linkForFirstOwner() {
        return transactions.required(
                () -> store.hasOwnerWhoCanSignIn() ? Optional.empty() : Optional.of(links.fresh(Optional.empty())));
    }

    /** Whom the link is for; unknown, used and expired ones are refused as unknown. */
    public SetUp open(String token) {
        return links.find(token);
    }

    /** Chooses the password and uses the link up. The first owner also says under which e-mail. */
    public void complete(String token, String email, String password) {
        var setUp = links.find(token);
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw Refused.invalid(List.of(new Fault("/password", "length", "A password has 12 to 200 characters.")));
        }
        var hash = hash(password);
        transactions.run(() -> {
            links.use(token);
            var account = switch (setUp) {
                case SetUp.FirstOwner _ -> firstOwner(EmailAddress.of(email));
                case SetUp.Invited invited -> invited.account();
            };
            store.setPassword(account, hash);
            record("account.password_chosen", account, Map.of());
        });
    }

    private AccountId firstOwner(EmailAddress email) {
        if (store.hasOwnerWhoCanSignIn()) {
            throw Refused.notFound("set-up link");
        }
        var account = store.add(email, clock.instant())
                .map(fresh -> {
                    record("account.created", fresh, Map.of());
                    return fresh;
                })
                .orElseGet(() -> store.find(email).orElseThrow().id());
        store.give(account, Role.OWNER, clock.instant());
        record("account.role_granted", account, Map.of("role", Role.OWNER.text()));
        return account;
    }

    private void record(String action, AccountId account, Map<String, Object> body) {
        audit.record("account:" + account, action, account.toString(), body);
    }

    private String hash(String password) {
        return slowly(() -> String.valueOf(encoder.encode(password)));
    }

    private <T> T slowly(Supplier<T> work) {
        hashing.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            hashing.release();
        }
    }
}
