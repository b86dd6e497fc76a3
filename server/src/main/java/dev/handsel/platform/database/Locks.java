package dev.handsel.platform.database;

import dev.handsel.base.digest.Sha256;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Every advisory lock there is, each held until its transaction ends. All share PostgreSQL's one space of 64 bits, so their
 * numbers are made here alone. A released number stays as it is: while a server is replaced by the next version, both exclude
 * each other by it.
 */
@Component
public class Locks {

    /** How many locks the keys of a programme's events share; its affiliates share as many others. */
    private static final int STRIPES = 256;

    /** What locks are about, in the order in which one statement takes them. */
    enum Space {
        TERMS(1),
        EVENT_KEYS(2),
        STRIPE_IDS(3),
        IDENTITIES(4),
        IDEMPOTENCY_KEYS(5),
        AFFILIATE_CAPS(6),
        FOLLOWED_EVENTS(7);

        private final int place;

        Space(int place) {
            this.place = place;
        }
    }

    /**
     * Something that can be held.
     *
     * @param shared whether others may hold it too, as long as all of them share it
     * @param name what the number is hashed from by PostgreSQL, with {@code seed}; null where {@code number} is it
     */
    public record Lock(
            Space space, boolean shared, @Nullable String name, int seed, long number) {

        private static Lock named(Space space, boolean shared, String name, int seed) {
            return new Lock(space, shared, name, seed, 0);
        }

        private static Lock numbered(Space space, long number) {
            return new Lock(space, false, null, 0, number);
        }
    }

    private final JdbcClient jdbc;

    public Locks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The terms of a programme, for those who judge facts by them. */
    public static Lock termsShared(ProgramId program) {
        return Lock.named(Space.TERMS, true, "program:" + program, 0);
    }

    /** The terms of a programme, for who changes them. */
    public static Lock termsAlone(ProgramId program) {
        return Lock.named(Space.TERMS, false, "program:" + program, 0);
    }

    /** What events of a programme name or wait for. Keys share {@value #STRIPES} locks. */
    public static List<Lock> eventKeys(ProgramId program, Collection<String> keys) {
        return striped(Space.EVENT_KEYS, program, 0, keys);
    }

    /**
     * What affiliates of a programme have earned in months in which that is limited. Taken after the keys of events. They share
     * {@value #STRIPES} locks, so that no batch needs more.
     */
    public static List<Lock> affiliateCaps(ProgramId program, Collection<AffiliateId> affiliates) {
        return striped(Space.AFFILIATE_CAPS, program, STRIPES, affiliates);
    }

    /** Numbers of a programme, from the first on. */
    private static List<Lock> striped(Space space, ProgramId program, int first, Collection<?> names) {
        long prefix = (long) program.value().hashCode() << 32;
        return names.stream()
                .map(name -> first + Math.floorMod(name.hashCode(), STRIPES))
                .distinct()
                .map(stripe -> Lock.numbered(space, prefix | stripe))
                .toList();
    }

    /** The identities that follow from events of a programme, for who follows them. Before it nothing else is held. */
    public static Lock followedEvents(ProgramId program) {
        return Lock.named(Space.FOLLOWED_EVENTS, false, "followed_events:" + program, 0);
    }

    /** Ids of a merchant's own Stripe account. */
    public static List<Lock> stripeIds(ProgramId program, Collection<String> ids) {
        return ids.stream()
                .map(id -> Lock.named(Space.STRIPE_IDS, false, "stripe_billing:" + program + ":" + id, 0))
                .toList();
    }

    /** Somebody as an issuer elsewhere knows them. */
    public static Lock identity(String issuer, String subject) {
        return Lock.named(Space.IDENTITIES, false, issuer + " " + subject, 7);
    }

    /** An idempotency key of a caller and route. */
    public static Lock idempotencyKey(String scope, String key) {
        var hash = Sha256.of(scope + "\n" + key + "\0");
        return Lock.numbered(Space.IDEMPOTENCY_KEYS, ByteBuffer.wrap(hash).getLong());
    }

    /** Waits until all of these can be held, in one statement and in one order for everybody. */
    public void take(Lock first, Collection<Lock> more) {
        take(Stream.concat(Stream.of(first), more.stream()).toList());
    }

    /** As {@link #take(Lock, Collection)}. */
    public void take(Lock lock) {
        take(List.of(lock));
    }

    /** As {@link #take(Lock, Collection)}; of none it asks nobody. */
    public void take(Collection<Lock> locks) {
        if (locks.isEmpty()) {
            return;
        }
        var columns = Columns.of(List.copyOf(locks))
                .with("spaces", lock -> lock.space().place)
                .with("shared", Lock::shared)
                .with("names", Lock::name)
                .with("seeds", Lock::seed)
                .with("numbers", Lock::number);
        jdbc.sql("""
                select count(case when shared then pg_advisory_xact_lock_shared(key)::text
                    else pg_advisory_xact_lock(key)::text end)
                from (
                    select distinct space, shared, coalesce(hashtextextended(name, seed), number) as key
                    from unnest(:spaces::integer[], :shared::boolean[], :names::text[], :seeds::bigint[], :numbers::bigint[])
                        as asked(space, shared, name, seed, number)
                    order by space, key) as sorted
                """).params(columns.params()).query((_, _) -> true).single();
    }

    /** The transactions that have the lock at this moment, as PostgreSQL names them; not those that wait for it. */
    public Set<String> holders(Lock lock) {
        return Set.copyOf(jdbc.sql("""
                select distinct virtualtransaction from pg_locks
                where locktype = 'advisory' and objsubid = 1 and granted
                    and database = (select oid from pg_database where datname = current_database())
                    and (classid::bigint << 32 | objid::bigint) = coalesce(hashtextextended(:name::text, :seed), :number)
                """)
                .param("name", lock.name())
                .param("seed", lock.seed())
                .param("number", lock.number())
                .query(String.class)
                .list());
    }

    /** Takes the lock if nobody else has it; says whether it did. */
    public boolean tryTake(Lock lock) {
        return jdbc.sql("""
                select pg_try_advisory_xact_lock(coalesce(hashtextextended(:name::text, :seed::bigint), :number::bigint))
                """)
                .param("name", lock.name())
                .param("seed", lock.seed())
                .param("number", lock.number())
                .query(Boolean.class)
                .single();
    }
}
