package dev.handsel.devices.nonces;

import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.work.WorkLoop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Each minute, in every process: compares this machine's clock with the database's, and empties the buckets of minutes that
 * have long passed. A process whose clock is wrong would let old requests in, so it lets none in until it is right again.
 */
@Component
public class NonceUpkeep implements SmartLifecycle {

    /** How far two clocks may be apart. */
    static final Duration TOLERANCE = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(NonceUpkeep.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

    /**
     * Minutes ago of the buckets that are emptied. A request lives for at most five minutes on either side of now; eight and
     * nine minutes ago are seven and eight ahead, and nobody's yet.
     */
    private static final int[] PASSED = {8, 9};

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final InstantSource clock;
    private @Nullable WorkLoop loop;
    private volatile Duration apart = Duration.ZERO;

    NonceUpkeep(JdbcClient jdbc, Transactions transactions, InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Whether this machine's clock can be believed, as far as is known. */
    public boolean clockIsRight() {
        return apart.abs().compareTo(TOLERANCE) <= 0;
    }

    void run() {
        try {
            var before = clock.instant();
            var there = jdbc.sql("select clock_timestamp()")
                    .query(OffsetDateTime.class)
                    .single()
                    .toInstant();
            var here = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
            compare(here, there);
            transactions.run(() -> empty(there));
        } catch (RuntimeException e) {
            log.warn("nonces could not be looked after: {}", e.toString());
        }
    }

    private void compare(Instant here, Instant there) {
        boolean wasRight = clockIsRight();
        apart = Duration.between(there, here);
        if (!clockIsRight()) {
            log.error("this clock and the database's are {} s apart; signed requests are refused", apart.toSeconds());
        } else if (!wasRight) {
            log.info("this clock is right again");
        }
    }

    /** By the database's clock, which all processes share. */
    void empty(Instant now) {
        jdbc.sql("set local lock_timeout = '1s'").update();
        for (int minutes : PASSED) {
            int bucket = Nonce.bucket(now.minus(Duration.ofMinutes(minutes)));
            var partition = "request_nonce_" + (bucket < 10 ? "0" : "") + bucket;
            boolean used = jdbc.sql("select exists (select from " + partition + ")")
                    .query((row, _) -> row.getBoolean(1))
                    .single();
            if (used) {
                jdbc.sql("truncate " + partition).update();
            }
        }
    }

    @Override
    public void start() {
        // The first time before any request is served.
        run();
        loop = WorkLoop.every("nonce-upkeep", EVERY, this::run);
        loop.start();
    }

    @Override
    public void stop() {
        if (loop != null) {
            loop.stop();
            loop = null;
        }
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }

    /** Starts before the web server. */
    @Override
    public int getPhase() {
        return 0;
    }
}
