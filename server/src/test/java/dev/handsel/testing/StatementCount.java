package dev.handsel.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The SQL statements that a block of code or a request makes the server execute; a batch counts as one, begin and commit
 * do not count, nor does the scheduler's own polling.
 */
public record StatementCount(List<String> statements) {

    private static final Set<Recording> OPEN = ConcurrentHashMap.newKeySet();

    /** Runs the block and says which statements were executed meanwhile, by whomever. */
    public static StatementCount of(Callable<?> block) {
        return record(_ -> true, block);
    }

    /** Runs the block and says which statements its own thread executed, whatever others do meanwhile. */
    public static StatementCount here(Callable<?> block) {
        return record(Thread.currentThread()::equals, block);
    }

    private static StatementCount record(Predicate<Thread> whose, Callable<?> block) {
        var recording = new Recording(whose, new CopyOnWriteArrayList<>());
        OPEN.add(recording);
        try {
            block.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            OPEN.remove(recording);
        }
        return new StatementCount(List.copyOf(recording.statements));
    }

    public int total() {
        return statements.size();
    }

    private static final class Recording {

        private final Predicate<Thread> whose;
        private final List<String> statements;

        private Recording(Predicate<Thread> whose, List<String> statements) {
            this.whose = whose;
            this.statements = statements;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Counting {

        @Bean
        static LastPostProcessor countStatements() {
            return new LastPostProcessor();
        }
    }

    /** Spring runs post-processors of merged definitions after all others: after the fair queue is in its place. */
    static final class LastPostProcessor implements MergedBeanDefinitionPostProcessor {

        @Override
        public void postProcessMergedBeanDefinition(RootBeanDefinition definition, Class<?> type, String name) {
            // Only the place in the order matters.
        }

        @Override
        public @Nullable Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource source && !(bean instanceof ProxyDataSource)
                    ? ProxyDataSourceBuilder.create(source)
                            .listener(new Counter())
                            .build()
                    : bean;
        }
    }

    private static final class Counter implements QueryExecutionListener {

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            // Counted when it is done.
        }

        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            var texts = new ArrayList<String>();
            queries.forEach(query -> texts.add(query.getQuery()));
            var text = String.join("; ", texts);
            if (!text.contains("scheduled_tasks")) {
                OPEN.stream()
                        .filter(open -> open.whose.test(Thread.currentThread()))
                        .forEach(open -> open.statements.add(text));
            }
        }
    }
}
