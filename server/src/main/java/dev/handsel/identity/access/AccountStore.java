package dev.handsel.identity.access;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.AccountId;
import dev.handsel.platform.database.Locks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of accounts, their roles and their identities elsewhere. */
@Repository
class AccountStore {

    /** An account as it is stored; {@code given} are the roles beyond everybody's. */
    record StoredAccount(AccountId id, String email, boolean emailVerified, boolean disabled, Set<Role> given) {
        Caller.Person person() {
            return new Caller.Person(id, email, emailVerified, Role.heldBy(given));
        }
    }

    private static final String SELECT = """
            select a.id, a.email, a.email_verified, a.disabled,
                   array(select r.role from account_role r where r.account_id = a.id) as given
            from account a
            """;

    private final JdbcClient jdbc;
    private final Locks locks;

    AccountStore(JdbcClient jdbc, Locks locks) {
        this.jdbc = jdbc;
        this.locks = locks;
    }

    Optional<StoredAccount> find(AccountId id) {
        return jdbc.sql(SELECT + "where a.id = :id")
                .param("id", id.value())
                .query(AccountStore::read)
                .optional();
    }

    Optional<StoredAccount> find(EmailAddress email) {
        return jdbc.sql(SELECT + "where a.email = :email and a.email_verified")
                .param("email", email.text())
                .query(AccountStore::read)
                .optional();
    }

    Optional<StoredAccount> find(String issuer, String subject) {
        return jdbc.sql(SELECT + """
                join account_identity i on i.account_id = a.id where i.issuer = :issuer and i.subject = :subject
                """)
                .param("issuer", issuer)
                .param("subject", subject)
                .query(AccountStore::read)
                .optional();
    }

    /** Adds an account that is named by this e-mail; nothing where there is one. */
    Optional<AccountId> add(EmailAddress email, Instant at) {
        return add(email.text(), true, at);
    }

    /** Adds an account that no e-mail names. */
    AccountId addUnnamed(String unverifiedEmail, Instant at) {
        return add(unverifiedEmail, false, at).orElseThrow();
    }

    private Optional<AccountId> add(String email, boolean verified, Instant at) {
        var id = AccountId.fresh();
        int added = jdbc.sql("""
                insert into account (id, email, email_verified, created_at) values (:id, :email, :verified, :at)
                on conflict (email) where email_verified do nothing
                """)
                .param("id", id.value())
                .param("email", email)
                .param("verified", verified)
                .param("at", utc(at))
                .update();
        return added == 1 ? Optional.of(id) : Optional.empty();
    }

    /** Keeps others from meeting the same identity for the first time until the transaction ends. */
    void lockIdentity(String issuer, String subject) {
        locks.take(Locks.identity(issuer, subject));
    }

    void addIdentity(AccountId account, String issuer, String subject, Instant at) {
        jdbc.sql("""
                insert into account_identity (issuer, subject, account_id, created_at)
                values (:issuer, :subject, :account, :at)
                """)
                .param("issuer", issuer)
                .param("subject", subject)
                .param("account", account.value())
                .param("at", utc(at))
                .update();
    }

    /** Gives the role; false where the account has it. */
    boolean give(AccountId account, Role role, Instant at) {
        return jdbc.sql("""
                insert into account_role (account_id, role, granted_at) values (:account, :role, :at)
                on conflict do nothing
                """)
                        .param("account", account.value())
                        .param("role", role.text())
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    void take(AccountId account, Role role) {
        jdbc.sql("delete from account_role where account_id = :account and role = :role")
                .param("account", account.value())
                .param("role", role.text())
                .update();
    }

    void remove(AccountId account) {
        jdbc.sql("delete from account where id = :id")
                .param("id", account.value())
                .update();
    }

    /** The owners, locked until the transaction ends, so that the last one stays. */
    List<AccountId> lockOwners() {
        return jdbc.sql("select account_id from account_role where role = 'owner' order by account_id for update")
                .query((row, _) -> new AccountId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Those who were given the role and are not disabled, in the order of their ids. */
    List<StoredAccount> holders(Role role) {
        return jdbc.sql(SELECT + """
                where not a.disabled and exists (select from account_role o where o.account_id = a.id and o.role = :role)
                order by a.id
                """)
                .param("role", role.text())
                .query(AccountStore::read)
                .list();
    }

    /** Whether an owner can sign in: by a password, or as somebody whom an external issuer knows. */
    boolean hasOwnerWhoCanSignIn() {
        return jdbc.sql("""
                select exists (
                    select from account_role r join account a on a.id = r.account_id
                    where r.role = 'owner' and not a.disabled
                      and (a.password_hash is not null
                           or exists (select from account_identity i where i.account_id = a.id)))
                """).query(Boolean.class).single();
    }

    /** Whether anybody at all could sign in here with a password. */
    boolean hasPasswords() {
        return jdbc.sql("select exists (select from account where password_hash is not null and not disabled)")
                .query(Boolean.class)
                .single();
    }

    /** The hash of the account's password, where it has one and may sign in. */
    Optional<Password> password(EmailAddress email) {
        return jdbc.sql("""
                select id, password_hash from account
                where email = :email and email_verified and password_hash is not null and not disabled
                """)
                .param("email", email.text())
                .query((row, _) -> new Password(new AccountId(row.getObject(1, UUID.class)), row.getString(2)))
                .optional();
    }

    boolean hasPassword(AccountId account) {
        return jdbc.sql("select password_hash is not null from account where id = :id")
                .param("id", account.value())
                .query(Boolean.class)
                .single();
    }

    /** The hash of the account's password, where it has one. */
    Optional<Password> password(AccountId account) {
        return jdbc.sql("select password_hash from account where id = :id and password_hash is not null")
                .param("id", account.value())
                .query((row, _) -> new Password(account, row.getString(1)))
                .optional();
    }

    /** Replaces the password; false where it is another one by now. */
    boolean replacePassword(Password before, String hash) {
        return jdbc.sql("update account set password_hash = :hash where id = :id and password_hash = :before")
                        .param("hash", hash)
                        .param("id", before.account().value())
                        .param("before", before.hash())
                        .update()
                == 1;
    }

    void setPassword(AccountId account, String hash) {
        jdbc.sql("update account set password_hash = :hash where id = :id")
                .param("hash", hash)
                .param("id", account.value())
                .update();
    }

    /** An account's password as it is stored. */
    record Password(AccountId account, String hash) {
        @Override
        public String toString() {
            return "Password[account=" + account + "]";
        }
    }

    private static StoredAccount read(ResultSet row, int rowNumber) throws SQLException {
        var given = EnumSet.noneOf(Role.class);
        @Nullable String[] names = (String[]) row.getArray("given").getArray();
        Arrays.stream(names)
                .map(name -> Role.valueOf(String.valueOf(name).toUpperCase(Locale.ROOT)))
                .forEach(given::add);
        return new StoredAccount(
                new AccountId(row.getObject("id", UUID.class)),
                row.getString("email"),
                row.getBoolean("email_verified"),
                row.getBoolean("disabled"),
                given);
    }
}
