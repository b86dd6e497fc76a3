package dev.handsel.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import picocli.CommandLine.Command;

/** Serves until the process is told to stop; SIGTERM and Ctrl-C let what runs finish and end with 0. */
@Command(name = "serve", description = "Runs the server until it is told to stop.")
final class ServeCommand implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

    private final Class<?> application;

    ServeCommand(Class<?> application) {
        this.application = application;
    }

    @Override
    public void run() {
        var context = SpringApplication.run(application);
        // The JVM would answer SIGTERM with 143; Spring runs this after everything is closed.
        SpringApplication.getShutdownHandlers().add(() -> Runtime.getRuntime().halt(0));
        var environment = context.getEnvironment();
        log.info("management at http://127.0.0.1:{}", environment.getProperty("management.server.port"));
        log.info("ready at {}", environment.getProperty("handsel.public-url"));
        awaitEnd();
    }

    private static void awaitEnd() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
