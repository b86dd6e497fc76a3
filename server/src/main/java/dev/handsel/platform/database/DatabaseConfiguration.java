package dev.handsel.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.handsel.platform.postgres.CommandPass;
import dev.handsel.platform.postgres.DatabaseLogin;
import dev.handsel.platform.settings.DataDirectory;
import dev.handsel.platform.settings.Stage;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Points Spring at the database that was decided on, puts the fair queue before the pool and tells commands of the server. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    // Spring closes beans before those they were built from: the pool first, then PostgreSQL.
    @Bean(destroyMethod = "close")
    DatabaseLink databaseLink(DatabaseSettings settings, DataDirectory directory) {
        return DatabaseLink.open(settings, directory, false);
    }

    @Bean
    JdbcConnectionDetails jdbcConnectionDetails(DatabaseLink link) {
        return new ServingConnection(link.login());
    }

    /** A connection outside of the pool, whose statements may take their time, and as the owner of the tables. */
    @Bean
    FlywayConnectionDetails flywayConnectionDetails(DatabaseLink link) {
        return new MigratingConnection(link.owner());
    }

    @Bean
    Grants grants(DatabaseLink link) {
        return new Grants(link.login().user());
    }

    @Bean
    FlywayMigrationStrategy flywayMigrationStrategy(DatabaseLink link) {
        return flyway -> {
            if (link.mayMigrate()) {
                Migration.run(flyway, link.owner());
            }
            Stage.begins("putting together what serves");
        };
    }

    @Bean
    static BeanPostProcessor fairDataSources(ObjectProvider<DatabaseSettings> settings) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool
                        ? new FairDataSource(
                                pool,
                                pool.getMaximumPoolSize(),
                                settings.getObject().waitLimit())
                        : bean;
            }
        };
    }

    @Bean
    CommandPass commandPass() {
        return CommandPass.fresh();
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> runningServerFile(
            DatabaseLink link, DataDirectory directory, CommandPass pass, Environment environment) {
        return ready -> {
            if (ready.getApplicationContext() instanceof WebServerApplicationContext web
                    && web.getWebServer() != null) {
                directory.create();
                link.running()
                        .publish(
                                fromHere(environment, web.getWebServer().getPort()),
                                environment.getRequiredProperty("handsel.public-url"),
                                pass,
                                link.login());
            }
        };
    }

    /** The address by which a command on this machine reaches the server. */
    private static URI fromHere(Environment environment, int port) {
        var bind = new InetSocketAddress(environment.getProperty("handsel.bind", "127.0.0.1"), port);
        var host = bind.getAddress() == null || bind.getAddress().isAnyLocalAddress()
                ? "127.0.0.1"
                : bind.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    private record ServingConnection(DatabaseLogin login) implements JdbcConnectionDetails {

        @Override
        public @Nullable String getUsername() {
            return login.user();
        }

        @Override
        public @Nullable String getPassword() {
            return login.passwordText();
        }

        @Override
        public String getJdbcUrl() {
            return login.url();
        }
    }

    private record MigratingConnection(DatabaseLogin login) implements FlywayConnectionDetails {

        @Override
        public @Nullable String getUsername() {
            return login.user();
        }

        @Override
        public @Nullable String getPassword() {
            return login.passwordText();
        }

        @Override
        public String getJdbcUrl() {
            return login.url();
        }
    }
}
