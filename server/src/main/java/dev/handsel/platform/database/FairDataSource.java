package dev.handsel.platform.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Hands out a pool's connections in the order in which they were asked for. The pool itself prefers whoever comes at the
 * right moment: under many virtual threads some callers then wait for ever.
 */
final class FairDataSource extends DelegatingDataSource {

    private final Semaphore places;
    private final Duration limit;

    FairDataSource(DataSource pool, int places, Duration limit) {
        super(pool);
        this.places = new Semaphore(places, true);
        this.limit = limit;
    }

    @Override
    public Connection getConnection() throws SQLException {
        takePlace();
        try {
            return returning(super.getConnection());
        } catch (SQLException | RuntimeException | Error e) {
            places.release();
            throw e;
        }
    }

    /** How many callers wait at this moment. */
    int waiting() {
        return places.getQueueLength();
    }

    private void takePlace() throws SQLTransientConnectionException {
        try {
            if (!places.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new SQLTransientConnectionException("No database connection became free within "
                        + limit.toMillis() + " ms; " + waiting() + " callers are waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("Interrupted while waiting for a database connection", e);
        }
    }

    private Connection returning(Connection connection) {
        var returned = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                FairDataSource.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    try {
                        return call(connection, method, arguments);
                    } finally {
                        if (method.getName().equals("close") && returned.compareAndSet(false, true)) {
                            places.release();
                        }
                    }
                });
    }

    private static @Nullable Object call(Connection connection, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
