package dev.handsel.identity.access;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;

/** Counts the statements on accounts and API keys that the server sends to the database. */
@TestConfiguration(proxyBeanMethods = false)
public class Statements implements BeanPostProcessor, QueryExecutionListener {

    private final AtomicInteger sent = new AtomicInteger();

    /** How many were sent since this was asked last. */
    int sinceLast() {
        return sent.getAndSet(0);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        // The fair queue stands before the pool or not yet, depending on who comes first.
        return bean instanceof DataSource source && name.equals("dataSource")
                ? ProxyDataSourceBuilder.create(source).listener(this).build()
                : bean;
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        sent.addAndGet((int) queries.stream()
                .filter(query -> query.getQuery().matches("(?s).*(account|api_key).*"))
                .count());
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        // Counted already.
    }
}
