package dev.handsel.identity.access;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.handsel.base.ids.AccountId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.identity.access.AccountStore.StoredAccount;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The accounts: who they are, what they may do, how they come and go. The last owner stays. */
@Service
public class Accounts {

    /** An account that was invited, with the link by which its password is chosen. */
    record Invitation(AccountId account, EmailAddress email, Set<Role> roles, String link) {
        @Override
        public String toString() {
            return "Invitation[account=" + account + "]";
        }
    }

    /** Somebody as an external issuer knows them. Their e-mail names an account only where the issuer verified it. */
    record Elsewhere(String issuer, String subject, Optional<EmailAddress> email, boolean emailVerified) {

        static Elsewhere of(String issuer, JWTClaimsSet claims) {
            var email = claims.getClaim("email") instanceof String text
                    ? EmailAddress.find(text)
                    : Optional.<EmailAddress>empty();
            return new Elsewhere(
                    issuer, claims.getSubject(), email, Boolean.TRUE.equals(claims.getClaim("email_verified")));
        }

        Optional<EmailAddress> verifiedEmail() {
            return email.filter(_ -> emailVerified);
        }

        String unverifiedEmail() {
            return email.map(EmailAddress::text).orElse("");
        }
    }

    private final AccountStore store;
    private final SetUpLinks links;
    private final Transactions transactions;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Accounts(
            AccountStore store,
            SetUpLinks links,
            Transactions transactions,
            AuditTrail audit,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.store = store;
        this.links = links;
        this.transactions = transactions;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** The person behind the account as of now; nobody where it is removed or disabled. */
    public Optional<Caller.Person> person(AccountId account) {
        return store.find(account).filter(found -> !found.disabled()).map(StoredAccount::person);
    }

    /** Everybody who is an owner and not disabled. */
    public Stream<Caller.Person> owners() {
        return holders(Role.OWNER);
    }

    /** Everybody who was given this role and is not disabled; an owner only as far as they were given it too. */
    public Stream<Caller.Person> holders(Role role) {
        return store.holders(role).stream().map(StoredAccount::person);
    }

    /** The account that this verified e-mail names. */
    public Optional<AccountId> named(EmailAddress email) {
        return store.find(email).map(StoredAccount::id);
    }

    /**
     * The person behind an external identity, whose account is made when it is met for the first time. Where a verified e-mail
     * names an account that is there already, that account is asked first ({@link IdentityUnlinked}), and until it has answered
     * the identity is refused (403).
     */
    Optional<Caller.Person> person(Elsewhere identity) {
        var known =
                store.find(identity.issuer(), identity.subject()).or(() -> transactions.required(() -> met(identity)));
        var account = known.orElseThrow(() -> new Refused(
                RefusalKind.FORBIDDEN,
                "identity_unconfirmed",
                "An account here has this e-mail. It was asked by mail whether this sign-in elsewhere is its own."));
        return account.disabled() ? Optional.empty() : Optional.of(account.person());
    }

    private Optional<StoredAccount> met(Elsewhere identity) {
        store.lockIdentity(identity.issuer(), identity.subject());
        var meanwhile = store.find(identity.issuer(), identity.subject());
        if (meanwhile.isPresent()) {
            return meanwhile;
        }
        var fresh = identity.verifiedEmail()
                .map(email -> store.add(email, clock.instant()))
                .orElseGet(() -> Optional.of(store.addUnnamed(identity.unverifiedEmail(), clock.instant())));
        if (fresh.isEmpty()) {
            ask(identity);
            return Optional.empty();
        }
        record("account:" + fresh.get(), "account.created", fresh.get(), Map.of());
        add(fresh.get(), identity.issuer(), identity.subject());
        return store.find(fresh.get());
    }

    private void ask(Elsewhere identity) {
        var email = identity.verifiedEmail().orElseThrow();
        store.find(email)
                .filter(account -> !account.disabled())
                .ifPresent(account -> events.publishEvent(
                        new IdentityUnlinked(account.id(), email, identity.issuer(), identity.subject())));
    }

    /** Makes the identity the account's; one that another account has meanwhile is refused (409). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void link(AccountId account, String issuer, String subject) {
        store.lockIdentity(issuer, subject);
        var holder = store.find(issuer, subject);
        if (holder.isEmpty()) {
            add(account, issuer, subject);
        } else if (!holder.get().id().equals(account)) {
            throw Refused.conflict("identity_taken", "This sign-in elsewhere belongs to another account.");
        }
    }

    private void add(AccountId account, String issuer, String subject) {
        store.addIdentity(account, issuer, subject, clock.instant());
        record("account:" + account, "account.identity_added", account, Map.of("issuer", issuer));
    }

    /** Makes the account and a link for it. Somebody who has no password yet may be invited again. */
    Invitation invite(Caller.Person owner, EmailAddress email, Set<Role> roles) {
        return transactions.required(() -> {
            var account = store.add(email, clock.instant())
                    .map(fresh -> {
                        record(owner.actor(), "account.created", fresh, Map.of());
                        return fresh;
                    })
                    .orElseGet(() -> withoutPassword(email));
            give(owner.actor(), account, roles);
            var held = store.find(account).orElseThrow().person().roles();
            return new Invitation(account, email, held, links.fresh(Optional.of(account)));
        });
    }

    private AccountId withoutPassword(EmailAddress email) {
        var account = named(email).orElseThrow();
        if (store.hasPassword(account)) {
            throw Refused.conflict("account_exists", "There is an account with this e-mail.");
        }
        return account;
    }

    /** Makes these the roles of the account from its next request on. */
    Caller.Person changeRoles(Caller.Person owner, AccountId account, Set<Role> roles) {
        return transactions.required(() -> {
            var owners = store.lockOwners();
            var before = store.find(account).orElseThrow(() -> Refused.notFound("account"));
            if (!roles.contains(Role.OWNER)) {
                keepAnOwner(owners, account);
            }
            for (var role : before.given()) {
                if (!roles.contains(role)) {
                    store.take(account, role);
                    record(owner.actor(), "account.role_withdrawn", account, Map.of("role", role.text()));
                }
            }
            give(owner.actor(), account, roles);
            return store.find(account).orElseThrow().person();
        });
    }

    private void give(String actor, AccountId account, Set<Role> roles) {
        for (var role : roles) {
            if (!role.isEverybodys() && store.give(account, role, clock.instant())) {
                record(actor, "account.role_granted", account, Map.of("role", role.text()));
            }
        }
    }

    /** Removes the account with its roles, identities and links. */
    void remove(Caller.Person person) {
        transactions.run(() -> {
            keepAnOwner(store.lockOwners(), person.account());
            record(person.actor(), "account.removed", person.account(), Map.of());
            events.publishEvent(new AccountRemoved(person.account()));
            store.remove(person.account());
        });
    }

    private static void keepAnOwner(List<AccountId> owners, AccountId leaving) {
        if (owners.equals(List.of(leaving))) {
            throw Refused.conflict("last_owner", "The last owner must stay; make somebody else an owner first.");
        }
    }

    private void record(String actor, String action, AccountId account, Map<String, Object> body) {
        audit.record(actor, action, account.toString(), body);
    }
}
