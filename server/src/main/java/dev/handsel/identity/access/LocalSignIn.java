package dev.handsel.identity.access;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.AccountStore.Password;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
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

    private final AccountStore store;
    private final SetUpLinks links;
    private final Transactions transactions;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final PasswordHashes hashes;

    LocalSignIn(
            AccountStore store,
            SetUpLinks links,
            Transactions transactions,
            AuditTrail audit,
            InstantSource clock,
            PasswordHashes hashes) {
        this.store = store;
        this.links = links;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.hashes = hashes;
    }

    /** The account with this e-mail and password. An unknown e-mail takes as long as a wrong password. */
    public Optional<AccountId> check(String email, String password) {
        if (password.length() > PasswordRules.LONGEST) {
            return Optional.empty();
        }
        var stored = EmailAddress.find(email).flatMap(store::password);
        boolean right = hashes.match(password, stored.map(Password::hash).orElse(hashes.nobodys()));
        return stored.filter(_ -> right).map(Password::account);
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
        PasswordRules.require(password, named(setUp, email), "/password");
        var hash = hashes.of(password);
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

    /** Whether anybody has a password yet: until then the only way in is a set-up link. */
    public boolean isSetUp() {
        return store.hasPasswords();
    }

    /**
     * Replaces the person's password by a new one (400 where that may not be chosen); false where the current one is another, or
     * where there is none.
     *
     * @param along what is done in the same transaction
     */
    public boolean change(Caller.Person person, String current, String fresh, Runnable along) {
        PasswordRules.require(fresh, person.email(), "/new_password");
        var stored = store.password(person.account());
        boolean right = current.length() <= PasswordRules.LONGEST
                && hashes.match(current, stored.map(Password::hash).orElse(hashes.nobodys()));
        if (!right || stored.isEmpty()) {
            return false;
        }
        var hash = hashes.of(fresh);
        return transactions.required(() -> {
            if (!store.replacePassword(stored.get(), hash)) {
                return false;
            }
            record("account.password_changed", person.account(), Map.of());
            along.run();
            return true;
        });
    }

    private static String named(SetUp setUp, String email) {
        return switch (setUp) {
            case SetUp.FirstOwner _ -> email;
            case SetUp.Invited invited -> invited.email();
        };
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
}
