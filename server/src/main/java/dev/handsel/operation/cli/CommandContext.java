package dev.handsel.operation.cli;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application's services for a command: on the running server's database, or without a server on the data directory's
 * own for as long as the context is open. It listens on no port and runs no timers. A command that needs only the database
 * starts sooner with {@link dev.handsel.platform.database.DatabaseSession}.
 */
final class CommandContext {

    private CommandContext() {}

    static ConfigurableApplicationContext open(Class<?> application) {
        var spring = new SpringApplication(application);
        spring.setWebApplicationType(WebApplicationType.NONE);
        spring.setLogStartupInfo(false);
        // Whoever opens it closes it, also when the process is told to stop: Spring would close it under the work.
        spring.setRegisterShutdownHook(false);
        return spring.run("--handsel.database.attach=true", "--db-scheduler.enabled=false");
    }
}
