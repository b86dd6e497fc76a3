package dev.handsel.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryState;
import org.springframework.core.retry.Retryable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class TransactionsTest {

    private static final String LOSE = "do $$ begin raise exception using errcode = '40001'; end $$";

    private final DataSource source = TestDatabase.fresh().dataSource();
    private final JdbcClient jdbc = JdbcClient.create(source);
    private final List<Object> retries = new ArrayList<>();
    private final Transactions transactions = new Transactions(new JdbcTransactionManager(source), new RetryListener() {
        @Override
        public void beforeRetry(RetryPolicy policy, Retryable<?> work, RetryState state) {
            retries.add(state.getLastException());
        }
    });

    @BeforeEach
    void two_accounts() {
        jdbc.sql("create table account (id int primary key, balance int not null)")
                .update();
        jdbc.sql("insert into account values (1, 0), (2, 0)").update();
    }

    @Test
    void two_that_deadlock_both_get_through() throws Exception {
        var attempts = new AtomicInteger();
        var bothHoldOne = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var forth = threads.submit(() -> transactions.run(() -> addTo(1, 2, attempts, bothHoldOne)));
            var back = threads.submit(() -> transactions.run(() -> addTo(2, 1, attempts, bothHoldOne)));
            forth.get(30, TimeUnit.SECONDS);
            back.get(30, TimeUnit.SECONDS);
        }
        assertThat(attempts).hasValue(3);
        assertThat(retries).hasSize(1);
        assertThat(balances()).containsExactly(2, 2);
    }

    @Test
    void work_that_loses_only_at_commit_is_run_again() {
        jdbc.sql("create sequence commits").update();
        jdbc.sql("""
                create function lose_once() returns trigger language plpgsql as $$
                begin
                    if nextval('commits') = 1 then raise exception using errcode = '40001'; end if;
                    return null;
                end $$
                """).update();
        jdbc.sql("""
                create constraint trigger lose_once after update on account
                deferrable initially deferred for each row execute function lose_once()
                """).update();

        transactions.run(() -> add(1));

        assertThat(retries).hasSize(1);
        assertThat(balances()).containsExactly(1, 0);
    }

    @Test
    void after_a_few_losses_the_caller_is_told() {
        assertThatThrownBy(() -> transactions.run(() -> jdbc.sql(LOSE).update()))
                .isInstanceOf(ConcurrencyFailureException.class);
        assertThat(retries).hasSize(4);
    }

    @Test
    void only_the_outermost_call_runs_its_work_again() {
        var outer = new AtomicInteger();
        var inner = new AtomicInteger();
        String result = transactions.required(() -> {
            outer.incrementAndGet();
            add(1);
            return transactions.required(() -> {
                if (inner.incrementAndGet() == 1) {
                    jdbc.sql(LOSE).update();
                }
                return "done";
            });
        });
        assertThat(result).isEqualTo("done");
        assertThat(outer).hasValue(2);
        assertThat(balances()).containsExactly(1, 0);
    }

    @Test
    void a_bug_is_rolled_back_and_not_tried_again() {
        assertThatThrownBy(() -> transactions.run(() -> {
                    add(1);
                    throw new IllegalStateException("bug");
                }))
                .hasMessage("bug");
        assertThat(retries).isEmpty();
        assertThat(balances()).containsExactly(0, 0);
    }

    @Test
    void where_the_connection_is_lost_the_work_says_so_and_not_its_rollback() {
        assertThatThrownBy(() -> transactions.run(this::endOwnConnection))
                .isInstanceOf(DataAccessResourceFailureException.class);
        assertThatThrownBy(() -> transactions.snapshot(() -> {
                    endOwnConnection();
                    return "done";
                }))
                .isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(retries).isEmpty();
    }

    private void endOwnConnection() {
        jdbc.sql("select pg_terminate_backend(pg_backend_pid())").query().listOfRows();
    }

    @Test
    void committed_work_is_never_done_twice_whatever_a_listener_runs_into() {
        assertThatThrownBy(() -> transactions.run(() -> {
                    add(1);
                    TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                        @Override
                        public void afterCommit() {
                            jdbc.sql(LOSE).update();
                        }
                    });
                }))
                .isInstanceOf(ConcurrencyFailureException.class);
        assertThat(balances()).containsExactly(1, 0);
    }

    @Test
    void what_has_to_be_committed_before_is_done_by_itself_and_the_work_again() {
        transactions.run(() -> {
            add(1);
            transactions.run(() -> {
                if (balances().get(1) == 0) {
                    throw new IllegalStateException(
                            "wrapped", new Beforehand("wanted", () -> transactions.run(() -> add(2))));
                }
            });
        });
        assertThat(balances()).containsExactly(1, 1);
        assertThat(retries).isEmpty();
    }

    @Test
    void who_is_never_content_with_what_was_done_before_is_not_run_for_ever() {
        var done = new AtomicInteger();
        assertThatThrownBy(() -> transactions.run(() -> {
                    throw new Beforehand("never enough", done::incrementAndGet);
                }))
                .isInstanceOf(Beforehand.class);
        assertThat(done).hasValue(3);
    }

    @Test
    void what_is_to_follow_a_commit_follows_no_other_end() {
        var done = new ArrayList<String>();
        Transactions.afterCommit(() -> done.add("at once"));
        transactions.run(() -> {
            Transactions.afterCommit(() -> done.add("later"));
            done.add("first");
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> transactions.run(() -> {
                    Transactions.afterCommit(() -> done.add("never"));
                    throw new IllegalStateException("bug");
                }));
        assertThat(done).containsExactly("at once", "first", "later");
    }

    @Test
    void a_snapshot_reads_one_moment_and_writes_nothing() {
        var sums = transactions.snapshot(() -> {
            var before = balances();
            elsewhere(() -> transactions.run(() -> add(1)));
            return List.of(before, balances());
        });

        assertThat(sums).containsOnly(List.of(0, 0));
        assertThat(balances()).containsExactly(1, 0);
        assertThatThrownBy(() -> transactions.snapshot(() -> {
                    add(1);
                    return 1;
                }))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void a_snapshot_is_no_part_of_something_that_began_before() {
        assertThatIllegalStateException()
                .isThrownBy(() -> transactions.run(() -> transactions.snapshot(this::balances)));
    }

    private void addTo(int first, int second, AtomicInteger attempts, CyclicBarrier bothHoldOne) {
        boolean meets = attempts.incrementAndGet() <= 2;
        add(first);
        if (meets) {
            meet(bothHoldOne);
        }
        add(second);
    }

    private static void elsewhere(Runnable work) {
        try {
            Thread.ofVirtual().start(work).join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(int account) {
        jdbc.sql("update account set balance = balance + 1 where id = :id")
                .param("id", account)
                .update();
    }

    private List<@Nullable Integer> balances() {
        return jdbc.sql("select balance from account order by id")
                .query(Integer.class)
                .list();
    }
}
